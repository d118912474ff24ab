import { expect, onTestFinished, test, vi } from 'vitest';
import { databaseNames } from '../../../src/renderer/src/data/database/names';
import { openHistory } from '../../../src/renderer/src/data/open-history';
import { saveInFrame } from '../../../src/renderer/src/data/silent-engine';
import { fixture, NOW } from '../support/fixtures';
import { answer, deleteDatabase } from '../support/history';

test('what waits in memory is saved past an engine that does not answer this page', async () => {
  const history = await openHistory('aws');
  const { database, unsaved } = history;
  onTestFinished(async () => {
    const { current } = databaseNames('aws', localStorage);
    await deleteDatabase(current);
    localStorage.removeItem(`copytrail.made.${current}`);
  });
  await history.record(answer(fixture('01'), NOW));
  history.close();
  // One of them is about a job whose row has to be read first, and comes out of the frame as it lies on disk.
  const later = fixture('01').replace('"State"', '"StateOfLater":"x","State"');
  unsaved.keep([answer(fixture('03'), NOW), answer(fixture('04'), NOW), answer(later, NOW + 60_000)]);

  for (const name of ['databases', 'open'] as const) {
    const silent = vi.spyOn(IDBFactory.prototype, name).mockImplementation(() => new Promise(() => undefined) as never);
    onTestFinished(() => {
      silent.mockRestore();
    });
  }
  expect(await saveInFrame(history)).toBe(true);
  expect(unsaved.answers).toEqual([]);
  expect(document.querySelector('iframe')).toBeNull();

  vi.restoreAllMocks();
  const again = await openHistory('aws');
  onTestFinished(() => {
    again.close();
  });
  expect(again.database).toBe(database);
  const counts = await new Promise<readonly number[]>((resolve) => {
    again.jobs({ sort: 'createdAt', limit: 10 }).subscribe((state) => {
      if (state.status === 'ready') resolve(state.value.rows.map(({ snapshotCount }) => snapshotCount).sort());
    });
  });
  expect(counts).toEqual([1, 1, 2]);
});
