import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { History } from '../../src/renderer/src/data/history';
import { LINES, readLine, type LineKind } from '../../src/renderer/src/data/backup/lines';
import { without } from '../../src/renderer/src/domain/without';
import { backUp, restore, wholeOf } from './support/backup-file';
import { answer, bodyOf, errorOf, failureAt, JOB_ID, KEY, KINDS, newHistory, once, PROFILE } from './support/world';

/** Everything that a history answers about these jobs, and what lies beside them. */
async function contents(history: History, keys: readonly string[]) {
  const jobs = await Promise.all(
    keys.map(async (key) => ({
      row: await once(history.job(key)),
      snapshots: await once(history.snapshots(key)),
      bodies: await history.bodies(key),
      failures: (await once(history.failures(key))).map((failure) => without(failure, 'id')),
      notes: await once(history.notes(key)),
    })),
  );
  const rest = await wholeOf(history).read(async (shelf) => ({
    totals: (await shelf.totals())
      .flatMap(({ outcomeKey, jobs: count }) => (count > 0 ? [`${outcomeKey} ${count}`] : []))
      .sort(),
    places: await shelf.coverage.places(),
    readings: await shelf.records('readings', undefined, 1000),
    notListed: await shelf.records('notListed', undefined, 1000),
    gaps: await shelf.records('gaps', undefined, 1000),
    preferences: await shelf.records('preferences', undefined, 1000),
    removals: (await shelf.removals()).map((removal) => without(removal, 'id')),
  }));
  return { jobs, rest };
}

const OTHER_ID = 'AAAAAAAA-0000-4000-8000-000000000001';
const OTHER = `111122223333/eu-central-1/${OTHER_ID}`;
const GONE_ID = 'AAAAAAAA-0000-4000-8000-000000000002';
const GONE = `111122223333/eu-central-1/${GONE_ID}`;
const PLACE_KEY = '["shared","prod","eu-central-1"]';

/** A history with something of every kind. */
async function fullHistory(kind: (typeof KINDS)[number] = 'database') {
  const history = await newHistory(kind);
  for (const at of [1000, 2000]) await history.record(answer(at));
  await history.record(answer(3000, bodyOf({ State: 'COMPLETED' })));
  await history.record(answer(4000, `  ${bodyOf({ State: 'FAILED', Later: { deep: [1.5, null] } })}\n`));
  await history.record(answer(5000, bodyOf({ CopyJobId: OTHER_ID })));
  await history.record(answer(5000, bodyOf({ CopyJobId: GONE_ID })));
  await history.recordFailure(failureAt(6000));
  await history.recordFailure(failureAt(6500));
  await history.recordFailure({ ...failureAt(7000, errorOf('NotFound')), copyJobId: 'nobodys' });
  const [, second] = (await once(history.snapshots(KEY))).toReversed();
  await history.writeNote(KEY, undefined, 'Ask Ada');
  await history.writeNote(KEY, second?.id, 'The good one');
  await history.removeJob(GONE);
  await history.setPreference('jobs-views', [{ id: 'own-1', name: 'Mine', view: {} }]);
  await history.setPreference('children-fetched/x', 17);
  await history.coverage.write(async (shelf) => {
    await shelf.putReadings([
      {
        ...{ id: 'r1', syncId: 's1', syncName: 'Nightly', placeKey: PLACE_KEY, profile: PROFILE },
        ...{ region: 'eu-central-1', depth: 'everything', filters: {}, state: 'complete', askedAt: 900 },
        ...{ list: 1, pages: 1, jobs: 2, newJobs: 2, changedJobs: 0, described: 0, newestFirst: true },
        ...{ accounts: ['111122223333'], covered: { from: -Infinity, to: 950 }, endedAt: 950 },
      },
    ]);
    await shelf.putPlace({
      ...{ placeKey: PLACE_KEY, profile: PROFILE, region: 'eu-central-1', accounts: ['111122223333'] },
      ...{ covered: [{ from: -Infinity, to: 950 }], lastCompleteAt: 900, lastTry: { at: 950, state: 'complete' } },
    });
    await shelf.markNotListed([{ jobKey: OTHER, missedFirst: 8000, begunAt: 7900 }]);
    await shelf.putGaps([
      { id: 'g1', profile: PROFILE, region: 'eu-central-1', from: 100, until: 200, why: 'asleep', jobKeys: [KEY] },
    ]);
  });
  return history;
}

