import type { Change, ComparisonRow, DerivedRow, Nature } from './types';

/** Classes in the order in which they are read: first what needs somebody. */
export const NATURES_IN_ORDER = [
  'never',
  'notable',
  'newly-reported',
  'expected',
  'own',
] as const satisfies readonly Nature[];

const RANKS = new Map<Nature, number>(NATURES_IN_ORDER.map((nature, rank) => [nature, rank]));

/** Where a row stands among others of its kind: differences by class, then what is the same. */
export function readingRank({ change, nature }: { readonly change: Change; readonly nature: Nature }): number {
  return change === 'same' ? NATURES_IN_ORDER.length : (RANKS.get(nature) ?? 0);
}

/** Rows as they are read: by class, within it in catalogue order; what is worked out after the members of its class. */
export function inReadingOrder(
  rows: readonly ComparisonRow[],
  derived: readonly DerivedRow[],
): readonly (ComparisonRow | DerivedRow)[] {
  return [...rows, ...derived].sort((a, b) => readingRank(a) - readingRank(b));
}
