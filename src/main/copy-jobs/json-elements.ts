/**
 * The texts of an array's elements, each exactly as it stands in a JSON object's text, without the space around it.
 * Parsing and writing anew would round large integers and lose the order and spelling of what was sent.
 *
 * @param text a JSON object, known to be valid
 * @param member name of the member that holds the array; of several by that name the last counts, as for `JSON.parse`
 * @returns empty if there is no such member, or it holds no array
 */
export function elementsOf(text: string, member: string): string[] {
  let array: number | undefined;
  for (const value of members(text)) if (value.name === member) array = value.start;
  if (array === undefined || text[array] !== '[') return [];
  const elements: string[] = [];
  let at = skipSpace(text, array + 1);
  while (text[at] !== ']') {
    const end = endOfValue(text, at);
    elements.push(text.slice(at, end));
    at = afterComma(text, end);
  }
  return elements;
}

/** Names of the members of an object, and where their values begin. */
function* members(text: string): Generator<{ readonly name: string; readonly start: number }> {
  let at = skipSpace(text, skipSpace(text, 0) + 1);
  while (text[at] !== '}') {
    const nameEnd = endOfValue(text, at);
    const start = skipSpace(text, skipSpace(text, nameEnd) + 1);
    yield { name: JSON.parse(text.slice(at, nameEnd)) as string, start };
    at = afterComma(text, endOfValue(text, start));
  }
}

/** Where the next element or member begins, or the bracket that ends them stands. */
function afterComma(text: string, end: number): number {
  const at = skipSpace(text, end);
  return text[at] === ',' ? skipSpace(text, at + 1) : at;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at++;
  return at;
}

/** Just behind the value that begins here. */
function endOfValue(text: string, start: number): number {
  const first = text[start];
  if (first === '"') return endOfString(text, start);
  if (first !== '{' && first !== '[') {
    SCALAR.lastIndex = start;
    SCALAR.test(text);
    return SCALAR.lastIndex;
  }
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === '"') at = endOfString(text, at) - 1;
    else if (character === '{' || character === '[') depth++;
    else if ((character === '}' || character === ']') && --depth === 0) return at + 1;
  }
  return text.length;
}

/** A number, `true`, `false` or `null`. */
const SCALAR = /[^\s,\]}]+/y;

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}
