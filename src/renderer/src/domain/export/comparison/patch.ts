import { isJsonObject, keysOf, memberOf, sameJson, type Json, type JsonObject } from '../../json';

/** One operation of RFC 6902. */
export interface PatchOperation {
  readonly op: 'add' | 'remove' | 'replace';
  /** A JSON Pointer (RFC 6901) into the `CopyJob` object. */
  readonly path: string;
  /** Undefined for `remove`. */
  readonly value?: Json;
}

/** What turns one copy job into another, and the one it starts from. */
export interface JsonPatch {
  readonly from: JsonObject;
  readonly operations: readonly PatchOperation[];
}

/**
 * The operations that turn one `CopyJob` object into another; none where both say the same. Numbers that are equal in value stay as the
 * left one spells them. Complete whatever is ignored on screen: a patch with holes would lead to something that AWS never said.
 */
export function patchBetween(from: JsonObject, to: JsonObject): JsonPatch {
  const operations: PatchOperation[] = [];
  collect(from, to, '', operations);
  return { from, operations };
}

function collect(from: JsonObject, to: JsonObject, parent: string, into: PatchOperation[]): void {
  for (const key of keysOf(from)) {
    const path = `${parent}/${pointerPart(key)}`;
    const left = memberOf(from, key);
    const right = memberOf(to, key);
    if (right === undefined) into.push({ op: 'remove', path });
    else if (isJsonObject(left) && isJsonObject(right)) collect(left, right, path, into);
    else if (left !== undefined && !sameJson(left, right)) into.push({ op: 'replace', path, value: right });
  }
  for (const key of keysOf(to)) {
    const value = memberOf(to, key);
    if (memberOf(from, key) !== undefined || value === undefined) continue;
    into.push({ op: 'add', path: `${parent}/${pointerPart(key)}`, value });
  }
}

/** RFC 6901: `~` and `/` have a meaning of their own. */
function pointerPart(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
