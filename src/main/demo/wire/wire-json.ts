/** JSON as AWS writes it: integers above 2^53 exist on the wire, so they are `bigint` here. */
export type WireValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly WireValue[]
  | { readonly [member: string]: WireValue | undefined };

/** Writes JSON text; a member that is `undefined` is left out, `null` is written. */
export function writeJson(value: WireValue): string {
  if (typeof value === 'bigint') return value.toString();
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(writeJson).join(',')}]`;
  const members = Object.entries(value).flatMap(([name, member]) =>
    member === undefined ? [] : [`${JSON.stringify(name)}:${writeJson(member)}`],
  );
  return `{${members.join(',')}}`;
}

function isList(value: object): value is readonly WireValue[] {
  return Array.isArray(value);
}

/** Epoch ms as AWS puts an instant on the wire: epoch seconds, a JSON number with up to three decimals. */
export function wireInstant(epochMs: number): number {
  return Math.round(epochMs) / 1000;
}
