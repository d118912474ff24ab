import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { MINUTE_MS } from '../../../../../src/renderer/src/domain/durations';
import { quietUntil } from '../../../../../src/renderer/src/domain/follow/quiet-hours';

beforeAll(() => {
  vi.stubEnv('TZ', 'Europe/Berlin');
});
afterAll(() => {
  vi.unstubAllEnvs();
});

/** Every quarter of an hour between two instants: whether it is quiet, as one letter each. */
function quarters(hours: Parameters<typeof quietUntil>[0], from: string, to: string): string {
  let letters = '';
  for (let at = Date.parse(from); at < Date.parse(to); at += 15 * MINUTE_MS) {
    letters += quietUntil(hours, at) === undefined ? '-' : 'q';
  }
  return letters;
}

test('the zone of this test is one that changes', () => {
  expect(new Date('2026-10-24T12:00Z').getHours()).toBe(14);
  expect(new Date('2026-10-25T12:00Z').getHours()).toBe(13);
});

test('an hour that comes twice in autumn ends quiet hours once', () => {
  // Until 02:30, which is 00:30Z and 01:30Z in the night of the change.
  const hours = { on: true, from: '22:00', until: '02:30' };
  expect(quarters(hours, '2026-10-24T19:30Z', '2026-10-25T03:00Z')).toBe(
    `${'-'.repeat(2)}${'q'.repeat(18)}${'-'.repeat(10)}`,
  );
});

test('an hour that is left out in spring ends them all the same, and the night is an hour shorter', () => {
  const untilSeven = { on: true, from: '22:00', until: '07:00' };
  expect(quietUntil(untilSeven, Date.parse('2026-03-28T22:00Z'))).toBe(Date.parse('2026-03-29T05:00Z'));
  // 02:30 is not there: it is taken for 03:30.
  const untilNever = { on: true, from: '22:00', until: '02:30' };
  expect(quietUntil(untilNever, Date.parse('2026-03-28T22:00Z'))).toBe(Date.parse('2026-03-29T01:30Z'));
});
