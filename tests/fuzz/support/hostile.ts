import fc from 'fast-check';

/** What has broken readers of other programs before, and what would show in a page or a spreadsheet if it got there as code. */
export const TOKENS: readonly string[] = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  '{"__proto__":{"polluted":true}}',
  '<img src=x onerror=alert(1)>',
  '</script><script>alert(1)</script>',
  '"><svg onload=alert(1)>',
  '=1+1',
  '@SUM(1)',
  '${7*7}',
  '%s%n%00',
  '../../etc/passwd',
  '\u0000',
  '\u202Egnirts',
  '\u2028',
  '\uFEFF',
  '\uD800',
  '\r\n',
  '\t',
  '"',
  '\\',
  "'",
  '`',
  '-',
  '[',
  '{',
  '(',
  ']',
  '}',
  ')',
  ':',
  ',',
  '1e999',
  '-0',
  '9007199254740993',
  '0x10',
  'NaN',
  'null',
  'true',
  '🦊',
  'İ',
  'ß',
];

type Edit =
  | { readonly kind: 'put'; readonly at: number; readonly text: string }
  | { readonly kind: 'cut'; readonly at: number; readonly length: number }
  | { readonly kind: 'twice'; readonly at: number; readonly length: number; readonly times: number }
  | { readonly kind: 'swap'; readonly at: number; readonly with: number; readonly length: number }
  | { readonly kind: 'end'; readonly at: number };

/** A share of a whole, each as likely as any other: of doubles nearly all lie next to nothing, and all would happen at the beginning. */
export const place: fc.Arbitrary<number> = fc
  .integer({ min: 0, max: 999_999 })
  .map((millionths) => millionths / 1_000_000);
const length = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 1, max: 12 }) }, fc.integer({ min: 1, max: 400 }));

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({
    kind: fc.constant('put' as const),
    at: place,
    text: fc.oneof(fc.constantFrom(...TOKENS), fc.string({ unit: 'binary', maxLength: 12 })),
  }),
  fc.record({ kind: fc.constant('cut' as const), at: place, length }),
  fc.record({
    kind: fc.constant('twice' as const),
    at: place,
    length,
    times: fc.oneof({ weight: 6, arbitrary: fc.constant(1) }, fc.integer({ min: 2, max: 300 })),
  }),
  fc.record({ kind: fc.constant('swap' as const), at: place, with: place, length }),
  fc.record({ kind: fc.constant('end' as const), at: place }),
);

/** Longest text that comes of edits: longer ones are for tests of their own. */
const LONGEST = 200_000;

function edited(text: string, edits: readonly Edit[]): string {
  return edits.reduce((now, each) => {
    const at = Math.floor(each.at * now.length);
    switch (each.kind) {
      case 'put':
        return now.slice(0, at) + each.text + now.slice(at);
      case 'cut':
        return now.slice(0, at) + now.slice(at + each.length);
      case 'twice': {
        const grown = now.slice(0, at) + now.slice(at, at + each.length).repeat(each.times) + now.slice(at);
        return grown.slice(0, LONGEST);
      }
      case 'swap': {
        const other = Math.floor(each.with * now.length);
        return now.slice(0, at) + now.slice(other, other + each.length) + now.slice(at + each.length);
      }
      case 'end':
        return now.slice(0, at);
    }
  }, text);
}

/** Signs that a text of one piece over and over has at most: longer than anything that is typed, and as long as what is pasted by mistake. */
const LONG_REPEAT = 20_000;

/** Texts near to honest ones: cut, doubled, mixed, with what is hostile put in; and now and then any text at all. */
export function nearlyText(honest: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(
    {
      weight: 9,
      arbitrary: fc
        .tuple(fc.constantFrom(...honest), fc.array(edit, { minLength: 1, maxLength: 6 }))
        .map(([text, edits]) => edited(text, edits)),
    },
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.array(fc.constantFrom(...TOKENS), { maxLength: 30 }).map((tokens) => tokens.join('')),
    // What readers that go one level deeper, or back, for every sign cannot stand.
    fc
      .tuple(fc.oneof(fc.constantFrom(...TOKENS), pieceOf(honest)), fc.integer({ min: 100, max: LONG_REPEAT }))
      .map(([piece, long]) => piece.repeat(Math.ceil(long / Math.max(piece.length, 1)))),
  );
}

