import { FIRST_STATE, isEnd, isLifeOrder, isUnfinished, lifeRank } from './life';
import type { CourseFacts, CourseOddity, Looks } from './types';

/** Something certain: at this time the job was in this state. */
export interface Knot {
  /** Epoch ms UTC, by AWS's clock as far as that can be told. */
  readonly at: number;
  readonly state: string;
  /** `seen`: an answer said so. Else AWS's own times do: this is when it came into that state. */
  readonly by: 'creation' | 'completion' | 'seen';
  /** How many answers it stands for. */
  readonly times: number;
}

export interface Knots {
  /** In time order. */
  readonly knots: readonly Knot[];
  readonly clockAheadMs: number;
  readonly oddities: readonly CourseOddity[];
}

interface Look {
  readonly at: number;
  readonly state: string;
  readonly times: number;
}

/**
 * Puts AWS's times and what was seen on one line. They come from two clocks: where they contradict each other, this
 * computer's is taken to be off by as little as explains it.
 */
export function knotsOf({ looks, createdAt, completedAt }: CourseFacts): Knots {
  const seen = looks.flatMap(singleLooks).sort((a, b) => a.at - b.at);
  const told = seen.filter((look): look is Look => look.state !== undefined).sort(inLifeOrder);
  const wentBack = !isLifeOrder(told.map(({ state }) => state));
  const completion = usableCompletion(told, { createdAt, completedAt, wentBack });
  const firstEnd = firstAfterCompletion(told, completion);
  const before = told.slice(0, firstEnd).findLast(({ state }) => isUnfinished(state));
  const after = told[firstEnd];

  const most = Math.min(distance(seen[0]?.at, createdAt) ?? Infinity, distance(after?.at, completion) ?? Infinity);
  const least = distance(before?.at, completion) ?? -Infinity;
  const clockAheadMs = most < 0 ? most : Math.max(least, 0);
  const oddities: CourseOddity[] = [...(wentBack ? (['went-back'] as const) : [])];
  if (least > most) oddities.push('clocks');

  const beforeIndex = before === undefined ? -1 : told.lastIndexOf(before);
  const placed = told.map((look, index): Knot => {
    const corrected = Math.max(look.at - clockAheadMs, createdAt ?? -Infinity);
    const knot = (at: number): Knot => ({ ...look, at, by: 'seen' });
    if (completion === undefined) return knot(corrected);
    if (index <= beforeIndex) return knot(Math.min(corrected, completion));
    return knot(index >= firstEnd ? Math.max(corrected, completion) : corrected);
  });
  return { knots: withDates(placed, createdAt, completion), clockAheadMs, oddities };
}

/** Those that are only counted are taken to have come with the first. */
function singleLooks({
  state,
  seen,
  timesSeen,
}: Looks): (Omit<Look, 'state'> & { readonly state: string | undefined })[] {
  const unlisted = Math.max(timesSeen - seen.length, 0);
  return seen.map((at, index) => ({ at, state, times: index === 0 ? 1 + unlisted : 1 }));
}

/** Answers of the same millisecond stand as a job lives, so that it does not matter which came first. */
function inLifeOrder(a: Look, b: Look): number {
  const rank = (state: string): number => lifeRank(state) ?? Infinity;
  return a.at - b.at || rank(a.state) - rank(b.state) || (a.state < b.state ? -1 : a.state > b.state ? 1 : 0);
}

function distance(at: number | undefined, from: number | undefined): number | undefined {
  return at === undefined || from === undefined ? undefined : at - from;
}

/** The completion date, unless what was seen last denies that the job is over, or the date cannot be. */
function usableCompletion(
  told: readonly Look[],
  { createdAt, completedAt, wentBack }: Omit<CourseFacts, 'looks'> & { readonly wentBack: boolean },
): number | undefined {
  const last = told.at(-1);
  if (completedAt === undefined || last === undefined || isUnfinished(last.state)) return undefined;
  if (createdAt !== undefined && completedAt < createdAt) return undefined;
  if (!wentBack) return completedAt;
  // A job that ended more than once: the date is that of the last end, if it lies where that was seen to come.
  const from = told.findLastIndex(({ state }) => !isEnd(state));
  const [left, right] = [told[from]?.at ?? -Infinity, told[from + 1]?.at ?? -Infinity];
  return left <= completedAt && completedAt <= right ? completedAt : undefined;
}

/** The first look that can only have been after the completion; the last look has told the date, so it is one. */
function firstAfterCompletion(told: readonly Look[], completion: number | undefined): number {
  if (completion === undefined) return told.length;
  const lastUnfinished = told.findLastIndex(({ state }) => isUnfinished(state));
  const end = told.findIndex(({ state }, index) => index > lastUnfinished && isEnd(state));
  return end < 0 ? told.length - 1 : end;
}

function withDates(
  placed: readonly Knot[],
  createdAt: number | undefined,
  completion: number | undefined,
): readonly Knot[] {
  const knots = [...placed];
  if (completion !== undefined) {
    const firstEnded = placed.findIndex(
      ({ at, state }, index) => !isUnfinished(state) && at >= completion && noneUnfinished(placed, index),
    );
    const state = placed[firstEnded]?.state;
    if (state !== undefined) knots.splice(firstEnded, 0, { at: completion, state, by: 'completion', times: 0 });
  }
  return createdAt === undefined ? knots : [{ at: createdAt, state: FIRST_STATE, by: 'creation', times: 0 }, ...knots];
}

function noneUnfinished(placed: readonly Knot[], from: number): boolean {
  return placed.slice(from).every(({ state }) => !isUnfinished(state));
}
