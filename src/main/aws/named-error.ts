/** An error told by its name, as the SDK's are, with whatever else is known about it. */
export function named(name: string, message: string, facts: object = {}): Error {
  return Object.assign(new Error(message), { name }, facts);
}
