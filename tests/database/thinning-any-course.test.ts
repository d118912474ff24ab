import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DexieStore } from '../../src/renderer/src/data/database/dexie-store';
import { openDatabase } from '../../src/renderer/src/data/database/open';
import type { History } from '../../src/renderer/src/data/history';
import type { Shelf, Store } from '../../src/renderer/src/data/history/shelf';
import { StoredHistory } from '../../src/renderer/src/data/history/stored-history';
import { holdJobs } from '../../src/renderer/src/data/thinning/holds';
import { bringBack, thinOut } from '../../src/renderer/src/data/thinning/thin-out';
import type { ThinningRule } from '../../src/renderer/src/domain/thinning/rules';
import { wholeOf } from './support/backup-file';
import { BUT_ENDS, DAY_MS, IN_BETWEEN, options, planOf, rulesOf, thinningsOf, undo, WHOLE } from './support/thinning';
import { answer, errorOf, newEngine, newHistory, once, PROFILE } from './support/world';

/**
 * A history that is thinned out, goes on observing, and has all of it brought back is the history that was never thinned out. Held against one that
 * was told the same and nothing more.
 */

const IDS = ['A', 'B', 'C'] as const;
const keyOf = (id: string): string => `111122223333/eu-central-1/${id}`;
const NOW = 1_000 * DAY_MS;

interface Said {
  readonly id: (typeof IDS)[number];
  readonly state: 'CREATED' | 'RUNNING' | 'COMPLETED';
  readonly size: number;
}

type Deed =
  | ({ readonly kind: 'answer' } & Said)
  | { readonly kind: 'thin'; readonly rule: ThinningRule; readonly filter: string }
  | { readonly kind: 'undo'; readonly nth: number };

const anySaid = fc.record({
  id: fc.constantFrom(...IDS),
  state: fc.constantFrom('CREATED', 'RUNNING', 'COMPLETED', 'COMPLETED'),
  size: fc.integer({ min: 1, max: 3 }),
}) as fc.Arbitrary<Said>;

const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 5, arbitrary: anySaid.map((said) => ({ kind: 'answer' as const, ...said })) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('thin' as const),
      rule: fc.constantFrom(IN_BETWEEN, BUT_ENDS, WHOLE),
      filter: fc.constantFrom('', 'id=A', 'size>=2'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('undo' as const), nth: fc.nat({ max: 3 }) }) },
);

const anyCourse = fc.record({
  before: fc.array(anySaid, { minLength: 4, maxLength: 16 }),
  failed: fc.array(fc.constantFrom(...IDS), { maxLength: 3 }),
  noted: fc.subarray([...IDS]),
  held: fc.subarray([...IDS], { maxLength: 1 }),
  deeds: fc.array(anyDeed, { minLength: 1, maxLength: 12 }),
});

function bodyOf({ id, state, size }: Said): string {
  const ended = state === 'COMPLETED' && { CompletionDate: 1000 };
  return JSON.stringify({
    CopyJob: { AccountId: '111122223333', CopyJobId: id, State: state, BackupSizeInBytes: size, ...ended },
  });
}

/** Everything that anybody could see of the jobs. */
async function everything(history: History, ids: readonly string[] = IDS) {
  const jobs = ids.map(async (id) => {
    const failures = await once(history.failures(keyOf(id)));
    return {
      job: await once(history.job(keyOf(id))),
      snapshots: await once(history.snapshots(keyOf(id))),
      bodies: new Map([...(await history.bodies(keyOf(id)))].sort()),
      failures: failures.map(({ firstAt, lastAt, times, error }) => ({ firstAt, lastAt, times, error })),
      notes: await once(history.notes(keyOf(id))),
    };
  });
  const totals = await once(history.outcomeTotals());
  return { jobs: await Promise.all(jobs), totals: totals.filter(({ jobs: count }) => count > 0) };
}

/** Answers in a history by the times at which they were seen. */
async function timesIn(history: History, id: string): Promise<readonly number[]> {
  return (await once(history.snapshots(keyOf(id)))).flatMap(({ seen }) => seen).sort((a, b) => a - b);
}

