/** What all values inherit from, or are made with. */
const SHARED: readonly object[] = [
  ...[Object, Array, String, Function, Number, Boolean, Promise, Map, Set, RegExp, Date, Error].map(
    (maker) => maker.prototype as object,
  ),
  ...[Object, Array, String, Function, JSON, Reflect],
];

type Members = ReadonlyMap<PropertyKey, PropertyDescriptor>;

const AT_FIRST: readonly (readonly [object, Members])[] = SHARED.map((shared) => [shared, membersOf(shared)]);

function membersOf(shared: object): Members {
  return new Map(Reflect.ownKeys(shared).map((key) => [key, descriptorOf(shared, key)]));
}

function descriptorOf(shared: object, key: PropertyKey): PropertyDescriptor {
  return Object.getOwnPropertyDescriptor(shared, key) ?? {};
}

/**
 * Throws if anything that all values share is not as it was when this file was loaded: a member more or less, replaced, or changed. Puts it right before
 * that, so that what is tried next is judged by itself.
 */
export function expectCleanPrototypes(): void {
  const changed = AT_FIRST.flatMap(([shared, members]) => changesOf(shared, members));
  for (const value of [{}, [], '', 0, () => undefined]) for (const name in value) changed.push(`in ${name}`);
  if (changed.length > 0) throw new Error(`What all values share was changed: ${changed.join(', ')}`);
}

function changesOf(shared: object, members: Members): string[] {
  const changed: string[] = [];
  let kept = 0;
  for (const key of Reflect.ownKeys(shared)) {
    const before = members.get(key);
    if (before !== undefined) kept++;
    if (before !== undefined && isSame(before, descriptorOf(shared, key))) continue;
    changed.push(String(key));
    if (before === undefined) Reflect.deleteProperty(shared, key);
    else Object.defineProperty(shared, key, before);
  }
  if (kept === members.size) return changed;
  for (const [key, before] of members) {
    if (Object.hasOwn(shared, key)) continue;
    changed.push(String(key));
    Object.defineProperty(shared, key, before);
  }
  return changed;
}

function isSame(one: PropertyDescriptor, other: PropertyDescriptor): boolean {
  return (
    Object.is(one.value, other.value) &&
    one.get === other.get &&
    one.set === other.set &&
    one.writable === other.writable &&
    one.enumerable === other.enumerable &&
    one.configurable === other.configurable
  );
}
