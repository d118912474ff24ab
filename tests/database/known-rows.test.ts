import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DexieStore } from '../../src/renderer/src/data/database/dexie-store';
import { openDatabase } from '../../src/renderer/src/data/database/open';
import type { History, JobRow } from '../../src/renderer/src/data/history';
import type { Shelf } from '../../src/renderer/src/data/history/shelf';
import { StoredHistory } from '../../src/renderer/src/data/history/stored-history';
import { answer, bodyOf, failureAt, follow, KEY, KINDS, newEngine, newHistory, once } from './support/world';

const keyOf = (id: string): string => `111122223333/eu-central-1/${id}`;
const says = (at: number, id: string, State = 'RUNNING') => answer(at, bodyOf({ CopyJobId: id, State }));

/** A history on disk that counts how often rows are read for those who watch them. */
async function counted(): Promise<{ history: History; reads: () => number }> {
  let reads = 0;
  class Counting extends DexieStore {
    override read<T>(work: (shelf: Shelf) => Promise<T>): Promise<T> {
      reads += 1;
      return super.read(work);
    }
  }
  const store = new Counting(await openDatabase('copytrail', newEngine()));
  return { history: new StoredHistory('aws', 'copytrail', store), reads: () => reads };
}

describe.each(KINDS)('rows by key in a %s', (kind) => {
  test('follow whatever becomes of their jobs', async () => {
    const history = await newHistory(kind);
    await history.record(says(1000, 'A'));
    const { states } = follow(history.jobsByKey([keyOf('B'), keyOf('A')]));
    const shown = (): (string | undefined)[] | undefined => {
      const last = states.at(-1);
      return last?.status === 'ready' ? last.value.map((row) => row?.state) : undefined;
    };
    await expect.poll(shown).toEqual([undefined, 'RUNNING']);
    await history.record(says(2000, 'B', 'CREATED'));
    await expect.poll(shown).toEqual(['CREATED', 'RUNNING']);
    const told = states.length;
    await history.record(says(3000, 'C'));
    await history.record(says(4000, 'A', 'COMPLETED'));
    await expect.poll(shown).toEqual(['CREATED', 'COMPLETED']);
    // What happens to other jobs is no news here.
    expect(states).toHaveLength(told + 1);
    const removal = await history.removeJob(keyOf('B'));
    await expect.poll(shown).toEqual([undefined, 'COMPLETED']);
    await history.restore(removal!);
    await expect.poll(shown).toEqual(['CREATED', 'COMPLETED']);
  });

  test('a failed look-up is told with its job', async () => {
    const history = await newHistory(kind);
    await history.record(answer(1000));
    const { states } = follow(history.jobsByKey([KEY]));
    await expect.poll(() => states.at(-1)?.status).toBe('ready');
    await history.recordFailure(failureAt(2000));
    await expect
      .poll(() => (states.at(-1) as { value?: readonly JobRow[] }).value?.[0]?.lastLookup)
      .toMatchObject({ at: 2000, outcome: 'failed' });
  });
});

describe('rows that are known', () => {
  test('are not read again, whoever asks for them', async () => {
    const { history, reads } = await counted();
    await history.recordAll([says(1000, 'A'), says(1000, 'B')]);
    expect((await once(history.jobsByKey([keyOf('A'), keyOf('B')]))).map((row) => row?.copyJobId)).toEqual(['A', 'B']);
    expect(reads()).toBe(1);
    await history.recordAll([says(2000, 'A', 'COMPLETED'), says(2000, 'C')]);
    const rows = await once(history.jobsByKey([keyOf('C'), keyOf('A'), keyOf('B')]));
    expect(rows.map((row) => row?.state)).toEqual(['RUNNING', 'COMPLETED', 'RUNNING']);
    expect(reads()).toBe(1);
    history.close();
  });

  test('whoever has left by the time it is read for is not read for', async () => {
    const { history, reads } = await counted();
    const ids = Array.from({ length: 50 }, (_, at) => `JOB-${at}`);
    await history.recordAll(ids.map((id) => says(1000, id)));
    const leave = ids.slice(0, -1).map((id) => history.jobsByKey([keyOf(id)]).subscribe(() => undefined));
    for (const end of leave) end();
    expect((await once(history.jobsByKey([keyOf(ids.at(-1)!)]))).map((row) => row?.copyJobId)).toEqual([ids.at(-1)]);
    expect(reads()).toBe(1);
    history.close();
  });

  test('are what is on disk, whatever is written while they are being read', async () => {
    const ids = ['A', 'B', 'C'] as const;
    const step = fc.oneof(
      fc.record({ kind: fc.constant('answer' as const), id: fc.constantFrom(...ids), at: fc.nat(50) }),
      fc.record({ kind: fc.constant('remove' as const), id: fc.constantFrom(...ids) }),
      fc.record({ kind: fc.constant('look' as const), which: fc.subarray([...ids], { minLength: 1 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const { history } = await counted();
        const looks = steps.flatMap((each) => (each.kind === 'look' ? [each.which] : []));
        const seen = new Map<readonly string[], unknown>();
        const endings: (() => void)[] = [];
        await Promise.all(
          steps.map(async (each) => {
            if (each.kind === 'answer') await history.record(says(each.at, each.id, `AT_${each.at}`));
            else if (each.kind === 'remove') await history.removeJob(keyOf(each.id));
            else {
              const live = history.jobsByKey(each.which.map(keyOf));
              endings.push(live.subscribe((state) => seen.set(each.which, state)));
            }
          }),
        );
        for (const which of looks) {
          const onDisk = await Promise.all(which.map((id) => once(history.job(keyOf(id)))));
          await expect
            .poll(() => seen.get(which), { interval: 1, timeout: 500 })
            .toEqual({ status: 'ready', value: onDisk });
        }
        for (const end of endings) end();
        history.close();
      }),
      { numRuns: 40 },
    );
  });
});
