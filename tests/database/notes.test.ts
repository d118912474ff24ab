import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exportDatabase } from '../../src/renderer/src/data/database/export-readable';
import { answer, bodyOf, follow, KEY, KINDS, newEngine, newHistory, once, REMOVED_AT } from './support/world';

const RUNNING = bodyOf({ State: 'RUNNING' });
const FAILED = bodyOf({ State: 'FAILED' });

describe.each(KINDS)('notes in %s', (kind) => {
  /** The usual job with two snapshots, and the ids of these. */
  async function noted() {
    const history = await newHistory(kind);
    await history.record(answer(1000, RUNNING));
    await history.record(answer(2000, FAILED));
    const [newest, oldest] = await once(history.snapshots(KEY));
    return { history, newest: newest!, oldest: oldest! };
  }

  test('a job and its snapshots each have their own, with the time of writing; the row has them all', async () => {
    const { history, newest, oldest } = await noted();
    expect(await once(history.notes(KEY))).toEqual([]);
    expect((await once(history.job(KEY)))?.note).toBeUndefined();
    expect(await history.writeNote(KEY, newest.id, '  the role was changed ')).toBe(true);
    expect(await history.writeNote(KEY, undefined, 'ask Ada')).toBe(true);
    expect(await history.writeNote(KEY, oldest.id, 'still fine')).toBe(true);
    expect(await once(history.notes(KEY))).toEqual([
      { text: 'ask Ada', writtenAt: REMOVED_AT },
      { text: 'the role was changed', writtenAt: REMOVED_AT, snapshotId: newest.id },
      { text: 'still fine', writtenAt: REMOVED_AT, snapshotId: oldest.id },
    ]);
    expect((await once(history.job(KEY)))?.note).toBe('ask Ada\nstill fine\nthe role was changed');
    const found = await once(history.jobs({ sort: 'lastSeen', limit: 5, text: 'ADA' }));
    expect(found.rows).toHaveLength(1);
  });

  test('written anew it takes the place of what was there; an empty one takes it away; nothing is noted on what is not there', async () => {
    const { history, newest } = await noted();
    const row = follow(history.job(KEY));
    await history.writeNote(KEY, undefined, 'first');
    await row.until((job) => job?.note === 'first');
    await history.writeNote(KEY, undefined, 'second');
    await row.until((job) => job?.note === 'second');
    await history.writeNote(KEY, undefined, '   ');
    await row.until((job) => job !== undefined && job.note === undefined);
    expect(await once(history.notes(KEY))).toEqual([]);
    expect(await history.writeNote('111122223333/eu-central-1/NONE', undefined, 'x')).toBe(false);
    expect(await history.writeNote(KEY, newest.id.replace('#2000#', '#1500#'), 'x')).toBe(false);
    expect(await history.writeNote('no key', undefined, 'x')).toBe(false);
  });

  test('it stays on its snapshot when that turns out to have been seen earlier, and later', async () => {
    const { history, newest } = await noted();
    await history.writeNote(KEY, newest.id, 'here');
    await history.record(answer(1500, FAILED));
    await history.record(answer(3000, FAILED));
    const [snapshot] = await once(history.snapshots(KEY));
    expect(snapshot).toMatchObject({ firstSeen: 1500, lastSeen: 3000 });
    expect(await once(history.notes(KEY))).toMatchObject([{ text: 'here', snapshotId: snapshot!.id }]);
    await history.writeNote(KEY, snapshot!.id, 'still here');
    expect(await once(history.notes(KEY))).toMatchObject([{ text: 'still here' }]);
  });

  test('what is removed takes its notes along, and brings them back', async () => {
    const { history, newest } = await noted();
    await history.writeNote(KEY, newest.id, 'on the snapshot');
    await history.writeNote(KEY, undefined, 'on the job');
    const snapshot = await history.removeSnapshot(newest.id);
    expect((await once(history.job(KEY)))?.note).toBe('on the job');
    await history.restore(snapshot!);
    expect((await once(history.job(KEY)))?.note).toBe('on the job\non the snapshot');
    const job = await history.removeJob(KEY);
    // Seen again meanwhile, it has none; what was noted joins it.
    await history.record(answer(4000, RUNNING));
    expect((await once(history.job(KEY)))?.note).toBeUndefined();
    await history.restore(job!);
    expect((await once(history.notes(KEY))).map(({ text }) => text)).toEqual(['on the job', 'on the snapshot']);
  });

  test('answers and failed look-ups leave notes alone, whatever comes in which order', async () => {
    const anyDeed = fc.record({
      at: fc.integer({ min: 1, max: 50 }),
      fails: fc.boolean(),
      state: fc.constantFrom(RUNNING, FAILED),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anyDeed, { maxLength: 8 }), async (deeds) => {
        const { history } = await noted();
        await history.writeNote(KEY, undefined, 'kept');
        for (const { at, fails, state } of deeds) {
          const { profile, region, copyJobId } = answer(at);
          const error = { code: 'Offline' as const, message: 'No.', remedy: 'Wait.', mayRetry: true };
          if (fails) await history.recordFailure({ at, profile, region, copyJobId, error });
          else await history.record(answer(at * 100, state));
        }
        expect(await once(history.notes(KEY))).toEqual([{ text: 'kept', writtenAt: REMOVED_AT }]);
        history.close();
      }),
      { numRuns: 15 },
    );
  });

  test('as known earlier there are the notes of then, in the words of then', async () => {
    const { history, newest } = await noted();
    await history.writeNote(KEY, undefined, 'later');
    const before = history.asKnownAt(REMOVED_AT - 1);
    expect(await once(before.notes(KEY))).toEqual([]);
    expect((await once(before.job(KEY)))?.note).toBeUndefined();
    const after = history.asKnownAt(REMOVED_AT);
    expect((await once(after.job(KEY)))?.note).toBe('later');
    await expect(after.writeNote(KEY, newest.id, 'x')).rejects.toThrow(/cannot be changed/);
    before.close();
    after.close();
  });
});

test('the export of what can be read holds them', async () => {
  const engine = newEngine();
  const history = await newHistory('database', engine);
  await history.record(answer(1000, RUNNING));
  await history.writeNote(KEY, undefined, 'not to be lost');
  const { lines } = await exportDatabase('copytrail', engine.indexedDB);
  expect(await lines.text()).toContain('"text":"not to be lost"');
});
