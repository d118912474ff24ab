import type { FacetValue } from '../data/mirror/types';
import { comparisonOf, KIND_TRAITS } from '../domain/columns/kinds';
import { nameOf, type Column, type ColumnId, type ColumnSet } from '../domain/columns';
import { OPERATORS } from '../domain/filter/tokens';
import type { Operator } from '../domain/filter/types';
import { OUTCOME_KEYS } from '../domain/columns/outcome-keys';
import { outcomeLabel } from '../domain/outcome';
import { operatorInWords } from './tokens';

/** One thing that may be meant: what the text would become, and how it is shown. */
export interface Suggestion {
  /** The whole text, with the suggestion in it. */
  readonly text: string;
  readonly label: string;
  readonly hint?: string;
  /** How many jobs have this value, where that is known. */
  readonly jobs?: number;
  /** Whether it ends a token: nothing more is needed for it to mean something. */
  readonly complete: boolean;
}

/** More than this many nobody reads; typing on narrows them. */
const MOST = 12;

const NAME_END = /(^|\s)(-?)([^\s"\\:=!<>^,]*)$/;
const VALUE_END = /(^|\s)(-?)([^\s"\\:=!<>^,]+)(!=|!:|<=|>=|[<>=:^])((?:"[^"]*",|[^\s",]*,)*)("?)([^",]*)$/;

/** Times that are asked for most, as they are typed. */
const USUAL_TIMES = ['today', 'yesterday', 'last night', '-24h', '-7d', '-30d'];

/** The column whose values are being typed at the end of a text; undefined while none are. */
export function columnBeingTyped(text: string, columns: ColumnSet): Column | undefined {
  const [, , , name] = VALUE_END.exec(text) ?? [];
  return name === undefined ? undefined : columns.named(name);
}

/**
 * What may come next at the end of a filter's text: columns, then operators, then values.
 * @param valuesIn values of a column with how many jobs have them, if that is known
 */
export function suggestionsFor(
  text: string,
  columns: ColumnSet,
  valuesIn: (column: ColumnId) => readonly FacetValue[] | undefined,
): readonly Suggestion[] {
  const value = VALUE_END.exec(text);
  const column = columnBeingTyped(text, columns);
  if (value !== null && column !== undefined) {
    const [whole, space = '', minus = '', name = '', sign = '', others = '', , typed = ''] = value;
    const before = text.slice(0, text.length - whole.length) + space + minus + name + sign + others;
    return valueSuggestions(column, sign, typed, valuesIn(column.id) ?? []).map((one) => ({
      ...one,
      text: before + one.text,
    }));
  }
  const name = NAME_END.exec(text);
  if (name === null) return [];
  const [whole, space = '', minus = '', typed = ''] = name;
  if (typed === '') return [];
  const before = text.slice(0, text.length - whole.length) + space + minus;
  const exact = columns.named(typed);
  const operators = exact === undefined ? [] : operatorSuggestions(exact, minus === '-');
  return [...operators, ...columnSuggestions(typed, columns, exact)]
    .slice(0, MOST)
    .map((one) => ({ ...one, text: before + one.text }));
}

function columnSuggestions(typed: string, columns: ColumnSet, except: Column | undefined): Suggestion[] {
  const wanted = typed.toLowerCase();
  const rank = (column: Column): number => {
    if (nameOf(column).toLowerCase().startsWith(wanted)) return 0;
    if (column.label.toLowerCase().startsWith(wanted)) return 1;
    const words = [...column.aliases, ...column.label.toLowerCase().split(' '), column.id.toLowerCase()];
    return words.some((word) => word.startsWith(wanted)) ? 2 : Infinity;
  };
  return columns.all
    .filter((column) => column !== except && rank(column) < Infinity)
    .sort((a, b) => rank(a) - rank(b))
    .map((column) => ({
      text: `${nameOf(column)}${usualSign(column)}`,
      label: column.label,
      hint: `${nameOf(column)}${usualSign(column)}`,
      complete: false,
    }));
}

function usualSign({ kind }: Column): Operator {
  const comparison = comparisonOf(kind);
  if (comparison === 'number') return '>=';
  return comparison === 'text' ? ':' : '=';
}

function operatorSuggestions(column: Column, negated: boolean): Suggestion[] {
  const name = nameOf(column);
  const ofTime = column.kind === 'instant';
  const signs = OPERATORS[comparisonOf(column.kind)].filter(
    (operator) => !negated || operator === '=' || operator === ':',
  );
  return signs.map((operator) => {
    const words = `${column.label} ${operatorInWords(operator, ofTime)}`;
    if (operator === 'present') return { text: `has:${name} `, label: words, hint: `has:${name}`, complete: true };
    if (operator === 'absent') return { text: `no:${name} `, label: words, hint: `no:${name}`, complete: true };
    return { text: `${name}${operator}`, label: `${words} …`, hint: `${name}${operator}`, complete: false };
  });
}

function valueSuggestions(column: Column, sign: string, typed: string, counted: readonly FacetValue[]): Suggestion[] {
  const wanted = typed.toLowerCase();
  const comparison = comparisonOf(column.kind);
  const suggest = (value: string, label: string, jobs?: number): Suggestion => ({
    text: `${quoted(value)} `,
    label,
    ...(jobs === undefined ? {} : { jobs }),
    complete: true,
  });
  const fits = ({ label }: Suggestion): boolean => label.toLowerCase().includes(wanted);
  if (column.kind === 'instant') {
    const times = sign === '=' || sign === ':' || sign.startsWith('!') ? USUAL_TIMES.slice(0, 3) : USUAL_TIMES;
    const offered = times.map((time) => suggest(time, time)).filter(fits);
    return offered.length > 0 || typed !== '' ? offered : [];
  }
  if (comparison === 'number') return typed === '' ? [example(column)] : [];
  if (comparison === 'flag' && counted.length === 0) return [suggest('yes', 'yes'), suggest('no', 'no')].filter(fits);
  const label = (value: string): string => (column.kind === 'outcome' ? outcomeLabel(value) : value);
  const values =
    counted.length === 0 && column.kind === 'outcome'
      ? OUTCOME_KEYS.filter((key) => key !== 'other').map((key) => suggest(key, outcomeLabel(key)))
      : counted.flatMap(({ value, jobs }) => (value === undefined ? [] : [suggest(value, label(value), jobs)]));
  return values.filter(fits).slice(0, MOST);
}

/** Nothing to choose, but what can be typed. */
function example({ kind }: Column): Suggestion {
  return { text: '', label: KIND_TRAITS[kind].expects, complete: false };
}

function quoted(value: string): string {
  return /^[^\s,"\\!<>=:^][^\s,"\\]*$/.test(value) ? value : `"${value.replace(/["\\]/g, '\\$&')}"`;
}
