import { comparisonOf, KIND_TRAITS, type Comparison } from '../columns/kinds';
import { foldName, foldText, numberOf, type Comparable } from '../columns/comparable';
import { OUTCOME_KEYS } from '../columns/outcome-keys';
import type { Column, ColumnSet } from '../columns';
import { outcomeLabel } from '../outcome';
import type { Measure, MeasureContext } from './measure-types';
import { isRange, measureOf } from './measures';
import type { FilterProblem, FilterToken, Operator } from './types';

/** What a filter is read with. */
export interface FilterContext extends MeasureContext {
  readonly columns: ColumnSet;
}

/** A token made ready to be asked about many values. */
export interface CompiledToken {
  readonly column: Column;
  /** Whether a value, as `comparable` gives it, fits; undefined for a job without one. */
  readonly test: (value: Comparable | undefined) => boolean;
  /**
   * Folded texts of which a value must hold one, for `test` to differ from what it says of a job without a value. Undefined
   * where no text can be named. Whoever keeps many texts finds the few worth testing by them.
   */
  readonly needles?: readonly string[];
  /** True where `test` asks only whether there is a value. */
  readonly isPresence?: true;
  /** Whether it means something else as time goes by. */
  readonly movesWithTime: boolean;
}

export type TokenResult =
  | { readonly ok: true; readonly token: CompiledToken }
  | { readonly ok: false; readonly problem: Omit<FilterProblem, 'token'> };

/** Names looked for in one text: far more than a typed filter has, and few enough that a pasted page keeps nobody waiting. */
const MOST_SUGGESTIONS = 20;

const TEXT_OPERATORS: readonly Operator[] = ['=', '!=', ':', '!:', '^', 'present', 'absent'];
const NUMBER_OPERATORS: readonly Operator[] = ['=', '!=', ':', '!:', '<', '<=', '>', '>=', 'present', 'absent'];

/** The operators that mean something for a way of comparing; for numbers and flags `:` is the same as `=`. */
export const OPERATORS: Readonly<Record<Comparison, readonly Operator[]>> = {
  text: TEXT_OPERATORS,
  name: TEXT_OPERATORS,
  number: NUMBER_OPERATORS,
  flag: ['=', '!=', ':', '!:', 'present', 'absent'],
  any: ['=', '!=', ':', '!:', '^', '<', '<=', '>', '>=', 'present', 'absent'],
};

/**
 * Makes a token ready. Never throws: what it cannot mean is a problem that says what would be right.
 * @param others problems of other tokens that were found before
 */
export function compileToken(token: FilterToken, context: FilterContext, others = 0): TokenResult {
  const column = context.columns.find(token.column);
  if (!column) return unknownColumn(token.column, context.columns, others);
  const { operator, values } = token;
  const allowed = OPERATORS[comparisonOf(column.kind)];
  if (!allowed.includes(operator)) {
    return fail('operator', `“${operator}” means nothing for ${column.label}. Use ${allowed.filter(isSign).join(' ')}`);
  }
  if (operator === 'present' || operator === 'absent') {
    const wanted = operator === 'present';
    return done({ column, test: (value) => (value !== undefined) === wanted, isPresence: true, movesWithTime: false });
  }
  if (values.length === 0) return fail('missing-value', `Say what ${column.label} is to be: ${expects(column)}.`);
  if (isRelation(operator) && values.length > 1) {
    return fail('several-values', `${column.label} can be compared with one value only by “${operator}”.`);
  }
  switch (comparisonOf(column.kind)) {
    case 'number':
      return numberToken(column, token, context);
    case 'flag':
      return flagToken(column, token);
    case 'any':
      return anyToken(column, token);
    case 'name':
    case 'text':
      return textToken(column, token);
  }
}

function isSign(operator: Operator): boolean {
  return operator !== 'present' && operator !== 'absent';
}

type Relation = '<' | '<=' | '>' | '>=';

function isRelation(operator: Operator): operator is Relation {
  return operator === '<' || operator === '<=' || operator === '>' || operator === '>=';
}

function relationTest(operator: Relation, { low, high }: Pick<Measure, 'low' | 'high'>): (value: number) => boolean {
  switch (operator) {
    case '<':
      return (value) => value < low;
    case '<=':
      return (value) => value <= high;
    case '>':
      return (value) => value > high;
    case '>=':
      return (value) => value >= low;
  }
}

function expects({ kind }: Column): string {
  return KIND_TRAITS[kind].expects;
}

function done(token: CompiledToken): TokenResult {
  return { ok: true, token };
}

function fail(code: FilterProblem['code'], message: string, suggestion?: string): TokenResult {
  return { ok: false, problem: { code, message, ...(suggestion === undefined ? {} : { suggestion }) } };
}

/**
 * The problem of a name that no column has.
 * @param others problems that were found before it: where there are many, the text is no filter, and what would be near is not looked for
 */
