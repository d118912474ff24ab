import type * as v from 'valibot';

type Entries = Readonly<Record<string, v.GenericSchema>>;

/** Members of an object schema, looked up through `optional` and its like; undefined for anything else. */
export function entriesOf(schema: v.GenericSchema): Entries | undefined {
  if ('wrapped' in schema) return entriesOf(schema.wrapped as v.GenericSchema);
  return 'entries' in schema ? (schema.entries as Entries) : undefined;
}

/** The value with only the members that the schema knows, at every level. What is not an object stays as it is. */
export function knownPart(schema: v.GenericSchema, value: unknown): unknown {
  const entries = entriesOf(schema);
  if (entries === undefined || !isRecord(value)) return value;
  const known = Object.entries(value).flatMap(([name, member]) => {
    const entry = Object.hasOwn(entries, name) ? entries[name] : undefined;
    return entry === undefined ? [] : [[name, knownPart(entry, member)]];
  });
  return Object.fromEntries(known);
}

/**
 * The known value, and beside it whatever members of an earlier value the schema does not know, at every level. So a
 * file that a newer version wrote goes through an older one without loss.
 */
export function withUnknownPart(schema: v.GenericSchema, earlier: unknown, known: unknown): unknown {
  const entries = entriesOf(schema);
  if (entries === undefined || !isRecord(earlier) || !isRecord(known)) return known;
  const unknownMembers = Object.entries(earlier).filter(([name]) => !Object.hasOwn(entries, name));
  const knownMembers = Object.entries(known).map(([name, member]) => {
    const entry = entries[name];
    return [name, entry === undefined ? member : withUnknownPart(entry, earlier[name], member)];
  });
  return Object.fromEntries([...knownMembers, ...unknownMembers]);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
