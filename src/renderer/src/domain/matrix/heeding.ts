import type { CopyJobReading } from '../copy-job';
import { compareReadings, TWO_JOBS } from '../diff';
import { isIgnored, type IgnoreRules } from '../diff/ignore';
import { ONE_JOB } from '../diff/one-job';
import type { Nature } from '../diff/types';
import type { Marking, MatrixRow } from './matrix';

/** Members over many columns as ignore rules leave them, and how many they leave out. */
export interface HeededRows {
  readonly rows: readonly MatrixRow[];
  readonly hidden: number;
}

/**
 * Applies ignore rules to what differs between many columns. A class leaves a member out only if all its differences from one column to the next are of
 * classes that are ignored: one that is not would be hidden with the others.
 */
export function heedRules(
  rows: readonly MatrixRow[],
  columns: readonly (CopyJobReading | undefined)[],
  marking: Marking,
  rules: IgnoreRules,
): HeededRows {
  const natures = rules.classes.length === 0 ? undefined : naturesOf(columns, marking);
  const left = rows.filter(({ path }) => {
    if (isIgnored(rules, { path })) return false;
    const found = [...(natures?.get(path) ?? [])];
    return found.length === 0 || !found.every((nature) => isIgnored(rules, { path, nature }));
  });
  return { rows: left, hidden: rows.length - left.length };
}

/** The classes of the differences of each member from one column that can be read to the next. */
function naturesOf(
  columns: readonly (CopyJobReading | undefined)[],
  marking: Marking,
): ReadonlyMap<string, ReadonlySet<Nature>> {
  const readable = columns.filter((reading) => reading !== undefined);
  const found = new Map<string, Set<Nature>>();
  for (const [place, reading] of readable.entries()) {
    const before = readable[place - 1];
    if (before === undefined) continue;
    for (const { path, nature } of compareReadings(before, reading, marking === 'steps' ? ONE_JOB : TWO_JOBS)
      .differences) {
      const natures = found.get(path);
      if (natures === undefined) found.set(path, new Set([nature]));
      else natures.add(nature);
    }
  }
  return found;
}
