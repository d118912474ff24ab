import { readCopyJob, type CopyJobReading } from '../../domain/copy-job';
import type { JobKey } from '../../domain/job-key';
import type { Hold } from '../../domain/hold';
import type { Note } from '../../domain/notes';
import { joinRuns } from '../../domain/join-runs';
import { firstSeenOf, lastSeenOf, mergeRuns, runKey, type Placement, type Run } from '../../domain/snapshot';
import { ranksOf, readingOfBody, toRun, toStoredRun, type RunFacts } from './derive';
import { shelfKeyOf, type JobFailure, type StoredBody, type StoredJob, type StoredRun } from './rows';
import type { Shelf } from './shelf';
import type { AnswerOrigin } from './types';

/** What a draft leaves to be written. */
export interface DraftResult {
  /** The row as it is to be; undefined: the job has no snapshots any more. */
  readonly row: StoredJob | undefined;
  readonly before: StoredJob | undefined;
  /** Of the row's body, if somebody has read it. */
  readonly reading: CopyJobReading | undefined;
  /** Of contents that are not the newest, once the job has its number. */
  readonly olderBodies: readonly Omit<StoredBody, 'no'>[];
  /** Digests of older contents that nothing refers to any more, or that stand in the row now. */
  readonly goneBodies: readonly string[];
}

/**
 * One job while it is being worked on inside a write: its row as read, with changes that touch the shelf only at the end. So many
 * observations of many jobs cost one read and one write of each row.
 */
export class JobDraft {
  readonly jobKey: JobKey;
  readonly #before: StoredJob | undefined;
  #runs: readonly StoredRun[];
  #failure: JobFailure | undefined;
  #notes: readonly Note[];
  #hold: Hold | undefined;
  /** Texts at hand, by digest. */
  readonly #texts = new Map<string, string>();
  readonly #readings = new Map<string, CopyJobReading>();
  /** Contents whose text on the shelf, if there is one, is not to stay. */
  readonly #replaced = new Set<string>();

  constructor(jobKey: JobKey, before: StoredJob | undefined) {
    this.jobKey = jobKey;
    this.#before = before;
    this.#runs = before?.runs ?? [];
    this.#failure = before?.failure;
    this.#notes = before?.notes ?? [];
    this.#hold = before?.hold;
    const newest = this.#runs.at(-1);
    if (newest && before?.body !== undefined) this.#texts.set(newest.digest, before.body);
  }

  get runs(): readonly StoredRun[] {
    return this.#runs;
  }

  /** The newest answer, epoch ms UTC; undefined without any. */
  get lastSeen(): number | undefined {
    const newest = this.#runs.at(-1);
    return newest && lastSeenOf(toRun(newest));
  }

