import type { Column } from '../../domain/columns';
import { comparable, type Comparable } from '../../domain/columns/comparable';
import { typedValue } from '../../domain/filter/typed-value';
import type { Bits } from './bits';
import type { ColumnValues } from './column-values';
import type { FacetValue } from './types';

/** Values listed of one column. Nobody reads more, and a column of ids would have as many as there are jobs. */
export const FACET_VALUES = 1000;

export interface Facet {
  /** Most frequent first, those equally frequent by their letters; at most {@link FACET_VALUES}. */
  readonly values: readonly FacetValue[];
  /** How many more values there are. */
  readonly more: number;
}

/**
 * How many rows of a set have each value of a column. Spellings that a token cannot tell apart are one value, under the first in
 * alphabetical order.
 * @param now epoch ms UTC
 */
export function countFacet(
  column: Column,
  values: ColumnValues | undefined,
  among: Bits,
  count: number,
  now: number,
): Facet {
  const groups = new Map<Comparable | undefined, { value: string | undefined; jobs: number }>();
  if (!values) groups.set(undefined, { value: undefined, jobs: count });
  values?.encoding.count(among, (value, jobs) => {
    const key = value === undefined ? undefined : comparable(column, value);
    const text = value === undefined ? undefined : typedValue(column, value, now);
    const group = groups.get(key);
    if (!group) groups.set(key, { value: text, jobs });
    else {
      group.jobs += jobs;
      if (text !== undefined && group.value !== undefined && text < group.value) group.value = text;
    }
  });
  const all = [...groups.values()].filter(({ jobs }) => jobs > 0);
  all.sort((left, right) => right.jobs - left.jobs || byLetters(left.value ?? '', right.value ?? ''));
  return { values: all.slice(0, FACET_VALUES), more: Math.max(0, all.length - FACET_VALUES) };
}

function byLetters(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