export function unknownColumn(name: string, columns: ColumnSet, others: number): TokenResult & { readonly ok: false } {
  const suggestion = others < MOST_SUGGESTIONS ? columns.nearest(name) : undefined;
  const hint = suggestion === undefined ? 'For text with a sign in it, use quotes.' : `Do you mean “${suggestion}”?`;
  const message = `There is no column “${name}”. ${hint}`;
  return {
    ok: false,
    problem: { code: 'unknown-column', message, ...(suggestion === undefined ? {} : { suggestion }) },
  };
}

function invalid(column: Column, typed: string): TokenResult {
  return fail('value', `“${typed}” is not what ${column.label} can be. Expected: ${expects(column)}.`);
}

function isNegated(operator: Operator): boolean {
  return operator === '!=' || operator === '!:';
}

/** A test that says the opposite for negated operators: a job without a value is equal to nothing and holds nothing. */
function maybeNot(operator: Operator, fits: (value: Comparable) => boolean): CompiledToken['test'] {
  return isNegated(operator)
    ? (value) => value === undefined || !fits(value)
    : (value) => value !== undefined && fits(value);
}

function numberToken(column: Column, { operator, values }: FilterToken, context: FilterContext): TokenResult {
  const measures: Measure[] = [];
  for (const typed of values) {
    const measure = isRelation(operator) && isRange(typed) ? undefined : measureOf(column.kind, typed, context);
    if (!measure) return invalid(column, typed);
    measures.push(measure);
  }
  const single = measures[0];
  // Ages are kept as minus the instant, so that rows need not change as time goes by.
  const base = column.kind === 'age' ? context.now : 0;
  const passes =
    isRelation(operator) && single
      ? relationTest(operator, single)
      : (number: number) => measures.some(({ from, until }) => from <= number && number < until);
  const fits = (value: Comparable): boolean => typeof value === 'number' && passes(base + value);
  const movesWithTime = column.kind === 'age' || measures.some((measure) => measure.movesWithTime);
  return done({ column, test: maybeNot(operator, fits), movesWithTime });
}

const FLAG_WORDS: ReadonlyMap<string, string> = new Map([
  ['yes', 'yes'],
  ['true', 'yes'],
  ['no', 'no'],
  ['false', 'no'],
]);

function flagToken(column: Column, { operator, values }: FilterToken): TokenResult {
  const wanted = new Set<Comparable>();
  for (const typed of values) {
    const flag = FLAG_WORDS.get(typed.toLowerCase());
    if (flag === undefined) return invalid(column, typed);
    wanted.add(flag);
  }
  return done({ column, test: maybeNot(operator, (value) => wanted.has(value)), movesWithTime: false });
}

function textToken(column: Column, { operator, values }: FilterToken): TokenResult {
  const fold = comparisonOf(column.kind) === 'name' ? foldName : foldText;
  const outcome = column.kind === 'outcome' ? values.find((typed) => !isOutcome(typed, operator)) : undefined;
  if (outcome !== undefined) {
    const known = OUTCOME_KEYS.filter((key) => key !== 'other').join(', ');
    return fail(
      'value',
      `There is no outcome “${outcome}”. There are: ${known}; and other:NAME for a state new to us.`,
    );
  }
  const needles = values.map(fold);
  return done({ column, test: maybeNot(operator, textTest(operator, needles)), needles, movesWithTime: false });
}

function textTest(operator: Operator, needles: readonly string[]): (value: Comparable) => boolean {
  if (operator === '=' || operator === '!=') {
    const wanted = new Set(needles);
    return (value) => wanted.has(String(value));
  }
  if (operator === '^') return (value) => needles.some((needle) => String(value).startsWith(needle));
  return (value) => needles.some((needle) => String(value).includes(needle));
}

/** Outcomes are our own words, so that a wrong one can be told; what AWS may call a state cannot. */
function isOutcome(typed: string, operator: Operator): boolean {
  const name = foldName(typed);
  if (name.startsWith('other')) return true;
  return OUTCOME_KEYS.some((key) =>
    [foldName(key), foldName(outcomeLabel(key))].some((known) => textTest(operator, [name])(known)),
  );
}

/** Members we know nothing of: numbers by size, anything by its letters. */
function anyToken(column: Column, { operator, values }: FilterToken): TokenResult {
  const numbers = values.map((typed) => numberOf(typed.trim()));
  const [number] = numbers;
  if (isRelation(operator)) {
    if (number === undefined) return fail('value', `“${values[0] ?? ''}” is no number, which “${operator}” needs.`);
    const passes = relationTest(operator, { low: number, high: number });
    const fits = (value: Comparable): boolean => typeof value === 'number' && passes(value);
    return done({ column, test: maybeNot(operator, fits), movesWithTime: false });
  }
  const fits = textTest(operator, values.map(foldAny));
  const isEqual = operator === '=' || operator === '!=';
  const equals = (value: Comparable): boolean => fits(value) || (isEqual && numbers.some((one) => one === value));
  return done({ column, test: maybeNot(operator, equals), movesWithTime: false });
}

/** Flags are kept as yes and no, and typed as AWS sends them, too. */
function foldAny(typed: string): string {
  const text = foldText(typed);
  return FLAG_WORDS.get(text) ?? text;
}
