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
  { filters, pairing, threshold }: SetsSetup,
  columns: ColumnSet,
  context: MeasureContext,
): string | undefined {
  const text = (filter: Filter): string => printFilter(pinned(filter, columns, context), columns);
  const percent = Math.round(threshold * 100);
  return writeCompareLink({
    ...{ kind: 'sets', pairing, percent: percent as SetsLink['percent'] },
    left: text(filters.left),
    right: text(filters.right),
  });
}

/** The two sets that a link names; undefined if one of its texts is no filter. A column that is not known (yet) is told where the filter is shown. */
export function setupOfLink({ pairing, percent, left, right }: SetsLink): SetsSetup | undefined {
  const columns = columnSet();
  const [one, other] = [left, right].map((text) => parseFilter(text, columns));
  if (one === undefined || other === undefined) return undefined;
  if ([...one.problems, ...other.problems].some(({ token }) => token === undefined)) return undefined;
  const setup = new SetsSetup({ left: one.filter, right: other.filter, pairing });
  setup.setThreshold(percent / 100);
  return setup;
}
