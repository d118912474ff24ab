import { expect, test } from 'vitest';
import { openWithoutHistory } from '../../../../../src/renderer/src/data/open-history';
import { placeKeyOf } from '../../../../../src/renderer/src/data/sync/place';
import { unfinishedNotListed } from '../../../../../src/renderer/src/data/sync/unfinished';
import { answer } from '../../../../component/support/history';
import { failure } from '../../../../component/support/main-process';
import { CREATED, job, keyOf, PLACE, prepare, REGION, rowOf } from '../syncing';

const SEEN = CREATED * 1000;
const ROW = { placeKey: placeKeyOf(PLACE), region: REGION, startedAt: SEEN + 1000, accounts: ['111122223333'] };

function answers(count: number, region: string, created: number) {
  return Array.from({ length: count }, (_, at) =>
    answer(job(`${region}-${at}`, 'RUNNING', created + at), SEEN, { region }),
  );
}

test('however many newer ones there are elsewhere, those of the place are asked about, newest first', async () => {
  const history = await openWithoutHistory('aws');
  await history.recordAll([
    ...answers(3, REGION, CREATED - 86_400),
    ...answers(2001, 'us-east-1', CREATED),
    answer(job('DONE', 'COMPLETED'), SEEN, { region: REGION }),
    answer(job('LISTED'), ROW.startedAt, { region: REGION }),
    answer(job('NO-SUCH'), SEEN, { region: REGION }),
  ]);
  await history.recordFailure({
    at: SEEN + 1,
    ...PLACE,
    copyJobId: 'NO-SUCH',
    jobKey: keyOf('NO-SUCH'),
    error: failure('NotFound'),
  });
  const ids = (await unfinishedNotListed(history, ROW)).map(({ copyJobId }) => copyJobId);
  expect(ids).toEqual([2, 1, 0].map((at) => `${REGION}-${at}`));
  expect(await unfinishedNotListed(history, { ...ROW, accounts: ['444455556666'] })).toEqual([]);
});

test('of too many in one place the newest are asked about', async () => {
  const history = await openWithoutHistory('aws');
  await history.recordAll(answers(2001, REGION, CREATED));
  const rows = await unfinishedNotListed(history, ROW);
  expect(rows).toHaveLength(2000);
  expect(rows[0]).toMatchObject({ copyJobId: `${REGION}-2000` });
  expect(rows.at(-1)).toMatchObject({ copyJobId: `${REGION}-1` });
});

test('lists without a job tell no account: unfinished jobs of the one seen there before are asked about', async () => {
  let now = SEEN;
  const { main, sync, syncOf } = await prepare([[job('A')]], { now: () => now });
  await sync.start();
  now += 3_600_000;
  main.lists(REGION, [[]]);
  main.says(REGION, 'A', JSON.stringify({ CopyJob: JSON.parse(job('A', 'FAILED')) as object }));
  const changes = syncOf({ depth: 'changes' });
  await changes.start();
  expect(main.asked.map(({ copyJobId }) => copyJobId)).toEqual(['A']);
  expect(rowOf(changes)).toMatchObject({ state: 'complete', accounts: [], jobs: 0, described: 1 });
});
