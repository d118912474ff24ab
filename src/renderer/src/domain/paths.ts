/**
 * Names of members inside a copy job, as AWS writes them, joined by dots: `CreatedBy.BackupPlanId`.
 * A key that would make the path ambiguous is written in brackets: `Future["a.b"]`.
 */

/** A key that can stand in a path as it is. Spaces are fine; dots, brackets, quotes and nothing at all are not. */
const PLAIN_KEY = /^[^.[\]"\\]+$/;

/** Appends a key to a path; an empty path is the copy job itself. */
export function joinPath(parent: string, key: string): string {
  if (!PLAIN_KEY.test(key)) return `${parent}[${JSON.stringify(key)}]`;
  return parent === '' ? key : `${parent}.${key}`;
}

/** Plain keys with dots between them: nearly every path there is. */
const PLAIN_PATH = /^[^.[\]"\\]+(?:\.[^.[\]"\\]+)*$/;

/** The keys of a path, outermost first; undefined if the text is no path. */
export function splitPath(path: string): string[] | undefined {
  if (PLAIN_PATH.test(path)) return path.split('.');
  const keys: string[] = [];
  let rest = path;
  while (rest !== '') {
    const match = /^(?:\.?([^.[\]"\\]+)|\[("(?:[^"\\]|\\.)*")\])/.exec(rest);
    if (!match) return undefined;
    const [whole, plain, quoted] = match;
    keys.push(plain ?? (JSON.parse(quoted ?? '""') as string));
    rest = rest.slice(whole.length);
  }
  return keys;
}

/** `BackupPlanId` of `CreatedBy.BackupPlanId`. */
export function lastKey(path: string): string {
  return splitPath(path)?.at(-1) ?? path;
}

/** `CreatedBy` of `CreatedBy.BackupPlanId`; empty for a top-level member. */
export function parentPath(path: string): string {
  const keys = splitPath(path) ?? [path];
  return keys.slice(0, -1).reduce(joinPath, '');
}
