import type { FilterToken, Operator, SortKey } from '../domain/filter/types';
import { allowedWidth } from '../ui/grid/types';
import type { ListView, ShownColumn } from './view';

/** What is kept of a list from one start to the next. */
export interface StoredList {
  readonly view: ListView;
  /** Name of the saved view that it began as. */
  readonly viewId?: string;
  readonly density?: Density;
  readonly facets?: readonly string[];
  readonly facetsShown?: boolean;
}

/** Height of the rows in one list, where it differs from the settings. */
export type Density = 'comfortable' | 'compact';

/** A view with a name. */
export interface SavedView {
  readonly id: string;
  readonly name: string;
  readonly view: ListView;
}

/** More of anything than a person makes is no list of ours. */
const MOST = 500;
/** Longest name or value that is read: filters hold pasted texts, too. */
const LONGEST = 20_000;

const OPERATORS: ReadonlySet<string> = new Set<Operator>([
  '=',
  '!=',
  ':',
  '!:',
  '^',
  '<',
  '<=',
  '>',
  '>=',
  'present',
  'absent',
]);

/** Reads what was stored; undefined if it is not what this version stores. Members that are not understood fall back on their own. */
export function readStoredList(stored: unknown): StoredList | undefined {
  if (!isRecord(stored)) return undefined;
  const view = readView(stored['view']);
  if (view === undefined) return undefined;
  const { viewId, density, facets, facetsShown } = stored;
  return {
    view,
    ...(isText(viewId) ? { viewId } : {}),
    ...(density === 'comfortable' || density === 'compact' ? { density } : {}),
    ...(isListOf(facets, isText) ? { facets } : {}),
    ...(typeof facetsShown === 'boolean' ? { facetsShown } : {}),
  };
}

/** Reads saved views; what is none is passed over, and so is a second one of the same id. */
export function readSavedViews(stored: unknown): readonly SavedView[] {
  if (!Array.isArray(stored)) return [];
  const views = new Map<string, SavedView>();
  for (const item of stored.slice(0, MOST) as unknown[]) {
    if (!isRecord(item)) continue;
    const { id, name } = item;
    const view = readView(item['view']);
    if (isText(id) && isText(name) && view !== undefined && !views.has(id)) views.set(id, { id, name, view });
  }
  return [...views.values()];
}

function readView(stored: unknown): ListView | undefined {
  if (!isRecord(stored) || !isRecord(stored['filter'])) return undefined;
  const { columns, sort } = stored;
  const { text, tokens } = stored['filter'];
  if (typeof text !== 'string' || text.length > LONGEST || !isListOf(tokens, isToken)) return undefined;
  if (!isListOf(columns, isColumn) || columns.length === 0 || !isListOf(sort, isSortKey) || sort.length === 0) {
    return undefined;
  }
  const once = columns.filter(({ id }, at) => columns.findIndex((other) => other.id === id) === at);
  return {
    filter: { text, tokens },
    columns: once.map(({ id, width }) => ({ id, ...(width === undefined ? {} : { width: allowedWidth(width) }) })),
    sort,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= LONGEST;
}

function isListOf<T>(value: unknown, is: (item: unknown) => item is T): value is T[] {
  return Array.isArray(value) && value.length <= MOST && value.every(is);
}

function isColumn(value: unknown): value is ShownColumn {
  if (!isRecord(value) || !isText(value['id'])) return false;
  const { width } = value;
  return width === undefined || (typeof width === 'number' && Number.isFinite(width));
}

function isSortKey(value: unknown): value is SortKey {
  return isRecord(value) && isText(value['column']) && typeof value['descending'] === 'boolean';
}

function isToken(value: unknown): value is FilterToken {
  if (!isRecord(value) || !isText(value['column'])) return false;
  const { operator, values } = value;
  // An empty value is one: `name=""` asks for jobs whose name is empty.
  const isValue = (one: unknown): one is string => typeof one === 'string' && one.length <= LONGEST;
  return typeof operator === 'string' && OPERATORS.has(operator) && isListOf(values, isValue);
}
