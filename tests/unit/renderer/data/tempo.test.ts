import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Tempo } from '../../../../src/renderer/src/data/tempo';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('acts at once, then once for all that was asked for in between, and at rest not at all', () => {
  let acts = 0;
  const tempo = new Tempo(100, () => acts++);
  tempo.soon();
  expect(acts).toBe(1);
  for (let ask = 0; ask < 50; ask++) tempo.soon();
  vi.advanceTimersByTime(99);
  expect(acts).toBe(1);
  vi.advanceTimersByTime(1);
  expect(acts).toBe(2);
  vi.advanceTimersByTime(10_000);
  expect(acts).toBe(2);
  tempo.soon();
  expect(acts).toBe(3);
});

test('told to act now it does, and leaves nothing for later', () => {
  let acts = 0;
  const tempo = new Tempo(100, () => acts++);
  tempo.soon();
  tempo.soon();
  tempo.now();
  expect(acts).toBe(2);
  vi.advanceTimersByTime(1000);
  expect(acts).toBe(2);
});

test('asked without end it keeps its tempo', () => {
  let acts = 0;
  const tempo = new Tempo(100, () => acts++);
  for (let ms = 0; ms < 1000; ms++) {
    tempo.soon();
    vi.advanceTimersByTime(1);
  }
  expect(acts).toBe(11);
});
