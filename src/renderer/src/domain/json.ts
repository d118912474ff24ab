import { LosslessNumber, parse } from 'lossless-json';
import { hexOf } from './hex';
import { canonicalNumber } from './numbers';

/**
 * A JSON value read without loss: numbers keep the exact text they were sent as, so that integers above 2^53
 * and fractions survive. Nulls and unknown members are ordinary values here.
 *
 * Objects come from outside: never index them directly (`object['constructor']` answers something for every
 * object). Use {@link memberOf} and {@link keysOf}.
 */
export type Json = null | boolean | string | LosslessNumber | JsonArray | JsonObject;
export type JsonArray = readonly Json[];
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Why a text is not JSON we can use. */
export interface JsonProblem {
  readonly reason: 'malformed' | 'too-deep';
  readonly message: string;
}

export type JsonResult =
  { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly problem: JsonProblem };

/**
 * Deepest nesting accepted. A copy job is three levels deep; parser and printer are recursive, and a text of
 * brackets alone must not be able to exhaust the stack.
 */
export const MAX_JSON_DEPTH = 200;

/**
 * Reads JSON without losing anything. Never throws.
 *
 * A key that stands twice in one object: the last one counts, as in `JSON.parse` and therefore in the AWS SDK and CLI.
 * The text itself, with both, is what history keeps. `__proto__` and `constructor` are keys like any other.
 */
export function parseJson(text: string): JsonResult {
  if (isTooDeep(text)) {
    return { ok: false, problem: { reason: 'too-deep', message: `Nested more than ${MAX_JSON_DEPTH} levels deep.` } };
  }
  const value = parsePlain(text) ?? parseMarked(text);
  return value === undefined ? parseWithLibrary(text) : { ok: true, value };
}

/** Names what is wrong, where the engine only says that something is. */
function parseWithLibrary(text: string): JsonResult {
  try {
    const value = parse(text, null, {
      parseNumber: (digits) => new LosslessNumber(digits),
      onDuplicateKey: ({ newValue }) => newValue,
    }) as Json;
    return { ok: true, value };
  } catch (problem) {
    const message = problem instanceof Error ? problem.message : String(problem);
    return { ok: false, problem: { reason: 'malformed', message } };
  }
}

/**
 * A number where an object or a list has one: behind a colon, comma or bracket and before a comma or bracket. What stands in a string may look
 * the same, so that it finds all numbers there are and a few that are none.
 */
const MAYBE_NUMBER = /[:,[]\s*(-?\d[\d.eE+-]*)(?=\s*[,}\]])/g;

/**
 * Reads JSON with the engine's own parser, where all numbers are written as the engine would write them: their text can be had back then. So are
 * those of nearly every answer of AWS Backup. Undefined: it is no object, holds another number, or is malformed.
 */
function parsePlain(text: string): Json | undefined {
  if (!text.startsWith('{') || !isWrittenAsByEngine(text)) return undefined;
  return parsed(text, false);
}

function isWrittenAsByEngine(text: string): boolean {
  MAYBE_NUMBER.lastIndex = 0;
  for (let found = MAYBE_NUMBER.exec(text); found !== null; found = MAYBE_NUMBER.exec(text)) {
    const [, digits = ''] = found;
    if (String(Number(digits)) !== digits) return false;
  }
  return true;
}

/** Strings, to be stepped over, and numbers. What is neither, and no JSON, the engine finds. */
const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Begins a string that stands for a number. AWS has no reason to send it; a text that may hold it goes the other way. */
const NUMBER_MARK = '\0';
const ESCAPED_MARK = '\\u0000';

/**
 * Reads any other JSON with the engine's own parser, too, which is several times as fast as the library that keeps numbers: each number is
 * turned into a marked string before, and into a number with its text after. Undefined: this text needs the library.
 */
function parseMarked(text: string): Json | undefined {
  if (text.includes(ESCAPED_MARK)) return undefined;
  const marked = text.replace(STRING_OR_NUMBER, (token) =>
    token.startsWith('"') ? token : `"${ESCAPED_MARK}${token}"`,
  );
  return parsed(marked, true);
}

/** Undefined: the text is malformed. */
function parsed(text: string, isMarked: boolean): Json | undefined {
  try {
    return withNumbers(JSON.parse(text), isMarked);
  } catch {
    return undefined;
  }
}

