import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { BETWEEN_LOOKS_MS, FIRST_LOOK_MS, scheduleLooks } from '../../../../src/main/updates/schedule';
import { failed, ok } from '../../../../src/preload/contract/result';

const OFFER = { checkedAt: 1, offer: { version: '9.9.9', released: '2026-12-01', notes: '' } };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('nobody is asked while it is switched off, however long the app runs', async () => {
  const check = vi.fn();
  const stop = scheduleLooks({ updater: { check }, isOn: () => false, onNewer: vi.fn() });
  await vi.advanceTimersByTimeAsync(30 * BETWEEN_LOOKS_MS);
  expect(check).not.toHaveBeenCalled();
  stop();
});

test('looks a while after the start, then once a day, and tells of a newer version alone', async () => {
  const answers = [
    failed({ code: 'Offline', message: '', remedy: '', mayRetry: true }),
    ok({ checkedAt: 1, offer: null }),
  ];
  const check = vi.fn(() => Promise.resolve(answers.shift() ?? ok(OFFER)));
  const onNewer = vi.fn();
  const stop = scheduleLooks({ updater: { check }, isOn: () => true, onNewer });
  await vi.advanceTimersByTimeAsync(FIRST_LOOK_MS - 1);
  expect(check).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1 + BETWEEN_LOOKS_MS);
  expect(check).toHaveBeenCalledTimes(2);
  expect(onNewer).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(BETWEEN_LOOKS_MS);
  expect(onNewer).toHaveBeenCalledExactlyOnceWith(OFFER);
  stop();
  await vi.advanceTimersByTimeAsync(3 * BETWEEN_LOOKS_MS);
  expect(check).toHaveBeenCalledTimes(3);
});
