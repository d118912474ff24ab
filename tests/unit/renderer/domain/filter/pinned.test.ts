import fc from 'fast-check';
import { afterAll, expect, test, vi } from 'vitest';
import { columnSet } from '../../../../../src/renderer/src/domain/columns';
import { createdSpan } from '../../../../../src/renderer/src/domain/filter/created-span';
import { pinned } from '../../../../../src/renderer/src/domain/filter/pinned';
import type { Filter, Operator } from '../../../../../src/renderer/src/domain/filter/types';

// Of all zones one with summer time and half an hour.
vi.stubEnv('TZ', 'Australia/Adelaide');
afterAll(() => {
  vi.unstubAllEnvs();
});

const COLUMNS = columnSet();
const NOW = Date.UTC(2026, 10, 26, 9, 30, 15, 250);
const LATER = NOW + 40 * 86_400_000;

const created = (operator: Operator, ...values: string[]): Filter => ({
  text: '',
  tokens: [{ column: 'CreationDate', operator, values }],
});
const pin = (filter: Filter, times: 'utc' | 'local' = 'utc'): Filter => pinned(filter, COLUMNS, { now: NOW, times });
const values = (filter: Filter): readonly string[] => filter.tokens.flatMap((token) => token.values);

test('times are written out in UTC, as short as they are exact', () => {
  expect(values(pin(created('=', '2026-11-25')))).toEqual(['2026-11-25T00:00Z..2026-11-25T23:59Z']);
  expect(values(pin(created('=', '2026-11-25T18:00..2026-11-26T07:59')))).toEqual([
    '2026-11-25T18:00Z..2026-11-26T07:59Z',
  ]);
  expect(values(pin(created('=', '2026-11-25T18:00')))).toEqual(['2026-11-25T18:00Z']);
  expect(values(pin(created('>=', '-7d')))).toEqual(['2026-11-19T09:30:15.250Z']);
  expect(values(pin(created('<=', 'yesterday')))).toEqual(['2026-11-25T23:59Z']);
  expect(values(pin(created('=', 'last night')))).toEqual(['2026-11-25T18:00Z..2026-11-26T07:59Z']);
});

test('times of the wall clock are those of this computer', () => {
  expect(values(pin(created('=', '2026-11-25'), 'local'))).toEqual(['2026-11-24T13:30Z..2026-11-25T13:29Z']);
});

test('what has its zone, or is no time, stays as it was typed', () => {
  const own = created('=', '2026-11-25T18:00Z..2026-11-26T07:59Z', '2026-11-25T18:00+01:00', 'gibberish');
  expect(pin(own)).toEqual(own);
  const others: Filter = {
    text: 'orders yesterday',
    tokens: [
      { column: 'age', operator: '<', values: ['2h'] },
      { column: 'region', operator: '=', values: ['2026-11-25'] },
    ],
  };
  expect(pin(others)).toEqual(others);
});

test('a pinned filter means later, and in another zone, what the first one meant when it was pinned', () => {
  const part = fc.constantFrom(
    ...['2026', '2026-11', '2026-11-25', '2026-11-25T18:00', '2026-11-25T18:00:07', '2026-11-25T18:00:07.5', 'now'],
    ...['today', 'yesterday', 'last night', '-7d', '-90m', '2026-11-25T18:00+01:00', '2026-11-20Z'],
  );
  const value = fc.oneof(
    part,
    fc.tuple(part, part).map(([one, other]) => `${one}..${other}`),
  );
  fc.assert(
    fc.property(
      fc.constantFrom<Operator>('=', '<', '<=', '>', '>=', '!='),
      value,
      fc.constantFrom('utc' as const, 'local' as const),
      (operator, typed, times) => {
        const filter = created(operator, typed);
        const span = createdSpan(filter, { now: NOW, times });
        const fixed = pin(filter, times);
        for (const elsewhere of ['utc', 'local'] as const) {
          expect(createdSpan(fixed, { now: LATER, times: elsewhere }), values(fixed).join()).toEqual(span);
        }
        expect(pinned(fixed, COLUMNS, { now: LATER, times: 'local' })).toEqual(fixed);
      },
    ),
    { numRuns: 1000 },
  );
});