  /** Joins runs to those that are there. `facts` are needed for contents that are new. */
  merge(incoming: readonly Run<AnswerOrigin>[], facts: ReadonlyMap<string, RunFacts>): Placement<AnswerOrigin> {
    const placement = mergeRuns(this.#runs.map(toRun), incoming);
    this.#take(placement, facts);
    return placement;
  }

  /** Joins the runs of another history, which may be of the same sightings. `facts` as for {@link merge}. */
  join(incoming: readonly Run<AnswerOrigin>[], facts: ReadonlyMap<string, RunFacts>): void {
    this.#take({ runs: joinRuns(this.#runs.map(toRun), incoming) }, facts);
  }

  /** Takes snapshots away; neighbours that say the same become one. */
  remove(...gone: readonly StoredRun[]): void {
    const keys = new Set(gone.map((run) => runKey(toRun(run))));
    const others = this.#runs.filter((run) => !keys.has(runKey(toRun(run))));
    this.#take(mergeRuns(others.map(toRun), []), new Map());
  }

  /** Fetches the texts of contents that stand on the shelf, for what is to be done with them. */
  async load(shelf: Shelf, digests: Iterable<string>): Promise<void> {
    const no = this.#before?.no;
    if (no === undefined) return;
    const older = olderDigests(this.#before?.runs ?? []);
    const wanted = [...new Set(digests)].filter((digest) => older.has(digest));
    await Promise.all(
      wanted.map(async (digest) => {
        const body = await shelf.olderBody(no, digest);
        if (body !== undefined) this.#texts.set(digest, body);
      }),
    );
  }

  /** The text of a content that was loaded; undefined if it is lost. */
  text(digest: string): string | undefined {
    return this.#texts.get(digest);
  }

  /**
   * Keeps the text of a content, which has to be loaded if it was there before. The first one received stays; only one that is
   * lost or damaged is replaced.
   */
  keepText(digest: string, body: string, reading?: CopyJobReading): void {
    const kept = this.#texts.get(digest);
    const isKept = kept === body;
    if (kept !== undefined && !isKept && readCopyJob(kept).ok) return;
    if (reading) this.#readings.set(digest, reading);
    if (isKept) return;
    this.#texts.set(digest, body);
    this.#replaced.add(digest);
  }

  /** Lets go of a text, so that another one of the same content can be kept in its place. */
  dropText(digest: string): void {
    this.#texts.delete(digest);
  }

  /** Whether a text was kept that was not there before. */
  get hasNewTexts(): boolean {
    return this.#replaced.size > 0;
  }

  /** Takes all snapshots away, with what is noted and the hold. */
  clear(): void {
    this.#runs = [];
    this.#notes = [];
    this.#hold = undefined;
  }

  get notes(): readonly Note[] {
    return this.#notes;
  }

  /** Puts these in the place of what is noted. */
  note(notes: readonly Note[]): void {
    this.#notes = notes;
  }

  get heldBy(): Hold | undefined {
    return this.#hold;
  }

  /** Holds the job, or lets go of it. */
  hold(hold: Hold | undefined): void {
    this.#hold = hold;
  }

  /** Notes the newest failed look-up. */
  failed(failure: JobFailure | undefined): void {
    this.#failure = failure;
  }

  /** What is to be written. The texts of contents that become the newest have to be loaded. */
  finish(): DraftResult {
    const before = this.#before;
    const newest = this.#runs.at(-1);
    const oldBefore = olderDigests(before?.runs ?? []);
    const older = olderDigests(this.#runs);
    const olderBodies = [...older].flatMap((digest) => {
      const body = this.#texts.get(digest);
      return body === undefined || (oldBefore.has(digest) && !this.#replaced.has(digest)) ? [] : [{ digest, body }];
    });
    const goneBodies = [...oldBefore].filter((digest) => !older.has(digest));
    if (!newest) return { row: undefined, before, reading: undefined, olderBodies: [], goneBodies };
    const body = this.#texts.get(newest.digest);
    const lastSeen = lastSeenOf(toRun(newest));
    const isSame = before !== undefined && before.body === body && before.runs.at(-1)?.digest === newest.digest;
    const failure = this.#failure;
    const reading = this.#readings.get(newest.digest);
    const row: StoredJob = {
      ...(before?.no !== undefined && { no: before.no }),
      key: shelfKeyOf(this.jobKey),
      seenRank: -lastSeen,
      ...(isSame
        ? { createdRank: before.createdRank, outcomeKey: before.outcomeKey }
        : ranksOf(reading ?? readingOfBody(body))),
      runs: this.#runs,
      ...(body !== undefined && { body }),
      ...(failure !== undefined && failure.at > lastSeen && { failure }),
      ...(this.#notes.length > 0 && { notes: this.#notes }),
      ...(this.#hold !== undefined && { hold: this.#hold }),
    };
    return { row, before, reading, olderBodies, goneBodies };
  }

  #take({ runs }: Pick<Placement<AnswerOrigin>, 'runs'>, facts: ReadonlyMap<string, RunFacts>): void {
    const known = new Map(this.#runs.map((run) => [run.digest, factsOfRun(run)]));
    this.#runs = runs.map((run) =>
      toStoredRun(run, known.get(run.digest) ?? facts.get(run.digest) ?? { outcomeKey: 'none' }),
    );
  }
}

/** When a run was first seen, epoch ms UTC. */
export function startOf(run: StoredRun): number {
  return firstSeenOf(toRun(run));
}

export function factsOfRun({ state, outcomeKey }: StoredRun): RunFacts {
  return { outcomeKey, ...(state !== undefined && { state }) };
}

/** Contents whose text does not stand in the job's row. */
function olderDigests(runs: readonly StoredRun[]): Set<string> {
  const digests = new Set(runs.map(({ digest }) => digest));
  const newest = runs.at(-1);
  if (newest) digests.delete(newest.digest);
  return digests;
}
