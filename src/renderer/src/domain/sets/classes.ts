/**
 * What can be said of a pair, or of a job that has no counterpart. What needs somebody first stands first; a pair stands in the list where the
 * first of its classes does. Left is the side compared with, right the side that is asked about: `new` is only right.
 *
 * - `newly-failing`: FAILED or PARTIAL right, and not so left
 * - `missing`: only left, although right was looked at
 * - `still-failing`: FAILED or PARTIAL on both sides
 * - `not-observed`: only on one side, and nobody looked at the other where and when it would have been
 * - `changed`: set up in another way
 * - `slower` `faster` `larger` `smaller`: by more than a threshold, of two that are COMPLETED
 * - `new`: only right, although left was looked at
 * - `recovered`: FAILED or PARTIAL left, COMPLETED right
 * - `unsettled`: right did not fail, and one of the two goes on, or is in a state that nobody knows
 * - `left-out`: only on one side; the other has a counterpart that its filter leaves out
 * - `unpaired`: nothing in the job says what its counterpart would be
 * - `same`: a pair of two that are COMPLETED, of which none of the above can be said
 */
export const SET_CLASSES = [
  'newly-failing',
  'missing',
  'still-failing',
  'not-observed',
  'changed',
  'slower',
  'larger',
  'new',
  'recovered',
  'unsettled',
  'faster',
  'smaller',
  'left-out',
  'unpaired',
  'same',
] as const;

export type SetClass = (typeof SET_CLASSES)[number];

/** Several classes as one number, a bit each. */
export type ClassBits = number;

const BITS = Object.fromEntries(SET_CLASSES.map((name, place) => [name, 1 << place])) as Readonly<
  Record<SetClass, ClassBits>
>;

export function bitOf(name: SetClass): ClassBits {
  return BITS[name];
}

/** The classes in a number, most important first. */
export function classesIn(bits: ClassBits): readonly SetClass[] {
  return SET_CLASSES.filter((name) => (bits & BITS[name]) !== 0);
}

/** How many lines are in each class. One line may be in several. */
export type ClassCounts = Readonly<Record<SetClass, number>>;

export function countClasses(lines: Iterable<{ readonly classes: ClassBits }>): ClassCounts {
  const counts = Object.fromEntries(SET_CLASSES.map((name) => [name, 0])) as Record<SetClass, number>;
  for (const { classes } of lines) {
    for (let rest = classes; rest !== 0; rest &= rest - 1) {
      const name = SET_CLASSES[31 - Math.clz32(rest & -rest)];
      if (name !== undefined) counts[name] += 1;
    }
  }
  return counts;
}
