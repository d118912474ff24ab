import type { CopyJobReading } from '../copy-job';
import { stateRank } from '../copy-job';
import { describePath, FIELDS } from '../fields';
import type { Field } from '../fields/types';
import { isJsonNumber, isJsonObject, keysOf, memberOf, sameJson, type Json, type JsonObject } from '../json';
import { joinPath, lastKey, parentPath } from '../paths';

/** Told of one member: a value that stands on one side at least. Undefined: it does not stand there. */
export type Meet = (field: Field, left: Json | undefined, right: Json | undefined, isSame: boolean) => void;

/** What the catalogue has under one path, in its order. */
interface Members {
  readonly members: readonly Known[];
  /** Where each stands in them. */
  readonly places: ReadonlyMap<string, number>;
}

/** A member that the catalogue has, with those in it. */
interface Known extends Members {
  readonly key: string;
  readonly field: Field;
}

const NOTHING: JsonObject = {};

function knownUnder(parent: string): Members {
  const members = FIELDS.filter(({ path }) => parentPath(path) === parent).map((field): Known => ({
    key: lastKey(field.path),
    field,
    ...knownUnder(field.path),
  }));
  return { members, places: new Map(members.map(({ key }, place) => [key, place])) };
}

const TOP = knownUnder('');

/** One way through two copy jobs. */
interface Walk {
  readonly all: boolean;
  readonly meet: Meet;
  /** What the catalogue does not have: it comes last. */
  readonly later: (() => void)[];
}

/**
 * Goes through two copy jobs at once, member by member in catalogue order; what the catalogue does not know comes last, in the order
 * in which it came. Members of objects are met one by one, empty objects and lists as one value, exactly as `members` of a
 * reading has them. It looks at nothing closely that is the same on both sides, because it runs for every pair of a whole history.
 * @param all whether members that are the same are met, too
 */
export function walk(left: CopyJobReading, right: CopyJobReading, all: boolean, meet: Meet): void {
  const later: (() => void)[] = [];
  objects({ all, meet, later }, '', TOP, left.copyJob, right.copyJob);
  // What one of these tells of has no place in the catalogue either.
  for (const tell of later) tell();
}

function objects(walk: Walk, path: string, known: Members, ours: JsonObject, theirs: JsonObject): void {
  const places: number[] = [];
  const unknown: string[] = [];
  let inBoth = 0;
  for (const key in ours) {
    const one = ours[key];
    // What this finds may be JavaScript's own, which no JSON value is the same as.
    const other = theirs[key];
    if (isPlainlySame(one, other) && !walk.all) {
      inBoth++;
      continue;
    }
    const place = known.places.get(key);
    if (place === undefined) unknown.push(key);
    else insert(places, place);
    if (Object.hasOwn(theirs, key)) inBoth++;
  }
  let left = keysOf(theirs).length - inBoth;
  for (const key in theirs) {
    if (left === 0) break;
    if (Object.hasOwn(ours, key)) continue;
    left--;
    const place = known.places.get(key);
    if (place === undefined) unknown.push(key);
    else insert(places, place);
  }
  for (const place of places) {
    const member = known.members[place];
    if (member !== undefined) values(walk, member.field.path, member, ours[member.key], theirs[member.key]);
  }
  for (const key of unknown) {
    walk.later.push(() => {
      values(walk, joinPath(path, key), undefined, memberOf(ours, key), memberOf(theirs, key));
    });
  }
}

function values(
  walk: Walk,
  path: string,
  known: Known | undefined,
  one: Json | undefined,
  other: Json | undefined,
): void {
  const ours = membersIn(one);
  const theirs = membersIn(other);
  if (ours === undefined && theirs === undefined) {
    leaf(walk, path, known, one, other);
    return;
  }
  if (ours === undefined && one !== undefined) leaf(walk, path, known, one, undefined);
  if (theirs === undefined && other !== undefined) leaf(walk, path, known, undefined, other);
  if (known === undefined || known.field.kind === 'map') entries(walk, path, known, ours ?? NOTHING, theirs ?? NOTHING);
  else objects(walk, path, known, ours ?? NOTHING, theirs ?? NOTHING);
}

/** Entries of a map, in the order of a job's life, or members of an object that the catalogue does not have. */
function entries(walk: Walk, path: string, map: Known | undefined, ours: JsonObject, theirs: JsonObject): void {
  const keys = keysOf(ours);
  for (const key of keysOf(theirs)) if (!Object.hasOwn(ours, key)) keys.push(key);
  if (map !== undefined) keys.sort((a, b) => stateRank(a) - stateRank(b));
  for (const key of keys) {
    const one = memberOf(ours, key);
    const other = memberOf(theirs, key);
    if (walk.all || !isPlainlySame(one, other)) values(walk, joinPath(path, key), undefined, one, other);
  }
}

function leaf(
  walk: Walk,
  path: string,
  known: Known | undefined,
  one: Json | undefined,
  other: Json | undefined,
): void {
  const isSame = one !== undefined && other !== undefined && (isPlainlySame(one, other) || sameJson(one, other));
  if (!isSame || walk.all) walk.meet(known?.field ?? describePath(path), one, other, isSame);
}

/** Keeps few numbers in order, smallest first. */
function insert(places: number[], place: number): void {
  let at = places.length;
  for (; at > 0; at--) {
    const before = places[at - 1];
    if (before === undefined || before < place) break;
    places[at] = before;
  }
  places[at] = place;
}

/** The value as an object that has members; undefined for all else, empty objects included. */
function membersIn(value: Json | undefined): JsonObject | undefined {
  return typeof value === 'object' && value !== null && isJsonObject(value) && hasMembers(value) ? value : undefined;
}

function hasMembers(object: JsonObject): boolean {
  return keysOf(object).length > 0;
}

/** Whether it can be told at once that both are the same, as of nearly all members: texts, and numbers that are written alike. */
function isPlainlySame(one: Json | undefined, other: Json | undefined): boolean {
  if (typeof one !== 'object') return one === other;
  return isJsonNumber(one) && isJsonNumber(other) && one.value === other.value;
}
