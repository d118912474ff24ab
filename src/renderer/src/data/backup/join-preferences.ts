import type { Shelf } from '../history/shelf';

/* Joining the small settings that another history holds: what was made by hand is added, what is merely set stays as it is here. */

type Joining = (own: unknown, other: unknown) => unknown;

/** Settings that are collections; of all others, the own one stays. */
const JOINING: ReadonlyMap<string, Joining> = new Map<string, Joining>([
  ['jobs-views', joinViews],
  ['sync-sets', (own, other) => [...listOf(own), ...unknownOf(own, other, 'id')]],
  ['following', joinFollowing],
]);

/** Writes the settings of another history where this one has none of that name, or adds to it. */
export async function joinPreference(shelf: Shelf, name: string, value: unknown): Promise<void> {
  const own = await shelf.preference(name);
  if (own === undefined) {
    await shelf.putPreference(name, value);
    return;
  }
  const joined = JOINING.get(name)?.(own, value) ?? own;
  if (JSON.stringify(joined) !== JSON.stringify(own)) await shelf.putPreference(name, joined);
}

/** Views by their names, which nobody uses twice; their ids are numbers that two histories both have. */
function joinViews(own: unknown, other: unknown): unknown {
  const views = listOf(own);
  const highest = views.reduce((most, view) => Math.max(most, numberOf(view)), 0);
  return [...views, ...unknownOf(own, other, 'name').map((view, at) => ({ ...view, id: `own-${highest + 1 + at}` }))];
}

function numberOf({ id }: Item): number {
  return Number(/^own-(\d+)$/.exec(typeof id === 'string' ? id : '')?.[1] ?? 0);
}

/** What is watched there is watched here; what was told there need not be told again. */
function joinFollowing(own: unknown, other: unknown): unknown {
  if (!isItem(own) || !isItem(other)) return own;
  const targets = new Set(listOf(own['watches']).map(({ target }) => JSON.stringify(target)));
  const more = listOf(other['watches']).filter(({ target }) => !targets.has(JSON.stringify(target)));
  return { ...own, watches: [...listOf(own['watches']), ...more] };
}

type Item = Readonly<Record<string, unknown>>;

function unknownOf(own: unknown, other: unknown, name: string): readonly Item[] {
  const known = new Set(listOf(own).map((item) => fold(item[name])));
  return listOf(other).filter((item) => !known.has(fold(item[name])));
}

function fold(value: unknown): string {
  return typeof value === 'string' ? value.toLowerCase() : '';
}

function listOf(value: unknown): readonly Item[] {
  return Array.isArray(value) ? value.filter(isItem) : [];
}

function isItem(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