describe('thinning out, in any course', () => {
  test('once all is brought back, it is as if nothing had ever been thinned out', async () => {
    await fc.assert(
      fc.asyncProperty(anyCourse, async ({ before, failed, noted, deeds, ...course }) => {
        // What is not there yet cannot be held.
        const held = course.held.filter((id) => before.some((said) => said.id === id));
        const history = await newHistory('memory');
        const never = await newHistory('memory');
        let at = 0;
        const both = async (work: (one: History) => Promise<unknown>): Promise<void> => {
          await work(history);
          await work(never);
        };
        for (const said of before) {
          at += 1000;
          await both((one) => one.record(answer(at, bodyOf(said))));
        }
        for (const id of failed) {
          at += 1000;
          const failure = { at, profile: PROFILE, region: 'eu-central-1', copyJobId: id, error: errorOf('Offline') };
          await both((one) => one.recordFailure({ ...failure, jobKey: keyOf(id) }));
        }
        for (const id of noted) await both((one) => one.writeNote(keyOf(id), undefined, `about ${id}`));
        await both((one) => holdJobs(one, held.map(keyOf), 'audit', 7));
        for (const deed of deeds) {
          at += 1000;
          if (deed.kind === 'answer') await both((one) => one.record(answer(at, bodyOf(deed))));
          if (deed.kind === 'undo') await undo(history, (await thinningsOf(history))[deed.nth]);
          if (deed.kind === 'thin') {
            const rules = { ...rulesOf({ ...deed.rule, filter: deed.filter }), notesHold: false };
            const plan = await planOf(history, rules, NOW + at);
            const heldBefore = await everything(history, held);
            const counted = new Map<string, number>();
            for (const id of IDS) counted.set(keyOf(id), (await once(history.snapshots(keyOf(id)))).length);
            await thinOut(wholeOf(history), plan, NOW + at, options());
            // What the preview said is what went, exactly; what is held is untouched.
            expect((await everything(history, held)).jobs).toEqual(heldBefore.jobs);
            const [thinning] = await thinningsOf(history);
            for (const { jobKey, gone, answers } of plan.going) {
              expect(gone === undefined).toBe((await once(history.job(jobKey))) === undefined);
              expect(gone?.length ?? counted.get(jobKey)).toBe(answers);
            }
            if (plan.going.length > 0) {
              expect(thinning).toMatchObject({
                wholeJobs: plan.going.filter(({ gone }) => gone === undefined).length,
                answers: plan.going.reduce((sum, { answers }) => sum + answers, 0),
                bytes: plan.going.reduce((sum, { bytes }) => sum + bytes, 0),
              });
            }
          }
        }
        for (let left = await thinningsOf(history); left.length > 0; left = await thinningsOf(history)) {
          await undo(history, left[at % left.length]);
        }
        expect(await everything(history)).toEqual(await everything(never));
      }),
      { numRuns: 40 },
    );
  });

  test('an answer that comes late, for a time before, finds its place once all is brought back', async () => {
    const anyLate = fc.record({
      before: fc.array(anySaid, { minLength: 3, maxLength: 10 }),
      late: fc.array(fc.tuple(anySaid, fc.nat({ max: 9 })), { minLength: 1, maxLength: 4 }),
      rule: fc.constantFrom(IN_BETWEEN, BUT_ENDS, WHOLE),
    });
    await fc.assert(
      fc.asyncProperty(anyLate, async ({ before, late, rule }) => {
        const history = await newHistory('memory');
        const never = await newHistory('memory');
        const first = before.map((said, nth) => answer((nth + 1) * 1000, bodyOf(said)));
        const then = late.map(([said, place], nth) => answer(place * 1000 + 500 + nth, bodyOf(said)));
        for (const one of [history, never]) await one.recordAll(first);
        await thinOut(wholeOf(history), await planOf(history, rulesOf(rule), NOW), NOW, options());
        for (const one of [history, never]) await one.recordAll(then);
        const [thinning] = await thinningsOf(history);
        await undo(history, thinning);
        for (const id of IDS) expect(await timesIn(history, id)).toEqual(await timesIn(never, id));
        const bodies = async (one: History) => (await everything(one)).jobs.map((job) => job.bodies);
        expect(await bodies(history)).toEqual(await bodies(never));
      }),
      { numRuns: 40 },
    );
  });
});

