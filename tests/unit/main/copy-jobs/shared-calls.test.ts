import { expect, test } from 'vitest';
import { createSharedCalls, untilAborted } from '../../../../src/main/copy-jobs/shared-calls';

test('equal calls in flight run once; later ones run again', async () => {
  const calls = createSharedCalls<number>();
  let runs = 0;
  const start = () => Promise.resolve((runs += 1));
  const [first, second] = [calls.join('key', start), calls.join('key', start)];
  expect(await Promise.all([first.result, second.result])).toEqual([1, 1]);
  first.leave();
  second.leave();
  expect(await calls.join('key', start).result).toBe(2);
  expect(await calls.join('other', start).result).toBe(3);
});

test('the call is aborted when the last one leaves, and not before', () => {
  const calls = createSharedCalls<never>();
  let signal: AbortSignal | undefined;
  const start = (given: AbortSignal) => {
    signal = given;
    return new Promise<never>(() => undefined);
  };
  const [first, second] = [calls.join('key', start), calls.join('key', start)];
  first.leave();
  expect(signal?.aborted).toBe(false);
  second.leave();
  expect(signal?.aborted).toBe(true);
});

test('who joins after the last one left gets a fresh call, though the old one has not ended', async () => {
  const calls = createSharedCalls<string>();
  calls.join('key', () => new Promise<string>(() => undefined)).leave();
  expect(await calls.join('key', () => Promise.resolve('fresh')).result).toBe('fresh');
});

test('a failed call is not kept', async () => {
  const calls = createSharedCalls<string>();
  const failing = calls.join('key', () => Promise.reject(new Error('no')));
  await expect(failing.result).rejects.toThrow('no');
  expect(await calls.join('key', () => Promise.resolve('yes')).result).toBe('yes');
});

test('an abort settles at once; without one the result counts', async () => {
  const controller = new AbortController();
  const waiting = untilAborted(new Promise<string>(() => undefined), controller.signal, () => 'aborted');
  controller.abort();
  expect(await waiting).toBe('aborted');
  expect(await untilAborted(Promise.resolve('late'), controller.signal, () => 'aborted')).toBe('aborted');
  const open = new AbortController().signal;
  expect(await untilAborted(Promise.resolve('result'), open, () => 'aborted')).toBe('result');
  await expect(untilAborted(Promise.reject(new Error('no')), open, () => 'aborted')).rejects.toThrow('no');
});
