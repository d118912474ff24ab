import type { CopyJobReading } from '../copy-job';
import { stateRank } from '../copy-job';
import { describePath, FIELDS } from '../fields';
import type { Field } from '../fields/types';
import { isJsonNumber, isJsonObject, keysOf, memberOf, sameJson, type Json, type JsonObject } from '../json';
import { joinPath, lastKey, parentPath } from '../paths';

/** Told of one member: a value that stands on one side at least. Undefined: it does not stand there. */
export type Meet = (field: Field, left: Json | undefined, right: Json | undefined, isSame: boolean) => void;

/** A member that the catalogue has, with those in it. */
interface Known {
  readonly key: string;
  readonly field: Field;
  readonly members: readonly Known[];
  readonly keys: ReadonlySet<string>;
}

const NOTHING: JsonObject = {};

function knownUnder(parent: string): readonly Known[] {
  return FIELDS.filter(({ path }) => parentPath(path) === parent).map((field) => {
    const members = knownUnder(field.path);
    return { key: lastKey(field.path), field, members, keys: new Set(members.map(({ key }) => key)) };
  });
}

const TOP: Pick<Known, 'members' | 'keys'> = (() => {
  const members = knownUnder('');
  return { members, keys: new Set(members.map(({ key }) => key)) };
})();

/**
 * Goes through two copy jobs at once, member by member in catalogue order; what the catalogue does not know comes last, in the order
 * in which it came. Members of objects are met one by one, empty objects and lists as one value, exactly as `members` of a
 * reading has them. It follows the catalogue instead of making lists of paths first, because it runs for every pair of a whole history.
 * @param all whether members that are the same are met, too
 */
export function walk(left: CopyJobReading, right: CopyJobReading, all: boolean, meet: Meet): void {
  const unknown: (() => void)[] = [];

  function objects(path: string, known: Pick<Known, 'members' | 'keys'>, ours: JsonObject, theirs: JsonObject): void {
    let oursKnown = 0;
    let theirsKnown = 0;
    for (const member of known.members) {
      // Names of the catalogue are none that JavaScript's own objects have: they can be read without asking whose they are.
      const one = ours[member.key];
      const other = theirs[member.key];
      if (one !== undefined) oursKnown++;
      if (other !== undefined) theirsKnown++;
      if (one === other && typeof one !== 'object') {
        // Nearly all members: the same text on both sides, or there on neither.
        if (all && one !== undefined) meet(member.field, one, other, true);
      } else values(member, member.field.path, one, other);
    }
    const oursMore = countKeys(ours) > oursKnown;
    const theirsMore = countKeys(theirs) > theirsKnown;
    if (!oursMore && !theirsMore) return;
    for (const key of rest(known.keys, ours, theirs)) {
      const inner = joinPath(path, key);
      unknown.push(() => {
        values(undefined, inner, memberOf(ours, key), memberOf(theirs, key));
      });
    }
  }

  function values(known: Known | undefined, path: string, one: Json | undefined, other: Json | undefined): void {
    const ours = membersIn(one);
    const theirs = membersIn(other);
    if (ours === undefined && theirs === undefined) {
      leaf(known?.field ?? describePath(path), one, other);
      return;
    }
    if (ours === undefined && one !== undefined) leaf(known?.field ?? describePath(path), one, undefined);
    if (theirs === undefined && other !== undefined) leaf(known?.field ?? describePath(path), undefined, other);
    if (known === undefined || known.field.kind === 'map') entries(path, known, ours ?? NOTHING, theirs ?? NOTHING);
    else objects(path, known, ours ?? NOTHING, theirs ?? NOTHING);
  }

  /** Entries of a map, in the order of a job's life, or members of an object that the catalogue does not have. */
  function entries(path: string, map: Known | undefined, ours: JsonObject, theirs: JsonObject): void {
    const keys = [...new Set([...keysOf(ours), ...keysOf(theirs)])];
    if (map !== undefined) keys.sort((a, b) => stateRank(a) - stateRank(b));
    for (const key of keys) {
      values(undefined, joinPath(path, key), memberOf(ours, key), memberOf(theirs, key));
    }
  }

  function leaf(field: Field, one: Json | undefined, other: Json | undefined): void {
    const isSame = one !== undefined && other !== undefined && same(one, other);
    if (!isSame || all) meet(field, one, other, isSame);
  }

  objects('', TOP, left.copyJob, right.copyJob);
  // What one of these tells of has no place in the catalogue either.
  for (const tell of unknown) tell();
}

function rest(known: ReadonlySet<string>, ours: JsonObject, theirs: JsonObject): ReadonlySet<string> {
  const keys = new Set([...keysOf(ours), ...keysOf(theirs)]);
  for (const key of known) keys.delete(key);
  return keys;
}

function countKeys(object: JsonObject): number {
  return object === NOTHING ? 0 : keysOf(object).length;
}

/** The value as an object that has members; undefined for all else, empty objects included. */
function membersIn(value: Json | undefined): JsonObject | undefined {
  return typeof value === 'object' && value !== null && isJsonObject(value) && countKeys(value) > 0 ? value : undefined;
}

/** As {@link sameJson}, and at once for what nearly all members are. */
function same(one: Json, other: Json): boolean {
  if (one === other) return true;
  if (typeof one === 'string' || typeof other === 'string') return false;
  if (isJsonNumber(one) && isJsonNumber(other) && one.value === other.value) return true;
  return sameJson(one, other);
}
