import { expect, it, onTestFinished } from 'vitest';
import { Mirror, type MirrorStatus } from '../../../src/renderer/src/data/mirror/mirror';
import { openStoredRows } from '../../../src/renderer/src/data/mirror/stored-rows';
import { startMirrorWorker } from '../../../src/renderer/src/data/mirror/start-worker';
import type { ListAnswer } from '../../../src/renderer/src/data/mirror/types';
import { NO_FILTER } from '../../../src/renderer/src/domain/filter';
import { eventually } from '../../support/patience';
import { newNamedHistory } from '../support/history';

it('reads a history on disk in the worker that the app starts', async () => {
  const { history, name } = await newNamedHistory('aws');
  const ids = ['A1', 'B2', 'C3'];
  await history.recordAll(
    ids.map((copyJobId, nth) => ({
      observedAt: 1000 + nth,
      source: 'list' as const,
      profile: { origin: 'shared' as const, name: 'prod' },
      region: 'eu-central-1',
      copyJobId,
      attempts: 1,
      tookMs: 1,
      endpoint: 'https://backup.eu-central-1.amazonaws.com',
      body: JSON.stringify({
        CopyJobId: copyJobId,
        AccountId: '111122223333',
        State: 'RUNNING',
        BackupSizeInBytes: nth,
        Unheard: true,
      }),
    })),
  );
  const mirror = new Mirror({ start: startMirrorWorker, source: { database: name } });
  onTestFinished(() => {
    mirror.close();
  });
  const statuses: MirrorStatus[] = [];
  mirror.status((status) => statuses.push(status));
  let answer: ListAnswer | undefined;
  mirror
    .watch({
      filter: NO_FILTER,
      sort: [{ column: 'BackupSizeInBytes', descending: true }],
      from: 0,
      count: 2,
      facets: [],
    })
    .subscribe((state) => {
      if (state.status === 'ready') answer = state.value;
    });
  await eventually(() => answer?.jobKeys).toEqual(['111122223333/eu-central-1/C3', '111122223333/eu-central-1/B2']);
  expect(answer).toMatchObject({ fits: 3, all: 3 });
  expect(statuses).toContainEqual({ state: 'loading', loaded: 0, total: 3 });
  expect(statuses.at(-1)).toEqual({ state: 'ready', jobs: 3, newPaths: ['Unheard'] });
});

it('makes no empty history where the engine has taken one away', async () => {
  const source = openStoredRows({ database: 'copytrail-taken-away' });
  await expect(source.total()).rejects.toMatchObject({ code: 'lost' });
  const rows = source.rows();
  await expect(rows[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'lost' });
  expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain('copytrail-taken-away');
});
