/** Which rows are selected: those named, or (`all`) every row but those named. Keys of rows, whatever their places. */
export interface Selection {
  readonly all: boolean;
  readonly keys: ReadonlySet<string>;
}

export const NOTHING_SELECTED: Selection = { all: false, keys: new Set() };
export const ALL_SELECTED: Selection = { all: true, keys: new Set() };

export function isSelected({ all, keys }: Selection, key: string): boolean {
  return keys.has(key) !== all;
}

/** How many of `total` rows are selected. */
export function selectedCount({ all, keys }: Selection, total: number): number {
  return all ? Math.max(total - keys.size, 0) : keys.size;
}

export function toggled({ all, keys }: Selection, key: string): Selection {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return { all, keys: next };
}

/** The selection with these rows in it. */
export function including({ all, keys }: Selection, more: readonly string[]): Selection {
  const next = new Set(keys);
  for (const key of more) {
    if (all) next.delete(key);
    else next.add(key);
  }
  return { all, keys: next };
}
