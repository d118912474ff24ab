import { expect, test } from 'vitest';
import { CallsInFlight, MAX_CALLS_PER_WINDOW, type OpenCall } from '../../../../src/main/ipc/calls-in-flight';

function started(answer: ReturnType<CallsInFlight['start']>): OpenCall {
  if (typeof answer === 'string') throw new Error(`not started: ${answer}`);
  return answer;
}

test('cancels exactly the call of that id and that window', () => {
  const calls = new CallsInFlight();
  const mine = started(calls.start(1, 'a'));
  const other = started(calls.start(1, 'b'));
  const sameIdElsewhere = started(calls.start(2, 'a'));
  expect(calls.cancel(1, 'a')).toBe(true);
  expect(mine.signal.aborted).toBe(true);
  expect(other.signal.aborted).toBe(false);
  expect(sameIdElsewhere.signal.aborted).toBe(false);
  expect(calls.cancel(1, 'a')).toBe(false);
  expect(calls.cancel(3, 'a')).toBe(false);
});

test('an ended call can not be cancelled, and its id is free again', () => {
  const calls = new CallsInFlight();
  const first = started(calls.start(1, 'a'));
  expect(calls.start(1, 'a')).toBe('id-in-use');
  first.end();
  expect(calls.cancel(1, 'a')).toBe(false);
  expect(first.signal.aborted).toBe(false);
  started(calls.start(1, 'a'));
});

test('ending twice does not free the id of a later call', () => {
  const calls = new CallsInFlight();
  const first = started(calls.start(1, 'a'));
  first.end();
  started(calls.start(1, 'a'));
  first.end();
  expect(calls.start(1, 'a')).toBe('id-in-use');
});

test('a window has a limit of its own', () => {
  const calls = new CallsInFlight();
  const open = Array.from({ length: MAX_CALLS_PER_WINDOW }, () => started(calls.start(1, undefined)));
  expect(calls.start(1, 'one more')).toBe('too-many');
  started(calls.start(2, 'another window'));
  open[0]?.end();
  started(calls.start(1, 'one more'));
});

test('everything of a closed window is aborted, and a late end does no harm', () => {
  const calls = new CallsInFlight();
  const named = started(calls.start(1, 'a'));
  const unnamed = started(calls.start(1, undefined));
  const elsewhere = started(calls.start(2, 'a'));
  calls.cancelAll(1);
  expect([named.signal.aborted, unnamed.signal.aborted, elsewhere.signal.aborted]).toEqual([true, true, false]);
  const after = started(calls.start(1, 'a'));
  named.end();
  unnamed.end();
  expect(calls.cancel(1, 'a')).toBe(true);
  expect(after.signal.aborted).toBe(true);
});