describe.each(KINDS)('a backup of everything, in %s', (kind) => {
  test('brings all back on another computer, byte for byte, with its notes, failures, bin, settings and coverage', async () => {
    const history = await fullHistory(kind);
    const { pieces, counts } = await backUp(history);
    expect(counts.leftOut).toBe(0);
    expect(Object.keys(counts.lines).sort()).toEqual(
      (Object.keys(LINES) as LineKind[]).filter((one) => one !== 'bodies').sort(),
    );

    const fresh = await newHistory(kind);
    const { survey, restored } = await restore(fresh, pieces);
    expect(survey).toMatchObject({ whole: true, badLines: 0, unfit: 0, damaged: [] });
    expect(restored).toEqual({ newJobs: 2, changedJobs: 0 });
    const keys = [KEY, OTHER, GONE];
    expect(await contents(fresh, keys)).toEqual(await contents(history, keys));
    // What lies in the bin can be brought back there as well.
    const [removal] = await once(fresh.removals());
    expect(await fresh.restore(removal?.id ?? -1)).toBe(true);
    expect(await fresh.bodies(GONE)).toEqual(new Map([[expect.any(String), bodyOf({ CopyJobId: GONE_ID })]]));
  });

  test('restored into the history that it is of, changes nothing, however often', async () => {
    const history = await fullHistory(kind);
    const before = await contents(history, [KEY, OTHER]);
    const { pieces } = await backUp(history);
    let told = 0;
    history.onChange(() => (told += 1));
    for (let times = 0; times < 3; times++) {
      expect((await restore(history, pieces)).restored).toEqual({ newJobs: 0, changedJobs: 0 });
    }
    expect(await contents(history, [KEY, OTHER])).toEqual(before);
    expect(told).toBeLessThanOrEqual(3);
  });
});

describe('what is joined', () => {
  test('a job seen thousands of times is counted once, however often it is restored', async () => {
    const history = await newHistory('memory');
    await history.recordAll(Array.from({ length: 900 }, (_, at) => answer(1000 + at)));
    const [before] = await once(history.snapshots(KEY));
    expect(before?.timesSeen).toBe(900);
    const { pieces } = await backUp(history);
    await restore(history, pieces);
    await restore(history, pieces);
    expect(await once(history.snapshots(KEY))).toEqual([before]);
  });

  test('of two spellings of one content the one received first stays, whichever history is joined to which', async () => {
    const early = await newHistory('memory');
    const late = await newHistory('memory');
    await early.record({ ...answer(1000), body: ` ${bodyOf()}` });
    await late.record({ ...answer(2000), body: `${bodyOf()} ` });
    const [ofEarly, ofLate] = [await backUp(early), await backUp(late)];
    await restore(early, ofLate.pieces);
    await restore(late, ofEarly.pieces);
    for (const history of [early, late]) {
      expect([...(await history.bodies(KEY)).values()]).toEqual([` ${bodyOf()}`]);
      expect(await once(history.snapshots(KEY))).toMatchObject([{ firstSeen: 1000, lastSeen: 2000, timesSeen: 2 }]);
    }
  });

  test('a reading that was under way elsewhere is not gone on with here', async () => {
    const there = await newHistory('memory');
    await there.coverage.write((shelf) =>
      shelf.putReadings([
        {
          ...{ id: 'r2', syncId: 's2', syncName: '', placeKey: PLACE_KEY, profile: PROFILE, region: 'eu-central-1' },
          ...{ depth: 'everything', filters: {}, state: 'reading', open: 1, askedAt: 10, lastAt: 20, list: 0 },
          ...{ nextToken: 'AQ', pages: 1, jobs: 1, newJobs: 1, changedJobs: 0, described: 0, newestFirst: true },
          accounts: [],
        },
      ]),
    );
    const here = await newHistory('memory');
    await restore(here, (await backUp(there)).pieces);
    await here.coverage.read(async (shelf) => {
      expect(await shelf.openReadings()).toEqual([]);
      expect(await shelf.reading('r2')).toMatchObject({ state: 'cancelled', endedAt: 20 });
    });
  });

  test('a job that has been listed since is not marked as missing again', async () => {
    const history = await newHistory('memory');
    await history.record({ ...answer(1000), source: 'list' });
    await history.coverage.write((shelf) => shelf.markNotListed([{ jobKey: KEY, missedFirst: 2000, begunAt: 1900 }]));
    const { pieces } = await backUp(history);
    const later = await newHistory('memory');
    await later.record({ ...answer(3000), source: 'list' });
    await restore(later, pieces);
    expect(await later.coverage.read((shelf) => shelf.notListed(KEY))).toBeUndefined();
  });

  test('views of the same name are not doubled, others get ids of their own', async () => {
    const history = await newHistory('memory');
    await history.setPreference('jobs-views', [{ id: 'own-1', name: 'Here', view: 1 }]);
    const there = await newHistory('memory');
    await there.setPreference('jobs-views', [
      { id: 'own-1', name: 'There', view: 2 },
      { id: 'own-2', name: 'here', view: 3 },
    ]);
    await there.setPreference('call-limits', { perSecond: 1 });
    await history.setPreference('call-limits', { perSecond: 5 });
    await restore(history, (await backUp(there)).pieces);
    expect(await history.preference('jobs-views')).toEqual([
      { id: 'own-1', name: 'Here', view: 1 },
      { id: 'own-2', name: 'There', view: 2 },
    ]);
    expect(await history.preference('call-limits')).toEqual({ perSecond: 5 });
  });

  test('more views than anybody has are joined without holding up the window', async () => {
    const history = await newHistory('memory');
    await history.setPreference('jobs-views', [{ id: 'own-7', name: 'Here', view: 1 }]);
    const there = await newHistory('memory');
    const views = Array.from({ length: 150_000 }, (_, nth) => ({ name: `v${nth}` }));
    await there.setPreference('jobs-views', views);
    await restore(history, (await backUp(there)).pieces);
    const joined = await history.preference('jobs-views');
    expect(joined).toHaveLength(150_001);
    expect((joined as unknown[]).at(-1)).toEqual({ id: 'own-150007', name: 'v149999' });
  });
});

