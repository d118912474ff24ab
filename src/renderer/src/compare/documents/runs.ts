import type { History, JobRow } from '../../data/history';
import type { CopyJobReading } from '../../domain/copy-job';
import type {
  About,
  ComparisonDocument,
  DocumentSide,
  Making,
  PatchStep,
} from '../../domain/export/comparison/document';
import { patchBetween } from '../../domain/export/comparison/patch';
import { runsDocument } from '../../domain/export/comparison/runs';
import { newestFacts } from '../../domain/export/comparison/side-facts';
import { instantWithZone, type TimeDisplay } from '../../domain/instants';
import { jobTitle } from '../../domain/job-title';
import type { RunsAnalysis } from '../../domain/runs/analysis';
import { lineageOf } from '../../domain/runs/lineage';
import { forEach, readingOf } from './read-all';

interface Runs {
  readonly history: Pick<History, 'body'>;
  /** The run that they are seen from. */
  readonly job: JobRow;
  readonly analysis: RunsAnalysis<JobRow>;
  /** Older ones that were not read. */
  readonly more: number;
  readonly times: TimeDisplay;
}

/** The runs of a resource and destination as they are on screen. Their bodies are read only for a patch from each to the next. */
export async function runsOfJobDocument(
  { history, job, analysis, more, times }: Runs,
  about: About,
  making: Making,
): Promise<ComparisonDocument> {
  const lineage = lineageOf(job.values);
  const destination = [job.destinationVault, job.destinationRegion].filter((part) => part !== undefined).join(' in ');
  const facts = [
    ...(lineage === undefined
      ? []
      : [
          { label: 'Resource', text: lineage.resourceArn },
          { label: 'Destination vault', text: lineage.destinationVaultArn },
          ...(lineage.part === undefined || lineage.part === '' ? [] : [{ label: 'Part', text: lineage.part }]),
        ]),
    { label: 'Seen from', text: job.copyJobId },
  ];
  const compared = {
    ...{ analysis, facts, more },
    resource: jobTitle(job),
    destination: destination === '' ? 'its vault' : destination,
    patch: making.format === 'json-patch' ? await stepsBetween(history, analysis.runs, times, making) : undefined,
  };
  return runsDocument(compared, times, about);
}

interface Read {
  readonly side: DocumentSide;
  readonly copyJob: CopyJobReading['copyJob'];
}

/** From each run to the next, oldest first; those that cannot be read are passed over. */
async function stepsBetween(
  history: Pick<History, 'body'>,
  runs: RunsAnalysis<JobRow>['runs'],
  times: TimeDisplay,
  making: Making,
): Promise<readonly PatchStep[]> {
  const steps: PatchStep[] = [];
  let before: Read | undefined;
  await forEach(runs, making, async (run) => {
    const copyJob = readingOf(await history.body(run.newestSnapshot))?.copyJob;
    if (copyJob === undefined) return;
    const side = { name: instantWithZone(run.createdAt, times), title: jobTitle(run), facts: newestFacts(run, times) };
    if (before !== undefined) {
      steps.push({ left: before.side, right: side, ...patchBetween(before.copyJob, copyJob) });
    }
    before = { side, copyJob };
  });
  return steps;
}
