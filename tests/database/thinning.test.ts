import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import type { History } from '../../src/renderer/src/data/history';
import { holdJobs } from '../../src/renderer/src/data/thinning/holds';
import { measureHistory } from '../../src/renderer/src/data/thinning/measure';
import { dropOld, thinOut } from '../../src/renderer/src/data/thinning/thin-out';
import type { ThinningRule } from '../../src/renderer/src/domain/thinning/rules';
import { backUp, restore, wholeOf } from './support/backup-file';
import {
  BUT_ENDS,
  DAY_MS,
  IN_BETWEEN,
  options,
  planOf,
  rulesOf,
  thin,
  thinningsOf,
  undo,
  WHOLE,
} from './support/thinning';
import { answer, bodyOf, failureAt, JOB_ID, KEY, KINDS, newHistory, once } from './support/world';

const SECOND_ID = 'SECOND';
const SECOND = KEY.replace(JOB_ID, SECOND_ID);
const running = (size: number, more: object = {}) => bodyOf({ State: 'RUNNING', BackupSizeInBytes: size, ...more });
const completed = (more: object = {}) => bodyOf({ State: 'COMPLETED', CompletionDate: 1790000100, ...more });
const NOW = 1790000100_000 + 90 * DAY_MS;

/** Two jobs that ended, one with five answers, and one that has not. */
async function filled(kind: (typeof KINDS)[number]): Promise<History> {
  const history = await newHistory(kind);
  await history.recordAll([
    ...[answer(1000, running(1)), answer(2000, running(2)), answer(3000, running(3)), answer(4000, running(4))],
    ...[answer(5000, completed()), answer(6000, completed({ CopyJobId: SECOND_ID }))],
    ...[answer(7000, running(1, { CopyJobId: 'OPEN' })), answer(8000, running(2, { CopyJobId: 'OPEN' }))],
    answer(9000, running(3, { CopyJobId: 'OPEN' })),
  ]);
  await history.recordFailure({ ...failureAt(6500), copyJobId: SECOND_ID, jobKey: SECOND });
  return history;
}

async function seen(history: History, key = KEY) {
  return (await once(history.snapshots(key))).map(({ state, firstSeen, lastSeen }) => [state, firstSeen, lastSeen]);
}

