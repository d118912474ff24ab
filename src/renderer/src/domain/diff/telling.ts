import { isIgnored, type IgnoreRules } from './ignore';
import type { Comparison, ComparisonRow, DerivedRow } from './types';

/** A comparison as ignore rules leave it. */
export interface Telling {
  readonly differences: readonly ComparisonRow[];
  /** Worked out and not the same on both sides. */
  readonly derived: readonly DerivedRow[];
  /** How many differences the rules leave out. */
  readonly hidden: number;
  /** Of the differences that are left, and of no others. */
  readonly summary: string;
}

/** Applies ignore rules to a comparison. Nothing that they leave out is spoken of, only counted. */
export function tell(comparison: Comparison, rules: IgnoreRules): Telling {
  const differences = comparison.differences.filter((row) => !isIgnored(rules, row));
  const different = comparison.derived.filter(({ change }) => change !== 'same');
  const derived = different.filter((row) => !isIgnored(rules, row));
  const left = comparison.differences.length - differences.length;
  const hidden = left + different.length - derived.length;
  const summary =
    left === 0
      ? comparison.summary
      : differences.length === 0
        ? 'Nothing differs but what the ignore rules leave out.'
        : comparison.summarise(differences);
  return { differences, derived, hidden, summary };
}