/** A few signs out of an honest text. */
function pieceOf(honest: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...honest), place, fc.integer({ min: 1, max: 24 }))
    .map(([text, at, long]) => text.slice(Math.floor(at * text.length)).slice(0, long));
}

interface Change {
  /** Which member of which member, each taken as a share of how many there are. */
  readonly way: readonly number[];
  readonly kind: 'replace' | 'remove' | 'rename' | 'add' | 'wrap';
  readonly value: unknown;
  readonly name: string;
}

/** A value, as JavaScript has it, near to an honest one: members replaced, removed, renamed, added, wrapped. */
export function nearlyValue(honest: readonly unknown[], anything: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const change: fc.Arbitrary<Change> = fc.record({
    way: fc.array(place, { minLength: 0, maxLength: 4 }),
    kind: fc.constantFrom('replace', 'replace', 'remove', 'rename', 'add', 'wrap'),
    value: fc.oneof(anything, fc.constantFrom(...TOKENS), fc.constantFrom(...honest)),
    name: fc.oneof(fc.constantFrom(...TOKENS), fc.string({ maxLength: 8 })),
  });
  return fc
    .tuple(fc.constantFrom(...honest), fc.array(change, { minLength: 1, maxLength: 3 }))
    .map(([value, changes]) => changes.reduce((now, each) => changed(now, each, each.way), value));
}

function changed(value: unknown, change: Change, way: readonly number[]): unknown {
  const [here, ...further] = way;
  const isHolder = typeof value === 'object' && value !== null && !ArrayBuffer.isView(value);
  if (here === undefined || !isHolder) return change.kind === 'wrap' ? [value] : change.value;
  const entries: [string, unknown][] = Object.entries(value);
  const at = Math.floor(here * entries.length);
  const entry = entries[at];
  if (change.kind === 'add' && further.length === 0) entries.push([change.name, change.value]);
  else if (entry !== undefined) {
    const [name, member] = entry;
    if (further.length > 0) entries[at] = [name, changed(member, change, further)];
    else if (change.kind === 'remove') entries.splice(at, 1);
    else if (change.kind === 'rename') entries[at] = [change.name, member];
    else entries[at] = [name, change.kind === 'wrap' ? [member] : change.value];
  }
  if (Array.isArray(value)) return entries.map(([, member]) => member);
  // Defined and not assigned: a member called __proto__ is to be one.
  const next = {};
  for (const [name, member] of entries)
    Object.defineProperty(next, name, { value: member, enumerable: true, configurable: true, writable: true });
  return next;
}

/** JSON texts near to honest ones, in what they say and in how they are written. */
export function nearlyJson(honest: readonly string[]): fc.Arbitrary<string> {
  const values = honest.map((text) => JSON.parse(text) as unknown);
  const written = nearlyValue(values, fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<unknown>).map((value) =>
    JSON.stringify(value === undefined ? null : value),
  );
  const deep = fc
    .tuple(fc.constantFrom('[', '{"a":', '{"CopyJob":'), fc.integer({ min: 1, max: 20_000 }))
    .map(([open, times]) => open.repeat(times));
  return fc.oneof(
    { weight: 6, arbitrary: written },
    { weight: 4, arbitrary: nearlyText(honest) },
    { weight: 1, arbitrary: deep },
  );
}

/** Values of every kind that Electron's IPC carries. */
export const anyValue: fc.Arbitrary<unknown> = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withTypedArray: true,
  withSparseArray: true,
  withNullPrototype: true,
  maxDepth: 4,
});