describe('what is refused or left out', () => {
  test('a backup of the demo account and one of a newer version, before anything is written', async () => {
    const demo = await backUp(await fullHistory('memory'), 'demo');
    const fresh = await newHistory('memory');
    await expect(restore(fresh, demo.pieces)).rejects.toMatchObject({ error: { code: 'OtherAccount' } });
    const newer = demo.pieces.map((piece) => piece.replaceAll('"format":1', '"format":2'));
    await expect(restore(fresh, newer, 'demo')).rejects.toMatchObject({ error: { code: 'BackupNewer' } });
    await expect(restore(fresh, ['{"hello":1}\n', undefined])).rejects.toMatchObject({ error: { code: 'NotABackup' } });
    expect(await once(fresh.outcomeTotals())).toEqual([]);
  });

  test('a text that is not what it is said to be, and one of another job', async () => {
    const { pieces } = await backUp(await fullHistory('memory'));
    const forged = pieces.map((piece) => piece.replaceAll('COMPLETED', 'CANCELLED'));
    const fresh = await newHistory('memory');
    const { survey } = await restore(fresh, forged);
    expect(survey.unfit).toBe(1);
    expect((await fresh.bodies(KEY)).size).toBe(2);
    const moved = pieces.map((piece) => piece.replaceAll(OTHER, `111122223333/eu-central-1/${JOB_ID}X`));
    expect((await restore(await newHistory('memory'), moved)).survey.unfit).toBe(1);
  });

  test('what it claims to know of every job, where jobs are lost', async () => {
    const { pieces } = await backUp(await fullHistory('memory'));
    const [head = '', , ...rest] = pieces;
    const fresh = await newHistory('memory');
    const { survey } = await restore(fresh, [head, undefined, ...rest]);
    expect(survey).toMatchObject({ whole: false, damaged: [[2, 2]] });
    const { jobs, rest: beside } = await contents(fresh, [KEY]);
    expect(jobs[0]?.snapshots).toHaveLength(3);
    expect(beside).toMatchObject({ places: [], readings: [], notListed: [] });
  });
});

test('no line of any kind is read as anything else, whatever stands in it', async () => {
  const { lines } = await backUp(await fullHistory('memory'));
  const anyLine = fc.constantFrom(...lines);
  const hostile = fc.oneof(
    fc.string(),
    fc.json(),
    fc.constantFrom('{"__proto__":{"x":1}}', '{"constructor":{}}', '{}', '[]', 'null', '{"job":{},"gap":{}}'),
    fc.integer({ min: 1, max: 600 }).map((deep) => `{"preference":{"name":"x","value":${'['.repeat(deep)}`),
    fc.constantFrom(40, 5000).map((deep) => {
      return `{"preference":{"name":"x","value":${'['.repeat(deep)}${']'.repeat(deep)}}}`;
    }),
    // An honest line with one of its values exchanged for something of another type.
    fc
      .tuple(anyLine, fc.nat(), fc.constantFrom('null', '-1', '1e999', '"x"', '[]', '{}', 'true'))
      .map(([line, nth, value]) => {
        const values = [...line.matchAll(/(?<=:)(?:"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|true|false|null)/g)];
        const at = values[nth % Math.max(1, values.length)];
        return at === undefined ? line : line.slice(0, at.index) + value + line.slice(at.index + at[0].length);
      }),
    fc.tuple(anyLine, fc.nat()).map(([line, at]) => line.slice(0, at % line.length)),
  );
  fc.assert(
    fc.property(hostile, (text) => {
      const line = readLine(text);
      if (line !== undefined) expect(Object.keys(LINES)).toContain(line.kind);
    }),
    { numRuns: 1500 },
  );
  expect(Object.keys(Object.prototype)).toEqual([]);
  const deepest = 200_000;
  expect(readLine(`{"preference":{"name":"x","value":${'['.repeat(deepest)}${']'.repeat(deepest)}}}`)).toBeUndefined();
});
