import { expect, test } from 'vitest';
import { startDeadline } from '../../../../src/main/copy-jobs/deadline';
import type { Clock } from '../../../../src/main/copy-jobs/ports';

/** A clock that is moved by hand. */
function handClock(): Clock & { advance: (ms: number) => void } {
  let now = 0;
  const timers = new Set<{ at: number; callback: () => void }>();
  return {
    now: () => now,
    monotonic: () => now,
    after(ms, callback) {
      const timer = { at: now + ms, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance(ms) {
      now += ms;
      for (const timer of [...timers]) {
        if (timer.at > now) continue;
        timers.delete(timer);
        timer.callback();
      }
    },
  };
}

test('passes when the time is up', () => {
  const clock = handClock();
  const { signal } = startDeadline(clock, 100);
  clock.advance(99);
  expect(signal.aborted).toBe(false);
  clock.advance(1);
  expect(signal.aborted).toBe(true);
});

test('stands still while the user is asked, and starts afresh after', () => {
  const clock = handClock();
  const deadline = startDeadline(clock, 100);
  clock.advance(90);
  deadline.onPhase('asking');
  clock.advance(10_000);
  expect(deadline.signal.aborted).toBe(false);
  deadline.onPhase('calling');
  clock.advance(99);
  expect(deadline.signal.aborted).toBe(false);
  clock.advance(1);
  expect(deadline.signal.aborted).toBe(true);
  expect(deadline.phase()).toBe('calling');
});

test('is not put off by phases that ask nobody, nor by the same phase told again', () => {
  const clock = handClock();
  const deadline = startDeadline(clock, 100);
  clock.advance(60);
  deadline.onPhase('signing-in');
  deadline.onPhase('calling');
  deadline.onPhase('calling');
  clock.advance(40);
  expect(deadline.signal.aborted).toBe(true);
});

test('does nothing once ended, whatever comes late', () => {
  const clock = handClock();
  const deadline = startDeadline(clock, 100);
  deadline.onPhase('asking');
  deadline.end();
  deadline.onPhase('calling');
  clock.advance(1000);
  expect(deadline.signal.aborted).toBe(false);
});
