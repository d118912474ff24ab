/** What LevelDB wrote down: that a key was given a value, or deleted. */
export interface Entry {
  readonly key: Uint8Array;
  /** Undefined: deleted. */
  readonly value: Uint8Array | undefined;
  /** Of two entries about one key the one with the higher number holds. */
  readonly sequence: number;
}

/** What is passed over because it is damaged is told, once each. */
export type OnDamage = () => void;

const PUT = 1;
const DELETE = 0;

/** The entry of a kind; undefined: there is no such kind. */
export function entryOf(kind: number, key: Uint8Array, value: Uint8Array, sequence: number): Entry | undefined {
  if (kind === PUT) return { key, value, sequence };
  return kind === DELETE ? { key, value: undefined, sequence } : undefined;
}

export const isPut = (kind: number): boolean => kind === PUT;
