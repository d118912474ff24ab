import type { CopyJobReading } from '../copy-job';
import { walk } from '../diff/walk';
import { describePath, positionOf } from '../fields';
import { canonicalText, isJsonObject, keysOf, type Json } from '../json';

/** One member over all columns. */
export interface MatrixRow {
  readonly path: string;
  readonly label: string;
  /** In the order of the columns; undefined: not there, or the column could not be read. */
  readonly values: readonly (Json | undefined)[];
  /** Whether the value is worth a mark; see {@link Marking}. */
  readonly marked: readonly boolean[];
}

/** A member that says the same in every column. */
export interface SharedMember {
  readonly path: string;
  readonly label: string;
  readonly value: Json;
}

export interface Matrix {
  /** Members that differ somewhere, and no others, in catalogue order. */
  readonly rows: readonly MatrixRow[];
  readonly shared: readonly SharedMember[];
}

/**
 * What is marked. `steps`: what is otherwise than in the column before, for answers one after the other. `minority`: what is otherwise than
 * most, for jobs beside each other; where no value is more frequent than the others nothing is.
 */
export type Marking = 'steps' | 'minority';

/**
 * Many readings beside each other. Columns that cannot be read are undefined and say nothing: they are neither a difference nor alike. Numbers that
 * are equal in value are equal, as for the digest.
 */
export function matrixOf(columns: readonly (CopyJobReading | undefined)[], marking: Marking): Matrix {
  const readable = columns.flatMap((reading, at) => (reading === undefined ? [] : { reading, at }));
  // A value differs somewhere exactly if it differs from one column to the next: neighbours alone are compared.
  const steps = new Map<string, boolean[]>();
  for (const [place, { reading, at }] of readable.entries()) {
    const before = readable[place - 1];
    if (before === undefined) continue;
    walk(before.reading, reading, false, ({ path }) => {
      let marked = steps.get(path);
      if (marked === undefined) steps.set(path, (marked = Array<boolean>(columns.length).fill(false)));
      marked[at] = true;
    });
  }
  const rows = [...steps].map(([path, marked]): MatrixRow => {
    const values = columns.map((reading) => reading && memberAt(reading, path));
    return {
      path,
      label: describePath(path).label,
      values,
      marked: marking === 'steps' ? marked : unlikeMost(values, readable),
    };
  });
  const shared = (readable[0]?.reading.members ?? [])
    .filter(({ path }) => !steps.has(path))
    .map(({ path, value }) => ({ path, label: describePath(path).label, value }));
  // Stable: entries of one map and unknown members keep the order in which they came.
  return { rows: rows.sort((a, b) => positionOf(a.path) - positionOf(b.path)), shared };
}

/** A member's value; an object that has members is none itself, its members are. */
function memberAt(reading: CopyJobReading, path: string): Json | undefined {
  const value = reading.valueAt(path);
  return isJsonObject(value) && keysOf(value).length > 0 ? undefined : value;
}

function unlikeMost(
  values: readonly (Json | undefined)[],
  readable: readonly { readonly at: number }[],
): readonly boolean[] {
  const spelled = new Map(readable.map(({ at }) => [at, spell(values[at])]));
  const usual = mostFrequent([...spelled.values()]);
  return values.map((_, at) => spelled.has(at) && usual !== undefined && spelled.get(at) !== usual);
}

/** One text for each value; texts are told from everything else, and all of it from nothing. */
function spell(value: Json | undefined): string {
  return value === undefined ? '' : typeof value === 'string' ? `"${value}` : canonicalText(value);
}

/** Undefined where two are as frequent. */
function mostFrequent(texts: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const [first, second] = [...counts].sort((a, b) => b[1] - a[1]);
  return first === undefined || first[1] === second?.[1] ? undefined : first[0];
}
