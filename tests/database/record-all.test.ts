import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Observation } from '../../src/preload/contract/shapes';
import type { History } from '../../src/renderer/src/data/history';
import { answer, bodyOf, fixture, KINDS, newHistory, once } from './support/world';

const LIST_PAGE = fixture('list-page1');

/** One job as it stands on a page. */
function listed(observedAt: number, job: string): Observation {
  const { CopyJobId: copyJobId } = JSON.parse(job) as { CopyJobId: string };
  return { ...answer(observedAt, job, { copyJobId }), source: 'list' };
}

/** All there is in a history, as far as anybody can see it. */
async function everything(history: History) {
  const { rows } = await once(history.jobs({ text: '', sort: 'lastSeen', limit: 1000 }));
  const totals = await once(history.outcomeTotals());
  const jobs = await Promise.all(
    rows.map(async (row) => ({ row, snapshots: await once(history.snapshots(row.jobKey)) })),
  );
  return { totals: [...totals].sort((a, b) => a.outcomeKey.localeCompare(b.outcomeKey)), jobs };
}

describe.each(KINDS)('many observations at once, in %s', (kind) => {
  test('a page of a list is kept job by job, each body as it stood there', async () => {
    const history = await newHistory(kind);
    const { CopyJobs: jobs } = JSON.parse(LIST_PAGE) as { CopyJobs: object[] };
    const texts = jobs.map((job) => JSON.stringify(job, undefined, 1));
    const recorded = await history.recordAll(texts.map((text) => listed(1000, text)));
    expect(recorded.map(({ kind: what }) => what)).toEqual(texts.map(() => 'new-job'));
    expect(await Promise.all(recorded.map(({ snapshotId }) => history.body(snapshotId)))).toEqual(texts);
    const again = await history.recordAll(texts.map((text) => listed(2000, text)));
    expect(again.map(({ kind: what }) => what)).toEqual(texts.map(() => 'unchanged'));
  });

  test('what a list says is the same answer as what a description says', async () => {
    const history = await newHistory(kind);
    const job = JSON.stringify((JSON.parse(bodyOf()) as { CopyJob: object }).CopyJob);
    const described = await history.record(answer(1000));
    const [recorded] = await history.recordAll([listed(2000, job)]);
    expect(recorded).toEqual({ ...described, kind: 'unchanged', snapshotCount: 1 });
    const [snapshot] = await once(history.snapshots(described.jobKey));
    expect(snapshot?.first.source).toBe('describe');
    expect(snapshot?.last.source).toBe('list');
  });

  test('all or none: one that is no copy job keeps the others out', async () => {
    const history = await newHistory(kind);
    const good = listed(1000, '{"CopyJobId":"A","AccountId":"1"}');
    const bad = { ...good, body: '{"State":"RUNNING"}' };
    await expect(history.recordAll([good, bad])).rejects.toMatchObject({ code: 'unreadable-body' });
    expect((await everything(history)).jobs).toEqual([]);
  });

  test('in whatever portions, order and repetition, the history comes out the same', async () => {
    const job = (id: string, state: string) => JSON.stringify({ CopyJobId: id, AccountId: '1', State: state });
    const observation = fc
      .record({
        at: fc.integer({ min: 1, max: 12 }),
        id: fc.constantFrom('A', 'B', 'C'),
        state: fc.constantFrom('CREATED', 'RUNNING', 'FAILED'),
      })
      // Of the sightings within a run only the first and last keep their origin, so all have the same one here.
      .map(({ at, id, state }) => ({ ...listed(at * 1000, job(id, state)), requestId: 'same' }));
    // Two different answers of one moment have no order that could come out of them.
    const moment = ({ observedAt, copyJobId }: Observation): string => `${copyJobId} ${observedAt}`;
    const observations = fc.uniqueArray(observation, { selector: moment, minLength: 1, maxLength: 20 });
    const shuffled = observations.chain((all) =>
      fc.tuple(
        fc.constant(all),
        fc.shuffledSubarray([...all, ...all], { minLength: 2 * all.length }),
        fc.integer({ min: 1, max: 6 }),
      ),
    );
    await fc.assert(
      fc.asyncProperty(shuffled, async ([all, mixed, size]) => {
        const single = await newHistory(kind);
        for (const one of all) await single.record(one);
        const portions = await newHistory(kind);
        for (let at = 0; at < mixed.length; at += size) await portions.recordAll(mixed.slice(at, at + size));
        expect(contents(await everything(portions))).toEqual(contents(await everything(single)));
        single.close();
        portions.close();
      }),
      { numRuns: kind === 'memory' ? 100 : 15 },
    );
  });
});

/** How often an answer was repeated is no part of what was said. */
function contents({ totals, jobs }: Awaited<ReturnType<typeof everything>>) {
  return {
    totals,
    // Jobs that were last seen at the same time stand in the order in which they were filed.
    jobs: jobs
      .map(({ row, snapshots }) => ({
        row: { ...row, timesSeen: 0 },
        snapshots: snapshots.map((snapshot) => ({ ...snapshot, timesSeen: 0 })),
      }))
      .sort((a, b) => (a.row.jobKey < b.row.jobKey ? -1 : 1)),
  };
}
