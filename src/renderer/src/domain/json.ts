import { LosslessNumber, isLosslessNumber, parse } from 'lossless-json';
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
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Whether two values mean the same: numbers by value, members in any order, arrays in the same order. */
export function sameJson(left: Json, right: Json): boolean {
  return left === right || canonicalText(left) === canonicalText(right);
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value);
}

export function isJsonArray(value: unknown): value is JsonArray {
  return Array.isArray(value);
}

export function isJsonNumber(value: unknown): value is LosslessNumber {
  return isLosslessNumber(value);
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

/** Counts open brackets outside strings; stops at the first that is too deep. */
function isTooDeep(text: string): boolean {
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
