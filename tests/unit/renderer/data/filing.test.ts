import { expect, test } from 'vitest';
import { Filing } from '../../../../src/renderer/src/data/filing';
import type { History, Recorded } from '../../../../src/renderer/src/data/history';
import { openWithoutHistory } from '../../../../src/renderer/src/data/open-history';
import { fixtureWith } from '../../../component/support/fixtures';

/** Long enough that a test which has to wait for it fails. */
const FOR_EVER_MS = 600_000;

const answer = (id: string, body = fixtureWith('03', { CopyJobId: id })) =>
  ({
    source: 'describe',
    observedAt: 1000,
    profile: { origin: 'shared', name: 'prod' },
    region: 'eu-central-1',
    copyJobId: id,
    endpoint: 'https://e',
    body,
    attempts: 1,
    tookMs: 1,
  }) as const;

/** Whatever is ready to happen has happened after this. */
const settled = (): Promise<void> => new Promise((go) => setTimeout(go));

/** A history in memory, and how many answers each write brought. Held, it writes only when it is let go. */
async function prepare(held?: Promise<void>): Promise<{ history: History; writes: number[] }> {
  const history = await openWithoutHistory('aws');
  const writes: number[] = [];
  const recordAll = history.recordAll.bind(history);
  history.recordAll = async (observations, alongside): Promise<readonly Recorded[]> => {
    writes.push(observations.length);
    await held;
    return recordAll(observations, alongside);
  };
  return { history, writes };
}

test('a single answer is written at once, and those that come while it is being written go in together', async () => {
  let letGo = (): void => undefined;
  const { history, writes } = await prepare(new Promise((go) => (letGo = go)));
  const filing = new Filing(history);
  const filed = [filing.record(answer('A'))];
  await settled();
  expect(writes).toEqual([1]);
  filed.push(...['B', 'C', 'D'].map((id) => filing.record(answer(id))));
  letGo();
  expect((await Promise.all(filed)).map(({ kind }) => kind)).toEqual(Array.from({ length: 4 }, () => 'new-job'));
  expect(writes).toEqual([1, 3]);
});

test('told to gather it writes the first at once, and the others no sooner than told or hurried', async () => {
  const { history, writes } = await prepare();
  const filing = new Filing(history, FOR_EVER_MS);
  await filing.record(answer('A'));
  const others = ['B', 'C', 'D'].map((id) => filing.record(answer(id)));
  await settled();
  expect(writes).toEqual([1]);
  filing.hurry();
  expect(await Promise.all(others)).toHaveLength(3);
  expect(writes).toEqual([1, 3]);
});

test('hurried during a write, it does not wait with what has come meanwhile', async () => {
  let letGo = (): void => undefined;
  const { history, writes } = await prepare(new Promise((go) => (letGo = go)));
  const filing = new Filing(history, FOR_EVER_MS);
  const filed = [filing.record(answer('A'))];
  await settled();
  filed.push(filing.record(answer('B')));
  filing.hurry();
  letGo();
  await Promise.all(filed);
  expect(writes).toEqual([1, 1]);
  await settled();
  // With nothing to write there is nothing to hurry: the next ones gather again.
  filing.hurry();
  const next = filing.record(answer('C'));
  await settled();
  expect(writes).toEqual([1, 1]);
  filing.hurry();
  await next;
});

test('one that is no copy job keeps no other out', async () => {
  const { history } = await prepare();
  const filing = new Filing(history);
  const filed = [answer('A'), answer('B', '{"CopyJob":7}'), answer('C')].map((each) => filing.record(each));
  expect((await Promise.allSettled(filed)).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});
