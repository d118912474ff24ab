import { answer, newBook, newEngine } from './support/world';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { History, HistoryChange } from '../../src/renderer/src/data/history';
import { otherWindows } from '../../src/renderer/src/data/history/other-windows';
import { openHistory } from '../../src/renderer/src/data/open-history';

/** One history open in several windows, each hearing of every change. */
async function windows(count: number) {
  const engine = newEngine();
  const book = newBook();
  const all: { readonly history: History; readonly heard: HistoryChange[] }[] = [];
  for (let index = 0; index < count; index++) {
    const history = await openHistory('aws', { engine, book, others: otherWindows });
    const heard: HistoryChange[] = [];
    history.onChange((change) => heard.push(change));
    all.push({ history, heard });
    onTestFinished(() => {
      history.close();
    });
  }
  return all;
}

const keysPut = (heard: readonly HistoryChange[]) => heard.flatMap(({ put }) => put.map(({ jobKey }) => jobKey));

test('what one window records the others hear of, as it stands in the history, and itself once', async () => {
  const [first, second, third] = await windows(3);
  const recorded = await first!.history.record(answer(1000));
  await vi.waitFor(() => {
    for (const { heard } of [first!, second!, third!]) expect(keysPut(heard)).toEqual([recorded.jobKey]);
  });
  expect(second!.heard[0]!.put[0]).toEqual(first!.heard[0]!.put[0]);
});

test('removal and its undo too', async () => {
  const [first, second] = await windows(2);
  const { jobKey } = await first!.history.record(answer(1000));
  await vi.waitFor(() => {
    expect(keysPut(second!.heard)).toEqual([jobKey]);
  });
  const removal = await second!.history.removeJob(jobKey);
  await vi.waitFor(() => {
    expect(first!.heard.at(-1)).toEqual({ put: [], removed: [jobKey] });
  });
  await second!.history.restore(removal!);
  await vi.waitFor(() => {
    expect(first!.heard.at(-1)!.put.map((row) => row.jobKey)).toEqual([jobKey]);
  });
});

test('windows with another history hear nothing; what is no list of keys is passed over', async () => {
  const [first] = await windows(1);
  const stranger = otherWindows('copytrail-demo');
  const neighbour = otherWindows('copytrail');
  onTestFinished(() => {
    stranger.close();
    neighbour.close();
  });
  stranger.tell(['111122223333/eu-central-1/A']);
  const raw = new BroadcastChannel('copytrail:history:copytrail');
  for (const nonsense of [undefined, 'text', [1], { put: [] }]) raw.postMessage(nonsense);
  raw.close();
  neighbour.tell(['not a key']);
  // Whatever was said before it has been heard once this is.
  neighbour.tell(['111122223333/eu-central-1/gone']);
  await vi.waitFor(() => {
    expect(first!.heard).toEqual([{ put: [], removed: ['111122223333/eu-central-1/gone'] }]);
  });
});

test('a write that ends after its history was closed still ends well', () => {
  const others = otherWindows('copytrail');
  others.close();
  expect(() => {
    others.tell(['111122223333/eu-central-1/A']);
  }).not.toThrow();
});
