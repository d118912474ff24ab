import { nameOf, type ColumnSet } from '../columns';
import { scanFilter } from './scan';
import type { Filter, FilterToken } from './types';

/** Writes a filter as text that `parseFilter` reads back to the very same filter, as long as `columns` are the same. */
export function printFilter(filter: Filter, columns: ColumnSet): string {
  const words = printText(filter.text, columns);
  // What follows a bare number might be taken for its unit.
  const lastToken = words === '' ? -1 : filter.tokens.length - 1;
  const tokens = filter.tokens.map((token, place) => printToken(token, columns, place === lastToken));
  return [...tokens, ...(words === '' ? [] : [words])].join(' ');
}

/** One token as text. */
function printToken({ column, operator, values }: FilterToken, columns: ColumnSet, isFollowed: boolean): string {
  const name = printName(column, columns);
  if (operator === 'present') return `has:${name}`;
  if (operator === 'absent') return `no:${name}`;
  return `${name}${operator}${values.map((value) => printValue(value, isFollowed)).join(',')}`;
}

const BARE_NAME = /^[^\s"\\:=!<>^,-][^\s"\\:=!<>^,]*$/;
const TAKEN_NAMES = new Set(['has', 'no']);

function printName(id: string, columns: ColumnSet): string {
  const column = columns.find(id);
  const name = column ? nameOf(column) : id;
  const isClear = BARE_NAME.test(name) && !TAKEN_NAMES.has(name.toLowerCase()) && !/^arn$/i.test(name);
  return isClear && (columns.named(name)?.id ?? name) === id ? name : quote(id);
}

/** Signs at the front would be read as part of the operator; anything else but these is fine. */
const BARE_VALUE = /^[^\s,"\\!<>=:^][^\s,"\\]*$/;
/** A number, or the end of one, that a unit may follow. */
const OPEN_END = /\d[a-z]*$|^last$/i;

/** A value as it is typed: in quotes where it would be read as something else. `isFollowed`: whether words come behind it. */
export function printValue(value: string, isFollowed: boolean): string {
  return BARE_VALUE.test(value) && !(isFollowed && OPEN_END.test(value)) ? value : quote(value);
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/** Text that reads as itself stays as it was typed, phrases and pasted ARNs included. */
function printText(text: string, columns: ColumnSet): string {
  const parts = scanFilter(text, columns);
  const reads = parts.every((part) => part.kind === 'word') && parts.map((part) => part.text).join(' ') === text;
  return reads ? text : escapeText(text);
}

/** Single spaces part words; every other space, and every sign that would mean something, gets a backslash. */
function escapeText(text: string): string {
  return text.replace(/[\s"\\:=!<>^]/g, (sign: string, at: number) => {
    const partsWords = sign === ' ' && /\S/.test(text[at - 1] ?? '') && /\S/.test(text[at + 1] ?? '');
    return partsWords ? sign : `\\${sign}`;
  });
}
