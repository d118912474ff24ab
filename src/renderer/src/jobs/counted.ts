import type { JobRow, Live, OutcomeTotal } from '../data/history';
import type { FacetValue } from '../data/mirror/types';
import { columnSet, type ColumnId } from '../domain/columns';
import { NO_FILTER } from '../domain/filter';
import type { Finder } from './list-source.svelte';
import { OUTCOME } from './tokens';

/** The columns of the catalogue, without those that AWS has begun to send since. */
const KNOWN = columnSet();

/** Paths of members that AWS sends and the catalogue does not know, as far as these rows and `more` tell; in alphabetical order. */
export function furtherPaths(rows: readonly JobRow[], more: readonly string[]): readonly string[] {
  const paths = new Set(more);
  for (const { values } of rows) {
    for (const path in values) if (KNOWN.find(path) === undefined) paths.add(path);
  }
  return [...paths].sort();
}

/** Every state that some job is in, with how many jobs of it fit; none where nothing was counted of it. */
export function statesCounted(
  totals: readonly OutcomeTotal[],
  counted: readonly FacetValue[],
): readonly OutcomeTotal[] {
  const jobs = new Map(counted.map((facet) => [facet.value, facet.jobs]));
  return totals.map(({ outcomeKey }) => ({ outcomeKey, jobs: jobs.get(outcomeKey) ?? 0 }));
}

/** How many jobs stand in each outcome, whatever the filter, as the index counts them. */
export function totalsFrom(finder: Finder): Live<readonly OutcomeTotal[]> {
  const all = finder.watch({ filter: NO_FILTER, sort: [], from: 0, count: 0, facets: [OUTCOME] });
  return {
    subscribe: (listener) =>
      all.subscribe((state) => {
        if (state.status !== 'ready') {
          listener(state);
          return;
        }
        const counted = state.value.facets[OUTCOME] ?? [];
        const totals = counted.flatMap(({ value, jobs }) => (value === undefined ? [] : [{ outcomeKey: value, jobs }]));
        listener({ status: 'ready', value: totals });
      }),
  };
}

/** Columns to count, each once. */
export function eachOnce(columns: readonly ColumnId[]): readonly ColumnId[] {
  return [...new Set(columns)];
}