describe.each(KINDS)('thinning out in %s', (kind) => {
  test('answers in between go and come back; the list, bodies and totals are in step', async () => {
    const history = await filled(kind);
    const before = await once(history.snapshots(KEY));
    const bodies = await history.bodies(KEY);
    // Too soon after its end.
    expect((await planAt(history, rulesOf({ ...IN_BETWEEN, days: 91 }))).going).toEqual([]);
    const done = await thinAt(history, IN_BETWEEN);
    expect(done.going).toMatchObject([{ jobKey: KEY, gone: [1, 2], answers: 2, of: 5 }]);
    expect(await seen(history)).toEqual([
      ['COMPLETED', 5000, 5000],
      ['RUNNING', 4000, 4000],
      ['RUNNING', 1000, 1000],
    ]);
    expect(await once(history.job(KEY))).toMatchObject({ state: 'COMPLETED', snapshotCount: 3 });
    expect((await history.bodies(KEY)).size).toBe(3);
    const [thinning] = await thinningsOf(history);
    expect(thinning).toMatchObject({ wholeJobs: 0, thinnedJobs: 1, answers: 2, bytes: done.going[0]?.bytes });
    await undo(history, thinning);
    expect(await once(history.snapshots(KEY))).toEqual(before);
    expect(await history.bodies(KEY)).toEqual(bodies);
    expect(await thinningsOf(history)).toEqual([]);
  });

  test('whole jobs go with their failures, the unfinished one stays, and what was seen meanwhile is joined', async () => {
    const history = await filled(kind);
    const totals = await once(history.outcomeTotals());
    const told: string[][] = [];
    history.onChange(({ removed }) => told.push([...removed]));
    const { going } = await thinAt(history, { ...WHOLE, filter: 'id:second' });
    expect(going.map(({ jobKey }) => jobKey)).toEqual([SECOND]);
    expect(told).toEqual([[SECOND]]);
    expect(await once(history.job(SECOND))).toBeUndefined();
    expect(await once(history.failures(SECOND))).toEqual([]);
    expect(await once(history.outcomeTotals())).not.toEqual(totals);
    // A sync sees it again: a job like any other, until the old answers are back.
    expect(await history.record(answer(9500, completed({ CopyJobId: SECOND_ID })))).toMatchObject({ kind: 'new-job' });
    const [thinning] = await thinningsOf(history);
    await undo(history, thinning);
    expect(await seen(history, SECOND)).toEqual([['COMPLETED', 6000, 9500]]);
    expect(await once(history.failures(SECOND))).toMatchObject([{ lastAt: 6500 }]);
    expect(await once(history.outcomeTotals())).toEqual(totals);
  });

  test('a held job is never touched, nor one with a note unless the rules say so', async () => {
    const history = await filled(kind);
    expect(await holdJobs(history, [KEY, 'nothing', `${KEY}x`], ' audit 2026, Ada ', 9000)).toBe(1);
    await history.writeNote(SECOND, undefined, 'ask the vault team');
    const rules = rulesOf({ ...BUT_ENDS, days: 30 }, { ...WHOLE, days: 30 });
    const plan = await planAt(history, rules);
    expect(plan.going).toEqual([]);
    expect(plan.held.map(({ jobKey, by, why }) => [jobKey, by, why])).toEqual([
      [KEY, 'hold', 'audit 2026, Ada'],
      [SECOND, 'note', 'ask the vault team'],
    ]);
    const bold = await planAt(history, { ...rules, notesHold: false });
    expect(bold.going.map(({ jobKey }) => jobKey)).toEqual([SECOND]);
    expect(bold.held.map(({ jobKey }) => jobKey)).toEqual([KEY]);
    await holdJobs(history, [KEY], undefined, 9500);
    expect((await planAt(history, rules)).going.map(({ jobKey }) => jobKey)).toEqual([KEY]);
  });

  test('what has become of a job since the preview keeps it, and that is said', async () => {
    const history = await filled(kind);
    const plan = await planAt(history, rulesOf(WHOLE));
    expect(plan.going).toHaveLength(2);
    await holdJobs(history, [KEY], 'wait', 9000);
    await history.record(answer(9100, completed({ CopyJobId: SECOND_ID })));
    expect(await thinOut(wholeOf(history), plan, NOW, options())).toEqual({ jobs: 0, stayed: 2 });
    expect(await thinningsOf(history)).toEqual([]);
    expect(await seen(history)).toHaveLength(5);
  });

  test('an answer with a note of its own stays', async () => {
    const history = await filled(kind);
    const third = (await once(history.snapshots(KEY))).find(({ firstSeen }) => firstSeen === 3000);
    await history.writeNote(KEY, third?.id, 'here it was slow');
    const plan = await planAt(history, { ...rulesOf(BUT_ENDS), notesHold: false });
    expect(plan.going).toMatchObject([{ jobKey: KEY, gone: [1, 3] }]);
    await thinOut(wholeOf(history), plan, NOW, options());
    expect(await once(history.notes(KEY))).toMatchObject([{ text: 'here it was slow', snapshotId: third?.id }]);
  });

  test('bringing back an older thinning brings what newer ones took of the same jobs', async () => {
    const history = await filled(kind);
    const before = await once(history.snapshots(KEY));
    await thinAt(history, IN_BETWEEN);
    await thinAt(history, { ...WHOLE, filter: `id=${JOB_ID}` }, NOW + 1);
    expect(await once(history.job(KEY))).toBeUndefined();
    const [newer, older] = await thinningsOf(history);
    expect(newer).toMatchObject({ wholeJobs: 1 });
    await undo(history, older);
    expect(await once(history.snapshots(KEY))).toEqual(before);
    expect(await thinningsOf(history)).toEqual([]);
  });

  test('after its week it is dropped for good, and not before; a clock set wrong does not shorten it', async () => {
    const history = await filled(kind);
    await thinAt(history, WHOLE);
    const { signal } = new AbortController();
    const look = async (at: number) => dropOld(wholeOf(history), at, signal);
    await look(NOW + 400 * DAY_MS);
    await look(NOW - 400 * DAY_MS);
    for (let day = 1; day < 6; day++) await look(NOW + day * DAY_MS);
    expect(await thinningsOf(history)).toHaveLength(1);
    await look(NOW + 6 * DAY_MS);
    await look(NOW + 7 * DAY_MS);
    expect(await thinningsOf(history)).toEqual([]);
    expect(await wholeOf(history).read((shelf) => shelf.aside.ofJob(KEY))).toEqual([]);
    expect(await once(history.job(KEY))).toBeUndefined();
  });

  test('what is gone is gone from the past as well, and a hold is known from when it was written', async () => {
    const history = await filled(kind);
    await holdJobs(history, [SECOND], 'audit', 8000);
    const past = history.asKnownAt(4500);
    expect(await seen(past)).toHaveLength(4);
    expect((await once(history.asKnownAt(7000).job(SECOND)))?.hold).toBeUndefined();
    expect((await once(history.asKnownAt(8500).job(SECOND)))?.hold).toBe('audit');
    await thinAt(history, IN_BETWEEN);
    expect(await seen(past)).toHaveLength(2);
    past.close();
  });

  test('the size is that of what is there, what is aside and what is removed', async () => {
    const history = await filled(kind);
    await history.writeNote(KEY, undefined, 'slow');
    await holdJobs(history, [KEY], '', 9000);
    const by = { now: NOW, times: 'utc' } as const;
    const size = await measureHistory(wholeOf(history), by, options());
    const texts = [running(1), running(2), running(3), running(4), completed(), completed({ CopyJobId: SECOND_ID })];
    const open = [1, 2, 3].map((nth) => running(nth, { CopyJobId: 'OPEN' }));
    const bytes = [...texts, ...open].reduce((sum, { length }) => sum + length, 0);
    expect(size).toMatchObject({
      ...{ jobs: 3, answers: 9, bytes, timesSeen: 9, failures: 1, notes: 1, held: 1 },
      ...{ removed: { things: 0, bytes: 0 }, aside: { jobs: 0, bytes: 0 } },
    });
    expect([...size.months]).toEqual([['1970-01', { jobs: 3, answers: 9, bytes }]]);
    expect([...size.places]).toEqual([['111122223333 eu-central-1', { jobs: 3, answers: 9, bytes }]]);
    expect([...size.outcomes.keys()].sort()).toEqual(['completed', 'running']);
    await thinAt(history, WHOLE);
    await history.removeJob(KEY.replace(JOB_ID, 'OPEN'));
    const after = await measureHistory(wholeOf(history), by, options());
    expect(after).toMatchObject({ jobs: 1, aside: { jobs: 1 }, removed: { things: 1 } });
    expect(after.bytes + after.aside.bytes + after.removed.bytes).toBe(bytes);
  });
});

