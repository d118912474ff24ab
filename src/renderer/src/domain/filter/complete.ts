import { nameOf, type Column, type ColumnKind, type ColumnSet } from '../columns';
import { foldText } from '../columns/comparable';
import { comparisonOf, KIND_TRAITS } from '../columns/kinds';
import { OUTCOME_KEYS } from '../columns/outcome-keys';
import { outcomeLabel } from '../outcome';
import { printValue } from './print';
import { scanFilter, type ScannedToken, type ScannedWord, type Span } from './scan';
import { OPERATORS } from './tokens';
import type { Operator } from './types';

/** Something that may be typed next. */
export interface Completion {
  readonly kind: 'column' | 'operator' | 'value';
  /** What goes into the text. */
  readonly insert: string;
  readonly label: string;
  /** What it is, for people: a column's help, an operator's meaning, how many jobs have the value. */
  readonly detail: string;
}

/** What may stand in a stretch of the text instead of what does. */
export interface Completions extends Span {
  readonly items: readonly Completion[];
}

/** A value and how many jobs have it, most frequent first: facets of a list's answer are such. */
export type KnownValues = Readonly<
  Record<string, readonly { readonly value: string | undefined; readonly jobs: number }[]>
>;

/** As many as can be looked over. */
const MAX_ITEMS = 30;

const PRESENCE = [
  { name: 'has', detail: 'Jobs that have a value there' },
  { name: 'no', detail: 'Jobs without a value there' },
] as const;

const MEANINGS: Readonly<Record<Exclude<Operator, 'present' | 'absent'>, string>> = {
  ':': 'holds',
  '!:': 'does not hold',
  '=': 'is',
  '!=': 'is not',
  '^': 'begins with',
  '<': 'less than',
  '<=': 'at most',
  '>': 'more than',
  '>=': 'at least',
};

/**
 * What may be typed at a place in a filter's text.
 * @param caret place in the text, from 0 to its length
 * @param values values of columns to offer, as far as they are known
 */
export function completeFilter(text: string, caret: number, columns: ColumnSet, values: KnownValues): Completions {
  const part = scanFilter(text, columns).find(({ from, to }) => from <= caret && caret <= to);
  if (!part) return { from: caret, to: caret, items: columnItems('', columns, ':') };
  return part.kind === 'word' ? completeWord(part, text, caret, columns) : completeToken(part, caret, columns, values);
}

function completeWord({ from, to }: ScannedWord, text: string, caret: number, columns: ColumnSet): Completions {
  const nameFrom = text[from] === '-' && caret > from ? from + 1 : from;
  const column = caret === to ? columns.named(text.slice(nameFrom, to)) : undefined;
  const name = text.slice(nameFrom, to);
  const operators = column ? operatorItems(column).map((item) => ({ ...item, insert: name + item.insert })) : [];
  const others = columnItems(text.slice(nameFrom, caret), columns, ':').filter(({ insert }) => insert !== `${name}:`);
  return { from: nameFrom, to, items: [...operators, ...others].slice(0, MAX_ITEMS) };
}

function completeToken(token: ScannedToken, caret: number, columns: ColumnSet, values: KnownValues): Completions {
  const { name, operatorSpan } = token;
  if (caret <= name.to) {
    const typed = name.quoted ? name.text : name.text.slice(0, Math.max(0, caret - name.from));
    return { from: name.from, to: name.to, items: columnItems(typed, columns, '') };
  }
  const column = name.quoted ? columns.find(name.text) : columns.named(name.text);
  if (caret < operatorSpan.to) return { ...spanOf(operatorSpan), items: column ? operatorItems(column) : [] };
  const value = token.values.find(({ from, to }) => from <= caret && caret <= to);
  const place = value ? spanOf(value) : { from: caret, to: caret };
  const typed = value ? (value.quoted ? value.text : value.text.slice(0, caret - value.from)) : '';
  if (!name.quoted && PRESENCE.some((presence) => presence.name === name.text.toLowerCase())) {
    return { ...place, items: columnItems(typed, columns, '').filter(({ insert }) => !isPresence(insert)) };
  }
  return { ...place, items: column ? valueItems(column, typed, values) : [] };
}

function spanOf({ from, to }: Span): Span {
  return { from, to };
}

function isPresence(name: string): boolean {
  return PRESENCE.some((presence) => presence.name === name);
}

/** Columns whose names begin with what was typed, then those that hold it, then those whose label does. */
function columnItems(typed: string, columns: ColumnSet, after: string): Completion[] {
  const wanted = foldText(typed);
  const distance = (names: readonly string[], label: string): number => {
    if (names.some((name) => foldText(name).startsWith(wanted))) return 0;
    if (names.some((name) => foldText(name).includes(wanted))) return 1;
    return foldText(label).includes(wanted) ? 2 : 3;
  };
  const all = columns.all.map((column) => ({
    rank: distance([...column.aliases, column.id], column.label),
    item: { kind: 'column' as const, insert: nameOf(column) + after, label: column.label, detail: column.help },
  }));
  const presence = PRESENCE.map(({ name, detail }) => ({
    rank: distance([name], ''),
    item: { kind: 'column' as const, insert: `${name}:`, label: name, detail },
  }));
  return [...all, ...presence]
    .filter(({ rank }) => rank < 3)
    .sort((left, right) => left.rank - right.rank)
    .slice(0, MAX_ITEMS)
    .map(({ item }) => item);
}

function operatorItems({ kind, label }: Column): Completion[] {
  return OPERATORS[comparisonOf(kind)].flatMap((operator) => {
    if (operator === 'present' || operator === 'absent') return [];
    return [{ kind: 'operator', insert: operator, label: operator, detail: `${label} ${MEANINGS[operator]} …` }];
  });
}

/** What is often asked for, by kind; shown where no value is known. */
const USUAL: Partial<Record<ColumnKind, readonly string[]>> = {
  age: ['1h', '1d', '7d', '30d'],
  bytes: ['1GiB', '100GiB', '1TiB'],
  days: ['7', '35', '365', 'never'],
  duration: ['30m', '1h', '6h', '1d'],
  flag: ['yes', 'no'],
  instant: ['today', 'yesterday', 'last night', '-12h', '-7d', '-30d'],
  outcome: OUTCOME_KEYS.filter((key) => key !== 'other'),
  rate: ['1MB/s', '10MB/s', '100MB/s'],
};

function valueItems(column: Column, typed: string, known: KnownValues): Completion[] {
  const wanted = foldText(typed);
  const counted = (Object.hasOwn(known, column.id) ? (known[column.id] ?? []) : []).flatMap(({ value, jobs }) =>
    value === undefined ? [] : [{ value, detail: `${jobs} ${jobs === 1 ? 'job' : 'jobs'}` }],
  );
  // Values of times and sizes are each of one job: what is usual says more.
  const isCounted = comparisonOf(column.kind) !== 'number' || column.kind === 'count' || column.kind === 'days';
  const usual = (USUAL[column.kind] ?? []).map((value) => ({ value, detail: KIND_TRAITS[column.kind].expects }));
  const offered = isCounted && counted.length > 0 ? counted : usual;
  return offered
    .filter(({ value }) => foldText(value).includes(wanted))
    .slice(0, MAX_ITEMS)
    .map(({ value, detail }) => ({
      kind: 'value',
      insert: printValue(value, false),
      label: column.kind === 'outcome' ? outcomeLabel(value) : value,
      detail,
    }));
}
