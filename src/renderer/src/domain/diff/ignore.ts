import type { ComparingSettings } from '../../../../preload/contract/settings';
import { fieldOf } from '../fields';
import { derivedLabel } from './derived';
import type { ComparisonRow, DerivedRow, Nature } from './types';

/** Classes that can be ignored as a whole. What should never happen cannot: it would be hidden together with what nobody thought of. */
export type IgnorableNature = ComparingSettings['ignoredClasses'][number];
export const IGNORABLE_NATURES: readonly IgnorableNature[] = ['notable', 'newly-reported', 'expected', 'own'];

/** Differences that somebody does not want to be told of. Pure data: what views, sets and exports ask is {@link isIgnored}. */
export interface IgnoreRules {
  /** Paths of members, each with all that stands in it (`CreatedBy` means the plan and the rule, too), or of derived rows (`[duration]`). */
  readonly fields: readonly string[];
  readonly classes: readonly IgnorableNature[];
}

export const NO_RULES: IgnoreRules = { fields: [], classes: [] };

/** Whether rules leave a difference out. Ask of differences only: what is the same is not told anyway. `nature` may be left out where there is none. */
export function isIgnored(
  { fields, classes }: IgnoreRules,
  { path, nature }: Pick<ComparisonRow, 'path'> & { readonly nature?: Nature },
): boolean {
  return (
    fields.some((field) => path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}["`)) ||
    classes.some((name) => name === nature)
  );
}

/** How many differences rules leave out. */
export function countIgnored(rules: IgnoreRules, rows: readonly (ComparisonRow | DerivedRow)[]): number {
  return rows.filter((row) => row.change !== 'same' && isIgnored(rules, row)).length;
}

/** Rules that also ignore a member. */
export function ignoringField(rules: IgnoreRules, path: string): IgnoreRules {
  return rules.fields.includes(path) ? rules : { ...rules, fields: [...rules.fields, path] };
}

/** Rules that ignore a class, or do so no longer. */
export function togglingClass(rules: IgnoreRules, name: IgnorableNature): IgnoreRules {
  const { classes } = rules;
  return {
    ...rules,
    classes: classes.includes(name) ? classes.filter((other) => other !== name) : [...classes, name],
  };
}

/** Rules that no longer ignore a member. */
export function heedingField(rules: IgnoreRules, path: string): IgnoreRules {
  return { ...rules, fields: rules.fields.filter((field) => field !== path) };
}

export function hasRules({ fields, classes }: IgnoreRules): boolean {
  return fields.length > 0 || classes.length > 0;
}

/** What an ignored path is called; a member that nobody knows by its own path. */
export function ignoredLabel(path: string): string {
  return derivedLabel(path) ?? fieldOf(path)?.label ?? path;
}
