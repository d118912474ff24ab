import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { columnSet } from '../../../../../src/renderer/src/domain/columns';
import { compileFilter, parseFilter } from '../../../../../src/renderer/src/domain/filter';
import { createdSpan } from '../../../../../src/renderer/src/domain/filter/created-span';
import { HOUR_MS } from '../../../../../src/renderer/src/domain/durations';
import type { ListedJob } from '../../../../../src/renderer/src/domain/columns';

const NOW = Date.UTC(2026, 10, 25, 9);
const context = { now: NOW, times: 'utc' } as const;
const columns = columnSet();
const filterOf = (text: string) => parseFilter(text, columns).filter;
const spanOf = (text: string) => createdSpan(filterOf(text), context);

describe('creation times that a filter can mean', () => {
  test('are open without a token on the creation date', () => {
    expect(spanOf('state:failed completed>=-7d web')).toEqual({ from: -Infinity, to: Infinity });
  });

  test('are those of the token', () => {
    expect(spanOf('created="last night"')).toEqual({
      from: Date.UTC(2026, 10, 24, 18),
      to: Date.UTC(2026, 10, 25, 8),
    });
    expect(spanOf('created=2026-11-02')).toEqual({ from: Date.UTC(2026, 10, 2), to: Date.UTC(2026, 10, 3) });
    expect(spanOf('created>=-2h')).toEqual({ from: NOW - 2 * HOUR_MS, to: Infinity });
    expect(spanOf('created<2026-11-02')).toEqual({ from: -Infinity, to: Date.UTC(2026, 10, 2) });
  });

  test('are what several tokens have in common, if anything', () => {
    expect(spanOf('created>=2026-11-02 created<=2026-11-03')).toEqual({
      from: Date.UTC(2026, 10, 2),
      to: Date.UTC(2026, 10, 4),
    });
    expect(spanOf('created=2026-11-02 created=2026-11-05')).toBeUndefined();
  });

  test('are not bounded by what only leaves out, or cannot be read', () => {
    const open = { from: -Infinity, to: Infinity };
    expect(spanOf('created!=2026-11-02')).toEqual(open);
    const token = { column: 'CreationDate', operator: '>=', values: ['some day'] } as const;
    expect(createdSpan({ text: '', tokens: [token] }, context)).toEqual(open);
  });

  test('hold every job that fits', () => {
    const moment = fc.constantFrom('2026-11-02', '2026-11', 'today', 'yesterday', 'last night', '-3d', '-36h', 'now');
    const token = fc.record({
      column: fc.constant('CreationDate'),
      operator: fc.constantFrom('=', '!=', '<', '<=', '>', '>=', ':' as const),
      values: moment.map((value) => [value]),
    });
    const at = fc.integer({ min: NOW - 40 * 24 * HOUR_MS, max: NOW + HOUR_MS });
    let fitting = 0;
    fc.assert(
      fc.property(fc.array(token, { maxLength: 3 }), at, (tokens, createdAt) => {
        const filter = { text: '', tokens } as Parameters<typeof createdSpan>[0];
        const { fits } = compileFilter(filter, { ...context, columns });
        const job = { createdAt, values: { CreationDate: createdAt } } as unknown as ListedJob;
        if (!fits(job)) return;
        fitting += 1;
        const span = createdSpan(filter, context);
        expect(span!.from).toBeLessThanOrEqual(createdAt);
        expect(span!.to).toBeGreaterThan(createdAt);
      }),
    );
    expect(fitting).toBeGreaterThan(0);
  });
});
