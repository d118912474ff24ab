/**
 * Most that one call may carry unless the contract allows it more, in characters of text plus one for every value. The largest honest input is a
 * problem report of 8,000 characters; this leaves room and still stops a flood before any schema looks at it.
 */
export const MAX_INPUT_WEIGHT = 64 * 1024;

/** Deepest nesting accepted. The contract's own inputs are four levels deep. */
export const MAX_INPUT_DEPTH = 16;

/** Member names that could reach a prototype if a value were ever copied carelessly. None is used by the contract. */
const FORBIDDEN_NAMES = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Says why a value from the window may not go on to a schema, or nothing if it may: it must be plain data (text,
 * numbers, booleans, null, lists, records), of bounded size and depth. Cycles end at the depth limit.
 */
export function whyNotPlainData(value: unknown, maxWeight = MAX_INPUT_WEIGHT): string | undefined {
  let weight = 0;

  function visit(part: unknown, depth: number): string | undefined {
    weight += 1;
    if (weight > maxWeight) return 'it is too large';
    switch (typeof part) {
      case 'string':
        weight += part.length;
        return weight > maxWeight ? 'it is too large' : undefined;
      case 'number':
      case 'boolean':
      case 'undefined':
        return undefined;
      case 'object':
        return part === null ? undefined : visitMembers(part, depth);
      case 'bigint':
      case 'symbol':
      case 'function':
        return `it holds a ${typeof part}`;
    }
  }

  function visitMembers(part: object, depth: number): string | undefined {
    if (depth >= MAX_INPUT_DEPTH) return 'it is nested too deeply';
    const prototype: unknown = Object.getPrototypeOf(part);
    if (!Array.isArray(part) && prototype !== Object.prototype && prototype !== null)
      return 'it holds more than plain data';
    // A list with holes claims a length that costs nothing to send; only members that exist are counted and read.
    if (Array.isArray(part) && part.length > MAX_INPUT_WEIGHT) return 'it is too large';
    for (const name of Object.keys(part)) {
      if (FORBIDDEN_NAMES.has(name)) return `it has a member named ${name}`;
      weight += name.length;
      const found = visit((part as Record<string, unknown>)[name], depth + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  return visit(value, 0);
}