/** A store whose write of a number fails at its end, when everything of it has been written: the transaction is given up. */
class Failing implements Store {
  failsAt = Infinity;
  #written = 0;

  constructor(private readonly store: Store) {}

  read: Store['read'] = (work) => this.store.read(work);
  watch: Store['watch'] = (work) => this.store.watch(work);

  write<T>(work: (shelf: Shelf) => Promise<T>): Promise<T> {
    return this.store.write(async (shelf) => {
      const answered = await work(shelf);
      if (++this.#written >= this.failsAt) throw new Error('The power is gone.');
      return answered;
    });
  }

  failNext(nth: number): void {
    this.failsAt = this.#written + nth;
  }

  close(): void {
    this.store.close();
  }
}

describe('a thinning that is interrupted', () => {
  const ids = Array.from({ length: 120 }, (_, nth) => `JOB-${nth}`);

  async function many() {
    const engine = newEngine();
    const store = new Failing(new DexieStore(await openDatabase('copytrail', engine)));
    const history = new StoredHistory('aws', 'copytrail', store);
    const observations = ids.flatMap((id, nth) => [
      answer(1000 + nth, JSON.stringify({ CopyJob: jobOf(id, 'RUNNING', nth) })),
      answer(2000 + nth, JSON.stringify({ CopyJob: jobOf(id, 'RUNNING', nth + 1) })),
      answer(3000 + nth, JSON.stringify({ CopyJob: jobOf(id, 'COMPLETED', nth + 2) })),
    ]);
    await history.recordAll(observations);
    return { engine, store, history };
  }

  function jobOf(id: string, state: string, size: number) {
    const ended = state === 'COMPLETED' && { CompletionDate: 1000 };
    return { AccountId: '111122223333', CopyJobId: id, State: state, BackupSizeInBytes: size, ...ended };
  }

  test.each([
    ['whole jobs', WHOLE, 1],
    ['whole jobs', WHOLE, 2],
    ['answers', BUT_ENDS, 2],
  ] as const)('has each job either here or aside, and undo brings back all of it: %s (%#)', async (_, rule, nth) => {
    const { engine, store, history } = await many();
    const before = await everything(history, ids);
    const plan = await planOf(history, rulesOf(rule), NOW);
    expect(plan.going).toHaveLength(ids.length);
    store.failNext(nth);
    await expect(thinOut(wholeOf(history), plan, NOW, options())).rejects.toThrow();
    history.close();

    // As the next start finds it.
    const next = new Failing(new DexieStore(await openDatabase('copytrail', engine)));
    const again = new StoredHistory('aws', 'copytrail', next);
    const [thinning] = await thinningsOf(again);
    const aside = (thinning?.wholeJobs ?? 0) + (thinning?.thinnedJobs ?? 0);
    expect(aside).toBe((nth - 1) * 100);
    const counts = await Promise.all(ids.map(async (id) => (await once(again.snapshots(keyOf(id)))).length));
    expect(counts.filter((count) => count < 3)).toHaveLength(aside);
    // Bringing back is interrupted, too, and goes on where it stood.
    if (thinning !== undefined) {
      next.failNext(2);
      await expect(bringBack(wholeOf(again), thinning, options())).rejects.toThrow();
      next.failsAt = Infinity;
      const [left] = await thinningsOf(again);
      expect((left?.wholeJobs ?? 0) + (left?.thinnedJobs ?? 0)).toBe(aside - 50);
      await undo(again, left);
    }
    expect(await thinningsOf(again)).toEqual([]);
    expect(await everything(again, ids)).toEqual(before);
    again.close();
  });
});
