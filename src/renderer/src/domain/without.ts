/** A copy of a value without some of its members. */
export function without<T extends object, K extends keyof T>(value: T, ...members: readonly K[]): Omit<T, K> {
  const copy: Partial<T> = { ...value };
  for (const member of members) Reflect.deleteProperty(copy, member);
  return copy as Omit<T, K>;
}
