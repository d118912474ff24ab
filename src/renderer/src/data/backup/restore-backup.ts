import type { StoredFailure } from '../history/rows';
import { joinFailedLookups, joinJobs, joinTexts, NO_CHANGES, type JoinedJob } from '../history/join-jobs';
import type { JobChanges } from '../history/ledger';
import type { Shelf } from '../history/shelf';
import type { WholeHistory } from '../history/whole';
import { joinGaps, joinNotListed, joinPlaces, joinReadings } from './join-coverage';
import { joinPreference } from './join-preferences';
import type { Line, LineKind, LineOf } from './lines';
import { linesOf, type BackupSurvey, type PartSource, type ReadOptions } from './read-backup';
import { soundTexts } from './sound-texts';

/** What a restore has done so far. */
export interface Restored {
  readonly newJobs: number;
  readonly changedJobs: number;
}

/** Lines joined in one write: enough to be fast, few enough that the window answers meanwhile. */
const AT_ONCE = 200;
/** And not many more characters than this. */
const LENGTH_AT_ONCE = 4 * 1024 * 1024;

/** Rows that claim to know of every job that was listed: true only if all of those are there. */
const CLAIMS: ReadonlySet<LineKind> = new Set(['reading', 'place', 'notListed']);

/**
 * Joins a backup to a history. Cancelled or failed in the middle, what was joined stays, and restoring the same again goes on from there: nothing
 * is doubled. Of a backup that is not whole, what it says was looked at is left out.
 */
export async function restoreBackup(
  history: WholeHistory,
  source: PartSource,
  survey: Pick<BackupSurvey, 'whole'>,
  options: ReadOptions,
): Promise<Restored> {
  const joiner = new Joiner(history, options.signal);
  for await (const lines of linesOf(source, options)) {
    for (const line of lines) {
      if (survey.whole || !CLAIMS.has(line.kind)) await joiner.add(line);
    }
  }
  await joiner.flush();
  return joiner.restored;
}

/** Gathers lines of one kind and joins them together. */
class Joiner {
  restored: Restored = { newJobs: 0, changedJobs: 0 };
  #lines: Line[] = [];
  #length = 0;

  constructor(
    private readonly history: WholeHistory,
    private readonly signal: AbortSignal,
  ) {}

  async add(line: Line): Promise<void> {
    if (this.#lines[0] !== undefined && this.#lines[0].kind !== line.kind) await this.flush();
    this.#lines.push(line);
    this.#length += lengthOf(line);
    if (this.#lines.length >= AT_ONCE || this.#length >= LENGTH_AT_ONCE) await this.flush();
  }

  async flush(): Promise<void> {
    this.signal.throwIfAborted();
    const lines = this.#lines;
    this.#lines = [];
    this.#length = 0;
    const [first] = lines;
    if (first === undefined) return;
    if (first.kind === 'job') await this.#joinJobs(valuesOf(lines, 'job'));
    else if (first.kind === 'bodies') await this.#joinBodies(valuesOf(lines, 'bodies'));
    else if (first.kind === 'removed') await this.#joinRemoved(valuesOf(lines, 'removed'));
    else await this.history.join((shelf) => joinOthers(shelf, lines));
  }

  async #joinJobs(jobs: readonly LineOf<'job'>[]): Promise<void> {
    // Reading and digesting waits for something that is not the database, during which a transaction would end by itself: do it first.
    const all = await Promise.all(jobs.map(asJoinedJob));
    // The same job twice is two joins: each sees what the one before has made of it.
    for (const some of eachOnce(all)) {
      await this.history.join(async (shelf) => {
        const { newJobs, changedJobs, changes } = await joinJobs(shelf, some);
        this.restored = {
          newJobs: this.restored.newJobs + newJobs,
          changedJobs: this.restored.changedJobs + changedJobs,
        };
        return changes;
      });
    }
  }

  async #joinRemoved(removed: readonly LineOf<'removed'>[]): Promise<void> {
    const sound = await Promise.all(
      removed.map(async (one) => {
        const { texts } = await soundTexts(one.jobKey, one.bodies);
        return { ...one, bodies: [...texts].map(([digest, { body }]) => ({ digest, body })) };
      }),
    );
    await this.history.join((shelf) => joinRemoved(shelf, sound));
  }

  async #joinBodies(jobs: readonly LineOf<'bodies'>[]): Promise<void> {
    const all = await Promise.all(
      jobs.map(async ({ jobKey, bodies }) => ({ jobKey, texts: (await soundTexts(jobKey, bodies)).texts })),
    );
    await this.history.join((shelf) => joinTexts(shelf, all));
  }
}

/** Joins lines of one kind, other than jobs. */
async function joinOthers(shelf: Shelf, lines: readonly Line[]): Promise<JobChanges> {
  const failures: readonly StoredFailure[] = valuesOf(lines, 'failure');
  if (failures.length > 0) return joinFailedLookups(shelf, failures);
  await joinReadings(shelf, valuesOf(lines, 'reading'));
  await joinPlaces(shelf, valuesOf(lines, 'place'));
  await joinNotListed(shelf, valuesOf(lines, 'notListed'));
  await joinGaps(shelf, valuesOf(lines, 'gap'));
  for (const { name, value } of valuesOf(lines, 'preference')) await joinPreference(shelf, name, value);
  return NO_CHANGES;
}

/** What lies in the other bin goes into this one, unless it is there. */
async function joinRemoved(shelf: Shelf, removed: readonly LineOf<'removed'>[]): Promise<JobChanges> {
  const known = new Set((await shelf.removals()).map(nameOf));
  for (const { runs, bodies, failures, notes, hold, ...removal } of removed) {
    if (known.has(nameOf(removal))) continue;
    known.add(nameOf(removal));
    const more = { ...(notes && { notes }), ...(hold && { hold }) };
    await shelf.addRemoval(removal, { jobKey: removal.jobKey, runs, bodies, failures, ...more });
  }
  return NO_CHANGES;
}

function nameOf({ removedAt, kind, jobKey }: Pick<LineOf<'removed'>, 'removedAt' | 'kind' | 'jobKey'>): string {
  return `${removedAt} ${kind} ${jobKey}`;
}

async function asJoinedJob({ jobKey, runs, notes = [], hold, bodies }: LineOf<'job'>): Promise<JoinedJob> {
  return { jobKey, runs, notes, hold, texts: (await soundTexts(jobKey, bodies)).texts };
}

/** The jobs in groups in which none stands twice. */
function eachOnce(jobs: readonly JoinedJob[]): readonly (readonly JoinedJob[])[] {
  const groups: Map<string, JoinedJob>[] = [];
  for (const job of jobs) {
    const group = groups.find((one) => !one.has(job.jobKey));
    if (group === undefined) groups.push(new Map([[job.jobKey, job]]));
    else group.set(job.jobKey, job);
  }
  return groups.map((group) => [...group.values()]);
}

function valuesOf<K extends LineKind>(lines: readonly Line[], kind: K): readonly LineOf<K>[] {
  return lines.flatMap((line) => (line.kind === kind ? [line.value as LineOf<K>] : []));
}

function lengthOf({ kind, value }: Line): number {
  return kind === 'job' || kind === 'bodies' ? value.bodies.reduce((sum, { body }) => sum + body.length, 0) : 0;
}
