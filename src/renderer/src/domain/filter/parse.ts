import type { ColumnSet } from '../columns';
import { scanFilter, type ScannedToken, type ScannedValue, type Span } from './scan';
import { unknownColumn } from './tokens';
import type { Filter, FilterProblem, FilterToken, Operator } from './types';

/** A problem and where it is in the text. */
export type TextProblem = FilterProblem & Span;

/** A filter read from its text. */
export interface ParsedFilter {
  readonly filter: Filter;
  /** What cannot be read. Whether values mean something is for `compileFilter` to say. */
  readonly problems: readonly TextProblem[];
  /** Where in the text each token of the filter stands. */
  readonly places: readonly Span[];
}

/** `has:size` and `no:size` ask whether there is a value at all. */
const PRESENCE: ReadonlyMap<string, 'present' | 'absent'> = new Map([
  ['has', 'present'],
  ['no', 'absent'],
]);

/** What a minus in front makes of an operator. The others have no opposite: a job without a size is neither less nor more. */
const OPPOSITES: ReadonlyMap<Operator, Operator> = new Map([
  ['=', '!='],
  ['!=', '='],
  [':', '!:'],
  ['!:', ':'],
  ['present', 'absent'],
  ['absent', 'present'],
]);

/** Reads a filter from the text somebody typed. Never throws: whatever the text, there is a filter, and problems where there are. */
export function parseFilter(text: string, columns: ColumnSet): ParsedFilter {
  const tokens: FilterToken[] = [];
  const problems: TextProblem[] = [];
  const places: Span[] = [];
  const words: string[] = [];
  for (const part of scanFilter(text, columns)) {
    const { from, to } = part;
    if (part.unclosed)
      problems.push({ code: 'unclosed-quote', message: 'A quote has no end. Add another ".', from, to });
    if (part.kind === 'word') {
      words.push(part.text);
      continue;
    }
    const read = tokensOf(part, columns);
    if ('code' in read) {
      problems.push({ ...read, from, to });
      continue;
    }
    for (const { token, at } of read) {
      const place = tokens.push(token) - 1;
      places.push({ from, to });
      if (columns.find(token.column)) continue;
      const { problem } = unknownColumn(token.column, columns, problems.length);
      problems.push({ ...problem, token: place, from: at.from, to: at.to });
    }
  }
  return { filter: { text: words.join(' '), tokens }, problems, places };
}

type Read = readonly { readonly token: FilterToken; readonly at: Span }[];

function tokensOf(part: ScannedToken, columns: ColumnSet): Read | FilterProblem {
  const { name, negated, values } = part;
  const presence = name.quoted ? undefined : PRESENCE.get(name.text.toLowerCase());
  if (presence !== undefined && (part.operator === ':' || part.operator === '=')) {
    if (values.length === 0) return { code: 'missing-value', message: `Name a column: ${name.text}:size.` };
    const operator = negated ? (OPPOSITES.get(presence) ?? presence) : presence;
    return values.map((value) => ({ token: { column: idOf(value, columns), operator, values: [] }, at: value }));
  }
  const operator = negated ? OPPOSITES.get(part.operator) : part.operator;
  if (operator === undefined) {
    const message = `“-” has no meaning with “${part.operator}”. Turn the sign round instead; jobs without a value fit neither.`;
    return { code: 'operator', message };
  }
  return [{ token: { column: idOf(name, columns), operator, values: values.map(({ text }) => text) }, at: name }];
}

/** A name in quotes is an id as it stands. One that no column has is kept, for whoever corrects it. */
function idOf({ text, quoted }: ScannedValue, columns: ColumnSet): string {
  return quoted ? text : (columns.named(text)?.id ?? text);
}
