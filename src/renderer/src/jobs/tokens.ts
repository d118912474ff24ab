import type { ColumnId } from '../domain/columns';
import { foldName } from '../domain/columns/comparable';
import { OUTCOME_KEYS } from '../domain/columns/outcome-keys';
import type { Filter, FilterToken, Operator } from '../domain/filter/types';
import { isOtherOutcome, outcomeLabel } from '../domain/outcome';
import { sameToken } from './view';

/** The column whose values stand as chips above the list. */
export const OUTCOME: ColumnId = 'outcome';

/** The values that a filter asks for (`=`) or leaves out (`!=`) in one column; none where it does neither. */
export function valuesOf(filter: Filter, column: ColumnId, operator: '=' | '!='): readonly string[] {
  return filter.tokens.find((token) => token.column === column && token.operator === operator)?.values ?? [];
}

/** The filter with a value asked for, or left out, or no longer. A value is never both: the other token loses it. */
export function valueToggled(filter: Filter, column: ColumnId, operator: '=' | '!=', value: string): Filter {
  const before = valuesOf(filter, column, operator);
  const isOn = before.includes(value);
  const values = isOn ? before.filter((other) => other !== value) : [...before, value];
  const other = operator === '=' ? '!=' : '=';
  const rest = valuesOf(filter, column, other).filter((one) => one !== value);
  return withValues(withValues(filter, column, other, rest), column, operator, values);
}

/** The filter with exactly these values in a column's token of this operator; without any the token goes. */
export function withValues(filter: Filter, column: ColumnId, operator: Operator, values: readonly string[]): Filter {
  const at = filter.tokens.findIndex((token) => token.column === column && token.operator === operator);
  if (values.length === 0) return at < 0 ? filter : { ...filter, tokens: filter.tokens.toSpliced(at, 1) };
  const token: FilterToken = { column, operator, values };
  return { ...filter, tokens: at < 0 ? [...filter.tokens, token] : filter.tokens.with(at, token) };
}

/** The filter with more tokens; one that is there already is not put twice. */
export function withTokens(filter: Filter, more: readonly FilterToken[]): Filter {
  const fresh = more.filter((token) => !filter.tokens.some((other) => sameToken(other, token)));
  return fresh.length === 0 ? filter : { ...filter, tokens: [...filter.tokens, ...fresh] };
}

/** The filter without a token. */
export function withoutToken(filter: Filter, token: FilterToken): Filter {
  return { ...filter, tokens: filter.tokens.filter((other) => other !== token) };
}

/** Whether a token is told by the chips of states already, which go by keys. */
export function isStateChip({ column, operator, values }: FilterToken): boolean {
  return (
    column === OUTCOME && operator === '=' && values.every((value) => OUTCOMES.has(value) || isOtherOutcome(value))
  );
}

/** The filter with outcomes by their keys, however they were typed: that is what chips and the history go by. */
export function withOutcomeKeys(filter: Filter): Filter {
  const typed = filter.tokens.filter(
    ({ column, operator }) => column === OUTCOME && (operator === '=' || operator === '!='),
  );
  return typed.reduce((before, token) => {
    const values = [...new Set(token.values.map(outcomeKeyOf))];
    const isSame = values.every((value, at) => value === token.values[at]) && values.length === token.values.length;
    return isSame
      ? before
      : { ...before, tokens: before.tokens.map((each) => (each === token ? { ...token, values } : each)) };
  }, filter);
}

const OUTCOMES: ReadonlySet<string> = new Set(OUTCOME_KEYS);

function outcomeKeyOf(typed: string): string {
  const name = foldName(typed);
  return OUTCOME_KEYS.find((key) => foldName(key) === name || foldName(outcomeLabel(key)) === name) ?? typed;
}

/** Whether a filter leaves anything out. */
export function narrows({ text, tokens }: Filter): boolean {
  return text.trim() !== '' || tokens.length > 0;
}

const IN_WORDS: Readonly<Record<Operator, string>> = {
  '=': 'is',
  '!=': 'is not',
  ':': 'contains',
  '!:': 'does not contain',
  '^': 'begins with',
  '<': 'less than',
  '<=': 'at most',
  '>': 'more than',
  '>=': 'at least',
  present: 'is there',
  absent: 'is missing',
};

/** For instants less and more are earlier and later. */
const OF_TIME: Partial<Record<Operator, string>> = {
  '<': 'before',
  '<=': 'until',
  '>': 'after',
  '>=': 'since',
};

/** An operator as one would say it. */
export function operatorInWords(operator: Operator, ofTime: boolean): string {
  return (ofTime ? OF_TIME[operator] : undefined) ?? IN_WORDS[operator];
}
