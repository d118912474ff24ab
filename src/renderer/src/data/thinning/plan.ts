import { bytesOfText } from '../../domain/bytes';
import { jobTitle } from '../../domain/job-title';
import type { JobKey } from '../../domain/job-key';
import { answersThatGo } from '../../domain/thinning/answers';
import { endOf, meantBy, strongest, type MeantBy } from '../../domain/thinning/meant';
import type { ThinningRule, ThinningRules } from '../../domain/thinning/rules';
import { readCopyJob } from '../../domain/copy-job';
import type { JobRow } from '../history';
import { toJobRow } from '../history/derive';
import { isOn } from '../history/notes';
import type { StoredJob } from '../history/rows';
import { stampOf, type Going } from '../history/set-aside';
import type { WholeHistory } from '../history/whole';
import { jobsWithTexts } from './older-texts';

/** Something that would go, told so that it can be looked through. */
export interface PlannedJob extends Going {
  readonly title: string;
  readonly outcomeKey: string;
  /** When the job ended, epoch ms UTC. */
  readonly endedAt: number;
  /** The rule because of which. */
  readonly rule: ThinningRule['id'];
  /** How many answers would go, of how many, and the bytes of their texts. */
  readonly answers: number;
  readonly of: number;
  readonly bytes: number;
}

/** A job that some rule means, and that stays all the same. */
export interface HeldJob {
  readonly jobKey: JobKey;
  readonly title: string;
  /** What holds it, and its words. */
  readonly by: 'hold' | 'note';
  readonly why: string;
}

/** What rules would take, worked out and not done. */
export interface ThinningPlan {
  /** Epoch ms UTC. */
  readonly madeAt: number;
  readonly rules: ThinningRules;
  readonly going: readonly PlannedJob[];
  readonly held: readonly HeldJob[];
  /** Jobs that were looked at. */
  readonly looked: number;
}

export interface StepOptions {
  readonly signal: AbortSignal;
  /** Told now and then how many jobs are done, of how many. */
  readonly onprogress: (done: number, of: number) => void;
}

/** Works out what rules would take. Changes nothing; rejects if the history cannot be read or the signal aborts. */
export async function planThinning(
  history: WholeHistory,
  rules: ThinningRules,
  by: MeantBy,
  { signal, onprogress }: StepOptions,
): Promise<ThinningPlan> {
  const asked = rules.rules.map((rule) => ({ rule, means: meantBy(rule, by) }));
  const going: PlannedJob[] = [];
  const held: HeldJob[] = [];
  let looked = 0;
  await history.read(async (shelf) => {
    const of = (await shelf.totals()).reduce((sum, { jobs }) => sum + jobs, 0);
    const mayEnd = ({ outcomeKey }: StoredJob): boolean => outcomeKey !== 'created' && outcomeKey !== 'running';
    for await (const jobs of jobsWithTexts(shelf, signal, (job) => rules.rules.length > 0 && mayEnd(job))) {
      looked += jobs.length;
      for (const { job, texts } of jobs) {
        const row = mayEnd(job) ? toJobRow(job) : undefined;
        const rule = row && strongest(asked.filter(({ means }) => means(row)).map((one) => one.rule));
        if (row === undefined || rule === undefined) continue;
        const planned = plan(job, row, rule, texts);
        if (planned === undefined) continue;
        const hold = heldBy(row, rules.notesHold);
        if (hold === undefined) going.push(planned);
        else held.push({ jobKey: row.jobKey, title: planned.title, ...hold });
      }
      onprogress(Math.min(looked, of), of);
    }
  });
  return { madeAt: by.now, rules, going, held, looked };
}

/** What a rule takes of a job; undefined: nothing. */
function plan(
  job: StoredJob,
  row: JobRow,
  rule: ThinningRule,
  texts: ReadonlyMap<string, string>,
): PlannedJob | undefined {
  const { runs, notes = [] } = job;
  const gone = rule.kind === 'jobs' ? undefined : placesThatGo();
  if (gone?.length === 0) return undefined;
  const going = runs.filter((_, place) => gone?.includes(place) ?? true);
  const stayed = new Set(
    runs.filter((_, place) => gone !== undefined && !gone.includes(place)).map(({ digest }) => digest),
  );
  const digests = new Set(going.map(({ digest }) => digest).filter((digest) => !stayed.has(digest)));
  return {
    jobKey: row.jobKey,
    title: jobTitle(row),
    outcomeKey: row.outcomeKey,
    endedAt: endOf(row) ?? 0,
    rule: rule.id,
    gone,
    answers: going.length,
    of: runs.length,
    bytes: [...digests].reduce((sum, digest) => sum + bytesOfText(texts.get(digest) ?? ''), 0),
    stamp: stampOf(job),
  };

  function placesThatGo(): readonly number[] {
    const answers = runs.map((run) => ({
      noted: notes.some(({ on }) => isOn(run, on)),
      reading: () => {
        const result = readCopyJob(texts.get(run.digest) ?? '');
        return result.ok ? result.reading : undefined;
      },
    }));
    return answersThatGo(answers, rule.kind === 'answers' ? rule.keep : 'notable');
  }
}

function heldBy({ hold, note }: JobRow, notesHold: boolean): Pick<HeldJob, 'by' | 'why'> | undefined {
  if (hold !== undefined) return { by: 'hold', why: hold };
  return notesHold && note !== undefined ? { by: 'note', why: note } : undefined;
}