/** Puts numbers that keep their text in the place of the engine's, and of marked strings. */
function withNumbers(value: unknown, isMarked: boolean): Json {
  if (typeof value === 'number') return new LosslessNumber(String(value));
  if (typeof value === 'string') {
    return isMarked && value.startsWith(NUMBER_MARK) ? new LosslessNumber(value.slice(1)) : value;
  }
  if (value === null || typeof value !== 'object') return value as Json;
  // Members are replaced in place: each is the object's own, whatever it is called.
  const container = value as Record<string, unknown>;
  for (const key of Object.keys(container)) {
    const member = container[key];
    // Nearly all are strings, which stay.
    if (typeof member !== 'string' || isMarked) container[key] = withNumbers(member, isMarked);
  }
  return value as Json;
}

/**
 * Writes JSON with every number exactly as it was read.
 * @param indent spaces per level; 0 (the default) writes one line.
 */
export function stringifyJson(json: Json, indent = 0): string {
  return write(json, { indent, sorted: false, number: (value) => value.toString() }, 0);
}

/**
 * One spelling for all texts that mean the same: members sorted by name (UTF-16 code units), no spaces, numbers by value
 * (`1`, `1.0` and `10e-1` are one number). Two values have the same canonical text exactly if {@link sameJson}.
 */
export function canonicalText(json: Json): string {
  return write(json, { indent: 0, sorted: true, number: (value) => canonicalNumber(value.toString()) }, 0);
}

/** SHA-256 of the canonical text, 64 lower-case hex digits. Give it the `CopyJob` member, not the envelope around it. */
export async function digestOf(copyJob: Json): Promise<string> {
  const bytes = new TextEncoder().encode(canonicalText(copyJob));
  const hash = await crypto.subtle.digest('SHA-256', bytes);
  return hexOf(new Uint8Array(hash));
}

/** Whether two values mean the same: numbers by value, members in any order, arrays in the same order. */
export function sameJson(left: Json, right: Json): boolean {
  if (left === right) return true;
  // Texts and truth values are the same as nothing but themselves.
  if (typeof left !== 'object' || typeof right !== 'object') return false;
  return canonicalText(left) === canonicalText(right);
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isJsonNumber(value);
}

export function isJsonArray(value: unknown): value is JsonArray {
  return Array.isArray(value);
}

export function isJsonNumber(value: unknown): value is LosslessNumber {
  return value instanceof LosslessNumber;
}

/** A member that really stands in the object, never one inherited from JavaScript. */
export function memberOf(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

export function keysOf(object: JsonObject): string[] {
  return Object.keys(object);
}

/** A number as the JSON value it would have been read as. For tests and for values we compute ourselves. */
export function jsonNumber(value: number | bigint | string): LosslessNumber {
  return new LosslessNumber(String(value));
}

interface Writing {
  readonly indent: number;
  readonly sorted: boolean;
  readonly number: (value: LosslessNumber) => string;
}

function write(json: Json, how: Writing, level: number): string {
  if (json === null || typeof json === 'boolean' || typeof json === 'string') return JSON.stringify(json);
  if (isJsonNumber(json)) return how.number(json);
  if (isJsonArray(json)) {
    const items = json.map((item) => write(item, how, level + 1));
    return enclose('[', items, ']', how, level);
  }
  const object = json;
  const keys = keysOf(object);
  if (how.sorted) keys.sort();
  const colon = how.indent > 0 ? ': ' : ':';
  const members = keys.map(
    (key) => `${JSON.stringify(key)}${colon}${write(memberOf(object, key) ?? null, how, level + 1)}`,
  );
  return enclose('{', members, '}', how, level);
}

function enclose(open: string, items: readonly string[], close: string, how: Writing, level: number): string {
  if (items.length === 0 || how.indent === 0) return open + items.join(',') + close;
  const inner = ' '.repeat(how.indent * (level + 1));
  return `${open}\n${items.map((item) => inner + item).join(',\n')}\n${' '.repeat(how.indent * level)}${close}`;
}

/** Whether there are at least this many opening brackets, within strings or not. */
function hasBrackets(text: string, least: number): boolean {
  let left = least;
  for (const bracket of ['{', '[']) {
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1)) {
      if (--left === 0) return true;
    }
  }
  return false;
}

/** Counts open brackets outside strings; stops at the first that is too deep. */
function isTooDeep(text: string): boolean {
  // Without that many brackets nothing can be that deep, which is every answer of AWS Backup.
  if (!hasBrackets(text, MAX_JSON_DEPTH + 1)) return false;
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (inString) {
      if (character === '\\') i++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') {
      if (++depth > MAX_JSON_DEPTH) return true;
    } else if (character === '}' || character === ']') depth--;
  }
  return false;
}
