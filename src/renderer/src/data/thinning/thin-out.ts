import { ASIDE_MS, lastedBy } from '../../domain/thinning/week';
import { ruleInWords } from '../../domain/thinning/rules';
import { NO_CHANGES } from '../history/join-jobs';
import type { StoredThinning } from '../history/rows';
import { bringBackNext, dropNext, setAside, type Portion } from '../history/set-aside';
import type { Shelf } from '../history/shelf';
import type { WholeHistory } from '../history/whole';
import type { PlannedJob, StepOptions, ThinningPlan } from './plan';

/** Jobs in one write: enough to be fast, few enough that the window answers meanwhile. */
const JOBS_AT_ONCE = 100;
/** And not many more bytes of texts than this. */
const BYTES_AT_ONCE = 4 * 1024 * 1024;
/** Rows that are brought back or dropped in one write: their texts are read whole. */
const ROWS_AT_ONCE = 50;

/** What a thinning came to. */
export interface ThinnedOut {
  readonly jobs: number;
  /** Jobs of the plan that stayed, because something has become of them since it was made. */
  readonly stayed: number;
}

/**
 * Sets aside what a plan says, portion by portion: whatever ends it, what is done is done whole, and can be brought back. Rejects if the history cannot
 * be written or the signal aborts.
 */
export async function thinOut(
  history: WholeHistory,
  plan: ThinningPlan,
  now: number,
  { signal, onprogress }: StepOptions,
): Promise<ThinnedOut> {
  const used = new Set(plan.going.map(({ rule }) => rule));
  const thinning: StoredThinning = {
    ...{ id: `${now}-${crypto.randomUUID()}`, at: now, age: 0, lookedAt: now },
    rules: plan.rules.rules.filter(({ id }) => used.has(id)).map(ruleInWords),
    ...{ wholeJobs: 0, thinnedJobs: 0, answers: 0, bytes: 0 },
  };
  let done = 0;
  let stayed = 0;
  for (const portion of portionsOf(plan.going)) {
    signal.throwIfAborted();
    await history.join(async (shelf) => {
      const outcome = await setAside(shelf, thinning, portion);
      stayed += outcome.stayed;
      return outcome.changes;
    });
    done += portion.length;
    onprogress(done, plan.going.length);
  }
  return { jobs: done - stayed, stayed };
}

/** Brings back everything of a thinning. What is back stays back, whatever ends it; the rest can be brought back later. */
export async function bringBack(
  history: WholeHistory,
  { id, wholeJobs, thinnedJobs }: StoredThinning,
  { signal, onprogress }: StepOptions,
): Promise<void> {
  const of = wholeJobs + thinnedJobs;
  let done = 0;
  await portionByPortion(
    history,
    (shelf) => bringBackNext(shelf, id, ROWS_AT_ONCE),
    () => {
      signal.throwIfAborted();
      onprogress(Math.min(done, of), of);
      done += ROWS_AT_ONCE;
    },
  );
}

/** Looks how long thinnings have lasted, and drops for good those whose week is over, the oldest first. */
export async function dropOld(history: WholeHistory, now: number, signal: AbortSignal): Promise<void> {
  const over: string[] = [];
  await history.join(async (shelf) => {
    const looked = (await shelf.aside.thinnings()).map((thinning) => ({ ...thinning, ...lastedBy(thinning, now) }));
    if (looked.length > 0) await shelf.aside.putThinnings(looked);
    over.push(
      ...looked
        .filter(({ age }) => age >= ASIDE_MS)
        .map(({ id }) => id)
        .reverse(),
    );
    return NO_CHANGES;
  });
  for (const id of over) {
    await portionByPortion(
      history,
      (shelf) => dropNext(shelf, id, ROWS_AT_ONCE),
      () => {
        signal.throwIfAborted();
      },
    );
  }
}

/** One write after the other until there is nothing left. `before` each of them may put an end to it. */
async function portionByPortion(
  history: WholeHistory,
  next: (shelf: Shelf) => Promise<Portion>,
  before: () => void,
): Promise<void> {
  const last = { isOver: false };
  while (!last.isOver) {
    before();
    await history.join(async (shelf) => {
      const { changes, isOver } = await next(shelf);
      last.isOver = isOver;
      return changes;
    });
  }
}

function* portionsOf(going: readonly PlannedJob[]): Generator<readonly PlannedJob[]> {
  let portion: PlannedJob[] = [];
  let bytes = 0;
  for (const job of going) {
    portion.push(job);
    bytes += job.bytes;
    if (portion.length < JOBS_AT_ONCE && bytes < BYTES_AT_ONCE) continue;
    yield portion;
    portion = [];
    bytes = 0;
  }
  if (portion.length > 0) yield portion;
}
