/** What a tree is made of: something of the caller's, with a name that no other node has. */
export interface TreeNode<T> {
  readonly key: string;
  readonly item: T;
  readonly children: readonly TreeNode<T>[];
}

/** One node on screen. */
export interface TreeRow<T> {
  readonly key: string;
  readonly item: T;
  /** From 1, as `aria-level` counts. */
  readonly level: number;
  /** Place among its siblings, from 1, and how many these are. */
  readonly place: number;
  readonly siblings: number;
  /** Undefined: there is nothing below it. */
  readonly expanded: boolean | undefined;
  readonly parent: string | undefined;
}

/** The nodes that can be seen, from the top: those below a collapsed one are left out. */
export function visibleRows<T>(
  nodes: readonly TreeNode<T>[],
  collapsed: ReadonlySet<string>,
  level = 1,
  parent?: string,
): TreeRow<T>[] {
  return nodes.flatMap(({ key, item, children }, at) => {
    const expanded = children.length === 0 ? undefined : !collapsed.has(key);
    const row = { key, item, level, place: at + 1, siblings: nodes.length, expanded, parent };
    return [row, ...(expanded === true ? visibleRows(children, collapsed, level + 1, key) : [])];
  });
}

/** What a key does in a tree: the keyboard goes to another node, or a node opens or closes. */
export type TreeMove =
  { readonly to: string } | { readonly expand: readonly string[] } | { readonly collapse: readonly string[] };

/** What a key means on the row `at` (WAI-ARIA's pattern for trees); undefined: nothing. */
export function moveInTree<T>(
  rows: readonly TreeRow<T>[],
  at: string,
  key: string,
  nameOf: (item: T) => string,
): TreeMove | undefined {
  const index = rows.findIndex((row) => row.key === at);
  const row = rows[index];
  if (row === undefined) return undefined;
  const to = (goal: TreeRow<T> | undefined): TreeMove | undefined =>
    goal === undefined ? undefined : { to: goal.key };
  switch (key) {
    case 'ArrowDown':
      return to(rows[index + 1]);
    case 'ArrowUp':
      return to(rows[index - 1]);
    case 'Home':
      return to(rows[0]);
    case 'End':
      return to(rows.at(-1));
    case 'ArrowRight':
      if (row.expanded === false) return { expand: [row.key] };
      return row.expanded === true ? to(rows[index + 1]) : undefined;
    case 'ArrowLeft':
      if (row.expanded === true) return { collapse: [row.key] };
      return row.parent === undefined ? undefined : { to: row.parent };
    case '*':
      return { expand: rows.filter(({ parent }) => parent === row.parent).map((sibling) => sibling.key) };
  }
  if (!/^[\p{L}\p{N}]$/u.test(key)) return undefined;
  const beginsSo = ({ item }: TreeRow<T>): boolean => nameOf(item).toLowerCase().startsWith(key.toLowerCase());
  return to([...rows.slice(index + 1), ...rows.slice(0, index)].find(beginsSo));
}