describe('holds', () => {
  test('are in a backup, and one of either side stays', async () => {
    const history = await filled('database');
    await holdJobs(history, [KEY], 'audit', 9000);
    await holdJobs(history, [SECOND], 'old words', 9000);
    const { pieces } = await backUp(history);
    const other = await filled('memory');
    await holdJobs(other, [SECOND], 'new words', 9500);
    await restore(other, pieces);
    expect((await once(other.job(KEY)))?.hold).toBe('audit');
    expect((await once(other.job(SECOND)))?.hold).toBe('new words');
    expect((await restore(other, pieces)).restored).toEqual({ newJobs: 0, changedJobs: 0 });
  });

  test('go with a removed job and come back with it; one without words does not look like none', async () => {
    const history = await filled('database');
    await holdJobs(history, [KEY], '  ', 9000);
    const id = await history.removeJob(KEY);
    await history.record(answer(9500, completed()));
    expect((await once(history.job(KEY)))?.hold).toBeUndefined();
    await history.restore(id ?? -1);
    expect((await once(history.job(KEY)))?.hold).toBe('No reason given');
  });

  test('what is set aside is not in a backup; one made before brings it back', async () => {
    const history = await filled('database');
    const before = await once(history.snapshots(KEY));
    const { pieces } = await backUp(history);
    await thinAt(history, IN_BETWEEN);
    const { lines } = await backUp(history);
    expect(lines.join('\n')).not.toContain('"seen":[2000]');
    await restore(history, pieces);
    expect(await once(history.snapshots(KEY))).toEqual(before);
  });
});

function planAt(history: History, rules: Parameters<typeof planOf>[1]) {
  return planOf(history, rules, NOW);
}

function thinAt(history: History, rule: ThinningRule, now = NOW) {
  return thin(history, rulesOf(rule), now);
}
