import { union } from '../../domain/coverage/intervals';
import { without } from '../../domain/without';
import type { StoredGap } from '../coverage/gap-rows';
import type { StoredNotListed, StoredPlace, StoredReading } from '../coverage/rows';
import { isListedAfter } from '../history/join-jobs';
import { shelfKeyOf } from '../history/rows';
import type { Shelf } from '../history/shelf';

/* Joining what another history says was looked at. Its jobs must be joined before: these rows claim to know of them. */

/** Readings are named by ids that no two have. Of one that both have, the one that came further stays. */
export async function joinReadings(shelf: Shelf, readings: readonly StoredReading[]): Promise<void> {
  const kept = await Promise.all(readings.map(({ id }) => shelf.coverage.reading(id)));
  const further = readings.filter((row, at) => {
    const own = kept[at];
    return own === undefined || momentOf(own) < momentOf(row);
  });
  await shelf.coverage.putReadings(further.map(givenUp));
}

/** What both have covered together. */
export async function joinPlaces(shelf: Shelf, places: readonly StoredPlace[]): Promise<void> {
  for (const place of places) {
    const kept = await shelf.coverage.place(place.placeKey);
    await shelf.coverage.putPlace(kept === undefined ? place : joinedPlace(kept, place));
  }
}

/** A job is marked as missing if it has not been listed since. */
export async function joinNotListed(shelf: Shelf, marks: readonly StoredNotListed[]): Promise<void> {
  const rows = await shelf.jobs(marks.map(({ jobKey }) => shelfKeyOf(jobKey)));
  const standing = marks.filter(({ begunAt, missedFirst }, at) => {
    const row = rows[at];
    return row !== undefined && !isListedAfter(row.runs, begunAt ?? missedFirst);
  });
  await shelf.coverage.markNotListed(standing);
}

/** Gaps are named by ids that no two have. One that lasted when the other history was saved is over here: another computer had it. */
export async function joinGaps(shelf: Shelf, gaps: readonly StoredGap[]): Promise<void> {
  const known = new Set((await Promise.all(gaps.map((gap) => sameGap(shelf, gap)))).flatMap((gap) => gap?.id ?? []));
  await shelf.coverage.putGaps(gaps.filter(({ id }) => !known.has(id)).map(ended));
}

async function sameGap(shelf: Shelf, { id, region, from }: StoredGap): Promise<StoredGap | undefined> {
  return (await shelf.coverage.gapsBegun(region, from, from)).find((gap) => gap.id === id);
}

function ended(gap: StoredGap): StoredGap {
  if (gap.open === undefined && gap.until !== undefined) return gap;
  return { ...without(gap, 'open', 'lastedAt'), until: gap.until ?? gap.lastedAt ?? gap.from };
}

/** The last time something became of a reading, epoch ms UTC. */
function momentOf({ endedAt, lastAt, startedAt, askedAt }: StoredReading): number {
  return endedAt ?? lastAt ?? startedAt ?? askedAt;
}

/** Nobody goes on with a reading of another history: AWS's place in the list is not good for long. */
function givenUp(row: StoredReading): StoredReading {
  if (row.open === undefined) return row;
  const isUnderWay = row.state === 'waiting' || row.state === 'reading';
  return {
    ...without(row, 'open', 'nextToken'),
    ...(isUnderWay && { state: 'cancelled' as const, endedAt: momentOf(row) }),
  };
}

function joinedPlace(one: StoredPlace, other: StoredPlace): StoredPlace {
  const [earlier, later] = (one.lastTry?.at ?? 0) <= (other.lastTry?.at ?? 0) ? [one, other] : [other, one];
  return {
    ...earlier,
    ...later,
    covered: union([...one.covered, ...other.covered]),
    ...latest('lastCompleteAt', one, other),
    ...latest('newest', one, other),
    ...latest('markedAt', one, other),
  };
}

function latest<K extends 'lastCompleteAt' | 'newest' | 'markedAt'>(
  name: K,
  one: StoredPlace,
  other: StoredPlace,
): { readonly [P in K]?: number } {
  const times = [one[name], other[name]].filter((time) => time !== undefined);
  return times.length === 0 ? {} : ({ [name]: Math.max(...times) } as { readonly [P in K]?: number });
}
