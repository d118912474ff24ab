import type { History, JobRow, SnapshotRow } from '../../data/history';
import type { CopyJobReading } from '../../domain/copy-job';
import { listed } from '../../domain/diff/summary';
import type { About, ComparisonDocument, Making } from '../../domain/export/comparison/document';
import { manyDocument } from '../../domain/export/comparison/many';
import { observedFacts } from '../../domain/export/comparison/side-facts';
import { instantWithZone, type TimeDisplay } from '../../domain/instants';
import { jobTitle } from '../../domain/job-title';
import { grouped } from '../../domain/numbers';
import { outcomeLabel } from '../../domain/outcome';
import { forEach, readingOf } from './read-all';

interface Answers {
  readonly history: Pick<History, 'bodies'>;
  readonly job: JobRow;
  /** Newest first. */
  readonly rows: readonly SnapshotRow[];
  readonly times: TimeDisplay;
}

/** All answers about one job beside each other, oldest first. Everything is read anew, whatever of it is on screen already. */
export async function answersDocument(
  { history, job, rows, times }: Answers,
  about: About,
  making: Making,
): Promise<ComparisonDocument> {
  const bodies = await history.bodies(job.jobKey);
  const readings = new Map<string, CopyJobReading | undefined>();
  await forEach([...bodies], making, ([digest, body]) => {
    readings.set(digest, readingOf(body));
  });
  const { copyJobId, accountId, region, resourceArn } = job;
  const columns = [...rows].reverse().map((row) => {
    const { digest, firstSeen, lastSeen, timesSeen, outcomeKey, first, last } = row;
    const sources = [first.source, last.source];
    const observed = { copyJobId, accountId, region, resourceArn, firstSeen, lastSeen, timesSeen, sources };
    return {
      title: instantWithZone(firstSeen, times),
      facts: [{ label: 'Outcome', text: outcomeLabel(outcomeKey) }, ...observedFacts(observed, times)],
      reading: readings.get(digest),
    };
  });
  const span = `over ${grouped(columns.length)} answers, from ${columns[0]?.title ?? ''} to ${columns.at(-1)?.title ?? ''}`;
  return manyDocument(
    {
      title: `Copy job ${copyJobId}: all answers`,
      subject: { name: 'Copy job', title: jobTitle(job), facts: [] },
      ...{ all: 'Answers', one: 'Answer', differing: 'What ever changed', marking: 'steps' },
      columns,
      summary: (changed, hidden) =>
        changed.length === 0
          ? `Nothing changed ${span}${hidden === 0 ? '' : ' but what the ignore rules leave out'}.`
          : `Changed ${span}: ${listed(changed.map(({ label }) => label))}.`,
      notes: [
        'Each column is an answer, by the time at which it was first seen. “Changed”: another value than in the answer before.',
      ],
    },
    times,
    about,
  );
}
