/**
 * How single answers become a history.
 *
 * A job's history is a set of sightings: at this time, this content (by digest). Sorted by time and cut wherever the content
 * changes, the set falls into runs; a run is what people see as a snapshot: first seen, last seen, times seen. Because runs
 * depend on the set alone, it does not matter in which order sightings arrive: a late one may lengthen a run, stand between
 * two, or cut one in two, and the outcome is always the one a replay in time order would have had.
 * Sightings at the same millisecond are ordered by digest; the very same sighting twice is one.
 */
export interface Run<Origin = unknown> {
  readonly digest: string;
  /** When it was seen, epoch ms UTC, ascending, each once. Never empty; thinned out if very long. */
  readonly seen: readonly number[];
  /** How often it was seen; more than `seen.length` once that has been thinned out. */
  readonly timesSeen: number;
  /** Where the first and the last sighting came from. */
  readonly first: Origin;
  readonly last: Origin;
}

/** What it takes to bring the kept runs up to date. */
export interface Placement<Origin = unknown> {
  /** All runs as they are now, in time order. */
  readonly runs: readonly Run<Origin>[];
  /** Of those, the ones that are new or different. */
  readonly changed: readonly Run<Origin>[];
  /** Runs that were there before and are no more under that key. */
  readonly gone: readonly Run<Origin>[];
}

/**
 * Most times listed for one run. Twelve a minute for an hour would fill it; beyond that every second inner time is dropped
 * and only counted, so that a job watched for weeks stays small. If such a run must be cut later, the uncounted ones are shared
 * out in proportion.
 */
export const MAX_TIMES_LISTED = 720;

/** One sighting as a run of its own. */
export function runOf<Origin>(sighting: { at: number; digest: string; origin: Origin }): Run<Origin> {
  const { at, digest, origin } = sighting;
  return { digest, seen: [at], timesSeen: 1, first: origin, last: origin };
}

export function firstSeenOf(run: Run): number {
  return run.seen[0] ?? 0;
}

export function lastSeenOf(run: Run): number {
  return run.seen.at(-1) ?? 0;
}

/** Names a run within its job: no two runs begin at the same time with the same content. */
export function runKey(run: Run): string {
  return `${firstSeenOf(run)}@${run.digest}`;
}

/** Puts one observation where it belongs among the runs of its job. */
export function placeObservation<Origin>(
  runs: readonly Run<Origin>[],
  sighting: { at: number; digest: string; origin: Origin },
): Placement<Origin> {
  return mergeRuns(runs, [runOf(sighting)]);
}

/** Joins two histories of one job: a new observation with what is kept, or something restored with what was seen since. */
export function mergeRuns<Origin>(kept: readonly Run<Origin>[], incoming: readonly Run<Origin>[]): Placement<Origin> {
  const runs = regroup([...kept, ...incoming]);
  const before = new Map(kept.map((run) => [runKey(run), run]));
  const changed = runs.filter((run) => {
    const old = before.get(runKey(run));
    before.delete(runKey(run));
    return old === undefined || !sameRun(old, run);
  });
  return { runs, changed, gone: [...before.values()] };
}

/** A run as it stood at an earlier time. */
export interface EarlierRun<Origin = unknown> extends Run<Origin> {
  /** Set where not all of its sightings are listed: it had been seen at least so often by then, and last at that time or somewhat later. */
  readonly roughly?: true;
}

/**
 * The runs as a replay would have had them at a time (epoch ms UTC): only what was seen at or before it. Of a run that has been thinned out,
 * nobody knows when the sightings were that are only counted: those that are listed count.
 */
export function runsUntil<Origin>(runs: readonly Run<Origin>[], at: number): readonly EarlierRun<Origin>[] {
  return runs.flatMap((run): EarlierRun<Origin>[] => {
    if (lastSeenOf(run) <= at) return [run];
    const seen = run.seen.filter((time) => time <= at);
    if (seen.length === 0) return [];
    const isThinned = run.timesSeen > run.seen.length;
    // The origin of an inner sighting is not kept: the nearest one that is, and was known by then, is that of the first.
    const cut = { ...run, seen, timesSeen: seen.length, last: run.first };
    return [isThinned ? { ...cut, roughly: true } : cut];
  });
}

interface Sighting<Origin> {
  readonly at: number;
  readonly owner: Run<Origin>;
}

function regroup<Origin>(owners: readonly Run<Origin>[]): Run<Origin>[] {
  const groups: Sighting<Origin>[][] = [];
  let newest: Sighting<Origin> | undefined;
  for (const sighting of sightingsOf(owners)) {
    if (newest?.owner.digest === sighting.owner.digest) {
      if (newest.at !== sighting.at) groups.at(-1)?.push(sighting);
    } else groups.push([sighting]);
    newest = sighting;
  }
  const shares = shareUnlisted(groups, owners);
  return groups.map((group, index) => toRun(group, shares[index] ?? 0));
}

function sightingsOf<Origin>(owners: readonly Run<Origin>[]): Sighting<Origin>[] {
  const all = owners.flatMap((owner) => owner.seen.map((at) => ({ at, owner })));
  // Of one sighting in two histories, the one of which it is known where it came from counts.
  return all.sort(
    (a, b) => a.at - b.at || compare(a.owner.digest, b.owner.digest) || Number(isInner(a)) - Number(isInner(b)),
  );
}

function isInner<Origin>({ at, owner }: Sighting<Origin>): boolean {
  return at !== firstSeenOf(owner) && at !== lastSeenOf(owner);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function toRun<Origin>(group: readonly Sighting<Origin>[], unlisted: number): Run<Origin> {
  const first = group[0];
  const last = group.at(-1);
  if (!first || !last) throw new RangeError('A run has at least one sighting.');
  return {
    digest: first.owner.digest,
    seen: thin(group.map(({ at }) => at)),
    timesSeen: group.length + unlisted,
    // The origin of an inner sighting is not kept; where a run was cut, its ends borrow the nearest one that is.
    first: first.at === firstSeenOf(first.owner) ? first.owner.first : first.owner.last,
    last: last.at === lastSeenOf(last.owner) ? last.owner.last : last.owner.first,
  };
}

/** A list of times (ascending), the inner ones of a very long one dropped by turns. */
export function thin(times: readonly number[]): readonly number[] {
  if (times.length <= MAX_TIMES_LISTED) return times;
  const end = times.length - 1;
  return times.filter((_, index) => index === 0 || index === end || index % 2 === 0);
}

/** Sightings that are only counted go to the groups that hold their run's listed ones, in proportion; the rest to the last. */
function shareUnlisted<Origin>(
  groups: readonly (readonly Sighting<Origin>[])[],
  owners: readonly Run<Origin>[],
): number[] {
  const shares = groups.map(() => 0);
  for (const owner of owners) {
    const unlisted = owner.timesSeen - owner.seen.length;
    if (unlisted <= 0) continue;
    let left = unlisted;
    let last = 0;
    groups.forEach((group, index) => {
      const own = group.filter((sighting) => sighting.owner === owner).length;
      if (own === 0) return;
      const share = Math.floor((unlisted * own) / owner.seen.length);
      shares[index] = (shares[index] ?? 0) + share;
      left -= share;
      last = index;
    });
    shares[last] = (shares[last] ?? 0) + left;
  }
  return shares;
}

function sameRun(a: Run, b: Run): boolean {
  return (
    a.timesSeen === b.timesSeen &&
    a.first === b.first &&
    a.last === b.last &&
    a.seen.length === b.seen.length &&
    a.seen.every((at, index) => at === b.seen[index])
  );
}
