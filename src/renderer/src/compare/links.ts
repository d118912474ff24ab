import { writeCompareLink, type JobViewKind } from '../../../preload/contract/compare-link';
import type { SetsLink } from '../../../preload/contract/sets-link';
import { columnSet, type ColumnSet } from '../domain/columns';
import { parseFilter, printFilter, type Filter } from '../domain/filter';
import type { MeasureContext } from '../domain/filter/measure-types';
import { pinned } from '../domain/filter/pinned';
import { parseJobKey, type JobKey } from '../domain/job-key';
import { SetsSetup } from './sets/setup.svelte';

/** The link to all answers, children or runs of a job; undefined if it has an id or a Region that no link can hold. */
export function jobViewLink(kind: JobViewKind, jobKey: JobKey): string | undefined {
  const job = parseJobKey(jobKey);
  return job && writeCompareLink({ kind, job });
}

/**
 * The link to a comparison of sets, with times written out: it means the same tomorrow, and elsewhere. Undefined if a filter is longer than
 * any link, or holds what no link can.
 */
export function setsLink(
  { filters, knownAt, pairing, threshold }: SetsSetup,
  columns: ColumnSet,
  context: MeasureContext,
): string | undefined {
  // Dates of a side of an earlier time count from then.
  const text = (filter: Filter, at: number | undefined): string =>
    printFilter(pinned(filter, columns, { ...context, now: at ?? context.now }), columns);
  const percent = Math.round(threshold * 100);
  return writeCompareLink({
    ...{ kind: 'sets', pairing, percent: percent as SetsLink['percent'] },
    left: text(filters.left, knownAt.left),
    right: text(filters.right, knownAt.right),
    ...(knownAt.left !== undefined && { leftAt: knownAt.left }),
    ...(knownAt.right !== undefined && { rightAt: knownAt.right }),
  });
}

/** The two sets that a link names; undefined if one of its texts is no filter. A column that is not known (yet) is told where the filter is shown. */
export function setupOfLink({ pairing, percent, left, right, leftAt, rightAt }: SetsLink): SetsSetup | undefined {
  const columns = columnSet();
  const [one, other] = [left, right].map((text) => parseFilter(text, columns));
  if (one === undefined || other === undefined) return undefined;
  if ([...one.problems, ...other.problems].some(({ token }) => token === undefined)) return undefined;
  const knownAt = { left: leftAt, right: rightAt };
  const setup = new SetsSetup({ left: one.filter, right: other.filter, knownAt, pairing });
  setup.setThreshold(percent / 100);
  return setup;
}
