import { newEngine } from './support/world';
import { describe, expect, test } from 'vitest';
import type { Workspace } from '../../src/preload/contract/shapes';
import { KeptLines } from '../../src/renderer/src/data/backup/kept-lines';
import { surveyBackup } from '../../src/renderer/src/data/backup/read-backup';
import { restoreBackup } from '../../src/renderer/src/data/backup/restore-backup';
import { exportDatabase } from '../../src/renderer/src/data/database/export-readable';
import type { History } from '../../src/renderer/src/data/history';
import { sourceOf, wholeOf } from './support/backup-file';
import { answer, bodyOf, failureAt, KEY, newHistory, once } from './support/world';

const PUT_ASIDE = 1_800_000_000_000;
const OTHER = '111122223333/eu-central-1/AAAAAAAA-0000-4000-8000-000000000001';
const GONE = '111122223333/eu-central-1/AAAAAAAA-0000-4000-8000-000000000002';
const idOf = (key: string): string => key.split('/')[2] ?? '';

/** A history with three jobs, one of them removed, and every row of it as it lies on disk. */
async function damagedHistory(): Promise<{ history: History; rows: readonly Record<string, unknown>[] }> {
  const engine = newEngine();
  const history = await newHistory('database', engine);
  for (const at of [1000, 2000]) await history.record(answer(at));
  await history.record(answer(3000, bodyOf({ State: 'COMPLETED' })));
  await history.record(answer(4000, bodyOf({ State: 'FAILED', StatusMessage: '{"hex":"00"}' })));
  await history.record(answer(5000, bodyOf({ CopyJobId: idOf(OTHER) })));
  await history.record(answer(5000, bodyOf({ CopyJobId: idOf(GONE) })));
  await history.recordFailure(failureAt(6000));
  await history.writeNote(KEY, undefined, 'Ask Ada');
  await history.removeJob(GONE);
  await history.setPreference('jobs-views', [{ id: 'own-1', name: 'Mine', view: {} }]);
  const { lines } = await exportDatabase('copytrail', engine.indexedDB);
  const rows = (await lines.text())
    .trimEnd()
    .split('\n')
    .map((line) => ({ database: 'copytrail', ...(JSON.parse(line) as Record<string, unknown>) }));
  // Jobs come first.
  return { history, rows: rows.sort((a, b) => Number(tableOf(b) === 'copyJobs') - Number(tableOf(a) === 'copyJobs')) };
}

const tableOf = (row: Record<string, unknown>): unknown => row['table'];

async function restore(rows: readonly unknown[], workspace: Workspace = 'aws') {
  const history = await newHistory('memory');
  const half = Math.floor(rows.length / 2);
  const pieces = [rows.slice(0, half), rows.slice(half)].map((some) =>
    some.map((row) => JSON.stringify(row)).join('\n'),
  );
  const source = new KeptLines(sourceOf(pieces, false), workspace, PUT_ASIDE);
  const options = { workspace, signal: new AbortController().signal };
  const survey = await surveyBackup(source, options);
  return { history, survey, restored: await restoreBackup(wholeOf(history), source, survey, options) };
}

/** What a history says of these jobs. */
const contents = (history: History) =>
  Promise.all(
    [KEY, OTHER, GONE].map(async (key) => ({
      snapshots: await once(history.snapshots(key)),
      bodies: await history.bodies(key),
      failures: (await once(history.failures(key))).map(({ lastAt, times }) => [lastAt, times]),
      notes: await once(history.notes(key)),
    })),
  );

describe('rows out of the files of a damaged history', () => {
  test('bring everything back that they hold, byte for byte', async () => {
    const { history, rows } = await damagedHistory();
    const { history: fresh, survey, restored } = await restore(rows);
    expect(survey).toMatchObject({ whole: false, badLines: 0, unfit: 0, head: { madeAt: PUT_ASIDE } });
    expect(restored).toEqual({ newJobs: 2, changedJobs: 0 });
    expect(await contents(fresh)).toEqual(await contents(history));
    const [removal] = await once(fresh.removals());
    expect(await fresh.restore(removal?.id ?? -1)).toBe(true);
    expect(await fresh.bodies(GONE)).toEqual(new Map([[expect.any(String), bodyOf({ CopyJobId: idOf(GONE) })]]));
    expect(await fresh.preference('jobs-views')).toEqual([{ id: 'own-1', name: 'Mine', view: {} }]);
  });

  test('are told apart by what they hold when the names of database and tables are lost', async () => {
    const { history, rows } = await damagedHistory();
    const nameless = rows.map(({ key, value }) => ({ key, value }));
    const { history: fresh } = await restore(nameless);
    expect((await contents(fresh)).slice(0, 2)).toEqual((await contents(history)).slice(0, 2));
  });

  test('of another workspace are left alone', async () => {
    const { rows } = await damagedHistory();
    expect((await restore(rows, 'demo')).restored).toEqual({ newJobs: 0, changedJobs: 0 });
    const nameless = rows.map(({ key, value }) => ({ key, value }));
    expect((await restore(nameless, 'demo')).restored).toEqual({ newJobs: 0, changedJobs: 0 });
    const before = rows.map((row) => ({ ...row, database: 'copytrail-before-v6' }));
    expect((await restore(before)).restored).toEqual({ newJobs: 0, changedJobs: 0 });
  });

  test('of which some are lost give the others, and what belongs to the lost is counted', async () => {
    const { history, rows } = await damagedHistory();
    const isJob = (row: Record<string, unknown>): boolean => tableOf(row) === 'copyJobs';
    const lost = rows.find(isJob);
    const { survey, history: fresh } = await restore(rows.filter((row) => row !== lost));
    // Two older texts, of a job of which nobody can tell any more which it was.
    expect(survey.badLines).toBe(2);
    expect((await contents(fresh))[1]).toEqual((await contents(history))[1]);
    const { history: textless } = await restore(rows.filter((row) => tableOf(row) !== 'olderBodies'));
    expect(await once(textless.snapshots(KEY))).toEqual(await once(history.snapshots(KEY)));
  });

  test('that are nothing of the kind change nothing', async () => {
    const rows = [
      null,
      7,
      'x',
      {},
      { table: 'copyJobs' },
      { table: 'copyJobs', key: 1, value: { key: { hex: 'zz' }, runs: 3 } },
    ];
    const { restored, survey } = await restore([...rows, { table: 'olderBodies', value: { no: {}, digest: 1 } }]);
    expect(restored).toEqual({ newJobs: 0, changedJobs: 0 });
    expect(survey.badLines).toBeGreaterThan(0);
  });
});
