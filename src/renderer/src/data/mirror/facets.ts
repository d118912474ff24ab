import type { Column } from '../../domain/columns';
import { comparable, type Comparable } from '../../domain/columns/comparable';
import { typedValue } from '../../domain/filter/typed-value';
import type { JobValue } from '../../domain/job-values';
import { countBits, intersect, type Bits } from './bits';
import { CodeColumn } from './code-column';
import type { ColumnValues } from './column-values';
import type { FacetValue } from './types';

/** Values listed of one column: more than anybody reads, few enough to hand over at every answer. */
const FACET_VALUES = 1000;

export interface Facet {
  /** Most frequent first, those equally frequent in their own order; at most {@link FACET_VALUES}. */
  readonly values: readonly FacetValue[];
  /** How many jobs have a value that is not listed. */
  readonly leftOut: number;
}

interface Group {
  readonly key: Comparable | undefined;
  readonly value: JobValue | undefined;
  jobs: number;
}

/**
 * How many rows of a set have each value of a column. Spellings that a token cannot tell apart are one value. Columns whose values are
 * nearly all different are not counted out: a list of ids that occur once each tells nobody anything.
 * @param now epoch ms UTC, for ages
 */
export function countFacet(column: Column, values: ColumnValues | undefined, among: Bits, now: number): Facet {
  const encoding = values?.encoding;
  const groups = encoding instanceof CodeColumn ? groupsOf(column, encoding, among) : [];
  if (!(encoding instanceof CodeColumn)) {
    const all = countBits(among);
    const having = values ? countHaving(values, among) : 0;
    const without = all - having;
    const listed = without > 0 ? [{ value: undefined, jobs: without }] : [];
    return { values: listed, leftOut: having };
  }
  const listed = mostFrequent(groups).map(({ value, jobs }) => ({
    value: value === undefined ? undefined : typedValue(column, value, now),
    jobs,
  }));
  const sum = (of: readonly { readonly jobs: number }[]): number => of.reduce((total, { jobs }) => total + jobs, 0);
  return { values: listed, leftOut: sum(groups) - sum(listed) };
}

function countHaving({ encoding }: ColumnValues, among: Bits): number {
  const having = new Uint32Array(among.length);
  encoding.match({ test: (value) => value !== undefined, isPresence: true }, having);
  intersect(having, among);
  return countBits(having);
}

function groupsOf(column: Column, encoding: CodeColumn, among: Bits): readonly Group[] {
  const groups = new Map<Comparable | undefined, Group>();
  encoding.count(among, (value, jobs) => {
    const key = value === undefined ? undefined : comparable(column, value);
    const group = groups.get(key);
    if (group) group.jobs += jobs;
    else groups.set(key, { key, value, jobs });
  });
  return [...groups.values()];
}

/** Sorts only what can be listed: there may be hundreds of thousands. */
function mostFrequent(groups: readonly Group[]): Group[] {
  const counts = Uint32Array.from(groups, ({ jobs }) => jobs).sort();
  const least = counts[Math.max(0, counts.length - FACET_VALUES)] ?? 0;
  return groups
    .filter(({ jobs }) => jobs >= least)
    .sort((left, right) => right.jobs - left.jobs || inOrder(left.key, right.key))
    .slice(0, FACET_VALUES);
}

function inOrder(left: Comparable | undefined, right: Comparable | undefined): number {
  if (left === undefined || right === undefined) return Number(left === undefined) - Number(right === undefined);
  if (typeof left !== typeof right) return typeof left === 'number' ? -1 : 1;
  return left < right ? -1 : left > right ? 1 : 0;
}
