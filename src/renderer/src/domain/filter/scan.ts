import type { Column, ColumnKind, ColumnSet } from '../columns';
import { byteUnit, isTimeUnit } from './units';
import type { Operator } from './types';

/** A stretch of a filter's text, from the first to behind the last letter. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface ScannedValue extends Span {
  readonly text: string;
  readonly quoted: boolean;
}

/** `-name:"a value",b` as it stands in the text. */
export interface ScannedToken extends Span {
  readonly kind: 'token';
  readonly negated: boolean;
  readonly name: ScannedValue;
  readonly operator: Exclude<Operator, 'present' | 'absent'>;
  readonly operatorSpan: Span;
  readonly values: readonly ScannedValue[];
  /** True where a quote in it has no end. */
  readonly unclosed: boolean;
}

/** A word of free text, what was escaped in it put back; a phrase with its quotes. */
export interface ScannedWord extends Span {
  readonly kind: 'word';
  readonly text: string;
  readonly unclosed: boolean;
}

/** Letters that end a name: with one of these a word becomes a token. */
const NAME = /[^\s"\\:=!<>^,]+/y;
const OPERATOR = /!=|!:|<=|>=|[<>=:^]/y;
/** What may follow `:` and mean the other operator: `size:>=1GiB` is how GitHub's search is typed. */
const AFTER_COLON = /!|<=|>=|[<>=^]/y;
const BARE_VALUE = /[^\s,"][^\s,]*/y;
const SPACE = /\s+/y;
/** `size >= 1GiB`: with spaces on both sides, only signs that are no part of a text are read as operators. */
const SPACED_OPERATOR = /\s+(!=|<=|>=|[<>=])\s+(?=\S)/y;
/** Words with a colon that people paste: ARNs and addresses. */
const PASTED = /(?:arn:[\w-]*:|\w+:\/\/)\S*/iy;

/** Takes a filter's text apart into tokens and words. Every text can be. */
export function scanFilter(text: string, columns: ColumnSet): (ScannedToken | ScannedWord)[] {
  const parts: (ScannedToken | ScannedWord)[] = [];
  let at = skip(text, 0);
  while (at < text.length) {
    const part = scanToken(text, at, columns) ?? scanWord(text, at);
    parts.push(part);
    at = skip(text, part.to);
  }
  return parts;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

function skip(text: string, at: number): number {
  return at + (matchAt(SPACE, text, at)?.[0].length ?? 0);
}

function scanToken(text: string, from: number, columns: ColumnSet): ScannedToken | undefined {
  if (matchAt(PASTED, text, from)) return undefined;
  const negated = text[from] === '-';
  const nameAt = negated ? from + 1 : from;
  const name = text[nameAt] === '"' ? quoted(text, nameAt) : bare(NAME, text, nameAt);
  if (!name || isUnclosed(text, name)) return undefined;
  const column = name.quoted ? columns.find(name.text) : columns.named(name.text);
  const sign = operatorAt(text, name.to, column !== undefined);
  if (!sign) return undefined;
  const values: ScannedValue[] = [];
  let at = sign.valuesAt;
  for (;;) {
    const value = text[at] === '"' ? quoted(text, at) : bare(BARE_VALUE, text, at);
    if (!value) break;
    const whole = values.length === 0 && column && !value.quoted ? withUnit(text, value, column) : value;
    values.push(whole);
    at = whole.to;
    if (text[at] !== ',') break;
    const next = skip(text, at + 1);
    // A comma at the end waits for another value.
    if (next >= text.length) {
      at += 1;
      break;
    }
    at = next;
  }
  const last = values.at(-1);
  const unclosed = last !== undefined && isUnclosed(text, last);
  const { operator, span } = sign;
  return { kind: 'token', from, to: at, negated, name, operator, operatorSpan: span, values, unclosed };
}

function operatorAt(
  text: string,
  at: number,
  isColumn: boolean,
): { readonly operator: ScannedToken['operator']; readonly span: Span; readonly valuesAt: number } | undefined {
  const spaced = isColumn ? matchAt(SPACED_OPERATOR, text, at) : undefined;
  if (spaced) {
    const [whole, operator = '='] = spaced;
    const from = at + whole.indexOf(operator);
    return {
      operator: operator as ScannedToken['operator'],
      span: { from, to: from + operator.length },
      valuesAt: at + whole.length,
    };
  }
  const plain = matchAt(OPERATOR, text, at)?.[0];
  if (plain === undefined) return undefined;
  const more = plain === ':' ? matchAt(AFTER_COLON, text, at + 1)?.[0] : undefined;
  const to = at + plain.length + (more?.length ?? 0);
  const operator = more === undefined ? plain : more === '!' ? '!:' : more;
  return { operator: operator as ScannedToken['operator'], span: { from: at, to }, valuesAt: to };
}

function bare(pattern: RegExp, text: string, from: number): ScannedValue | undefined {
  const found = matchAt(pattern, text, from)?.[0];
  return found === undefined ? undefined : { text: found, quoted: false, from, to: from + found.length };
}

/** From a double quote to the next; a backslash takes the letter after it as it is. Without an end it goes to the end of the text. */
function quoted(text: string, from: number): ScannedValue {
  let value = '';
  for (let at = from + 1; at < text.length; at++) {
    const letter = text[at] ?? '';
    if (letter === '"') return { text: value, quoted: true, from, to: at + 1 };
    value += letter === '\\' ? (text[++at] ?? '') : letter;
  }
  return { text: value, quoted: true, from, to: text.length };
}

function isUnclosed(text: string, { quoted: isQuoted, from, to }: ScannedValue): boolean {
  return isQuoted && quotedEnd(text, from) !== to;
}

/** Behind the closing quote; -1 if there is none. */
function quotedEnd(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '"') return at + 1;
    if (text[at] === '\\') at++;
  }
  return -1;
}

/** Words that one value takes along: more than days, hours, minutes and seconds with their units are. */
const MOST_WORDS = 16;

/** `1.5 GiB` and `2 h 14 m` can be typed without quotes: a number takes the units that follow it along. */
function withUnit(text: string, value: ScannedValue, { kind }: Column): ScannedValue {
  let end = value.to;
  let whole = value.text;
  for (let words = 1; words < MOST_WORDS; words++) {
    const space = skip(text, end);
    const word = bare(BARE_VALUE, text, space);
    if (space === end || !word || text[word.to] === ',' || GOES_ON[kind]?.(whole, word.text) !== true) break;
    whole = text.slice(value.from, word.to);
    end = word.to;
  }
  return { ...value, text: whole, to: end };
}

const ENDS_IN_NUMBER = /(?:^|[\s-])\d+(?:\.\d+)?$/;

type GoesOn = (before: string, word: string) => boolean;

const goesOnInBytes: GoesOn = (before, word) =>
  ENDS_IN_NUMBER.test(before) && byteUnit(word.replace(/\/s(ec)?$/i, '')) !== undefined;

/** Whether a word belongs to what stands before it, by kind; for all others it never does. */
const GOES_ON: Partial<Record<ColumnKind, GoesOn>> = {
  age: goesOnInTime,
  bytes: goesOnInBytes,
  days: (before, word) => ENDS_IN_NUMBER.test(before) && /^days?$/i.test(word),
  duration: goesOnInTime,
  instant: (before, word) =>
    (/^last$/i.test(before) && /^night$/i.test(word)) || (before.startsWith('-') && goesOnInTime(before, word)),
  rate: goesOnInBytes,
};

/** A unit behind a number, or `14m` behind `2h`. */
function goesOnInTime(before: string, word: string): boolean {
  if (ENDS_IN_NUMBER.test(before)) return isTimeUnit(word);
  return (
    /\d\s*[a-z]+$/i.test(before) &&
    (/^\d+(?:\.\d+)?$/.test(word) || isTimeUnit(/^\d+(?:\.\d+)?([a-z]+)$/i.exec(word)?.[1] ?? ''))
  );
}

/** A word to the next space, or a phrase in quotes. A backslash takes the letter after it as it is, spaces too. */
function scanWord(text: string, from: number): ScannedWord {
  const phrase = /"[^"]*(?:"(?=\s|$)|$)/y;
  const found = matchAt(phrase, text, from)?.[0];
  if (found !== undefined) {
    const unclosed = found === '"' || !found.endsWith('"');
    return { kind: 'word', from, to: from + found.length, text: found, unclosed };
  }
  let word = '';
  let at = from;
  for (; at < text.length && !/\s/.test(text[at] ?? ''); at++) {
    // A backslash at the very end is a backslash.
    if (text[at] === '\\' && at + 1 < text.length) at++;
    word += text[at] ?? '';
  }
  return { kind: 'word', from, to: at, text: word, unclosed: false };
}
