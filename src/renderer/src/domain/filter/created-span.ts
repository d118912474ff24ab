import type { Interval } from '../coverage/intervals';
import { measureOf } from './measures';
import type { MeasureContext } from './measure-types';
import type { Filter, FilterToken } from './types';

const CREATED = 'CreationDate';

/**
 * Creation times that the jobs of a filter can have, as far as its tokens on the creation date tell: what of them was looked
 * at is what a list of these jobs can know. Infinite where it is open; `to` does not belong to it. Undefined: no time at all.
 */
export function createdSpan(filter: Filter, context: MeasureContext): Interval | undefined {
  let from = -Infinity;
  let to = Infinity;
  for (const token of filter.tokens) {
    if (token.column !== CREATED) continue;
    const bounds = boundsOf(token, context);
    from = Math.max(from, bounds.from);
    to = Math.min(to, bounds.to);
  }
  return from < to ? { from, to } : undefined;
}

/** What cannot be read is left out of the filter, and so bounds nothing. */
function boundsOf({ operator, values }: FilterToken, context: MeasureContext): Interval {
  const measures = values.map((typed) => measureOf('instant', typed, context));
  const known = measures.filter((measure) => measure !== undefined);
  const [single] = known;
  if (single === undefined || known.length < measures.length) return { from: -Infinity, to: Infinity };
  switch (operator) {
    case '=':
    case ':':
      return {
        from: Math.min(...known.map((measure) => measure.from)),
        to: Math.max(...known.map(({ until }) => until)),
      };
    case '>=':
      return { from: single.low, to: Infinity };
    case '>':
      return { from: single.high + 1, to: Infinity };
    case '<':
      return { from: -Infinity, to: single.low };
    case '<=':
      return { from: -Infinity, to: single.high + 1 };
    case '!=':
    case '!:':
    case '^':
    case 'present':
    case 'absent':
      return { from: -Infinity, to: Infinity };
  }
}
