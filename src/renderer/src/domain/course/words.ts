import { formatDuration, SECOND_MS } from '../durations';
import { instantWithZone, type TimeDisplay } from '../instants';
import { timeIn } from './course';
import { FIRST_STATE, isEnd, PASSING_STATES } from './life';
import type { Bounds, Course, Stretch } from './types';
import { betweenWords, rangeWords, whenWords } from './when';

/** A span in which followed jobs were due and nobody could ask about them. */
export interface CourseGap {
  /** Epoch ms UTC. */
  readonly from: number;
  /** Absent while it lasts. */
  readonly until?: number;
  readonly why: string;
}

/** Look-ups that failed in the same way, one after the other. */
export interface FailedLooks {
  /** Epoch ms UTC. */
  readonly firstAt: number;
  readonly lastAt: number;
  readonly times: number;
  readonly error: { readonly code: string };
}

/** One thing that happened, or may have, in words. */
export interface CourseItem {
  readonly kind: 'state' | 'unseen' | 'failure' | 'gap';
  /** Epoch ms UTC: where it stands among the others. */
  readonly at: number;
  /** Of `state` and `unseen`. */
  readonly state?: string;
  /** Of `state`: when it began. */
  readonly began?: Bounds;
  readonly text: string;
}

/** What happened beside the job's own states. */
export interface Surroundings {
  readonly failures: readonly FailedLooks[];
  readonly gaps: readonly CourseGap[];
}

/** Everything that a picture of the course shows, in words, in time order. */
export function courseItems(course: Course, { failures, gaps }: Surroundings, times: TimeDisplay): CourseItem[] {
  const seen = new Set(course.stretches.map(({ state }) => state));
  const unseen = PASSING_STATES.filter((state) => !seen.has(state));
  const items: CourseItem[] = [
    ...course.stretches.map((stretch): CourseItem => ({
      kind: 'state',
      at: stretch.began.latest,
      state: stretch.state,
      began: stretch.began,
      text: stretchWords(stretch, course, times),
    })),
    ...unseen.flatMap((state) => unseenItem(state, course, times) ?? []),
    ...failures.map(({ firstAt, lastAt, times: count, error }): CourseItem => ({
      kind: 'failure',
      at: firstAt,
      text: `${count === 1 ? 'A look-up' : `${count} look-ups`} failed ${betweenWords(firstAt, lastAt, times)}: ${error.code}.`,
    })),
    ...gaps.map((gap): CourseItem => ({ kind: 'gap', at: gap.from, text: gapWords(gap, times) })),
  ];
  return items.sort((a, b) => a.at - b.at);
}

function stretchWords({ state, began, dated, ended, timesSeen }: Stretch, course: Course, times: TimeDisplay): string {
  const became = dated && state === FIRST_STATE ? 'Created' : `Became ${state}`;
  const verb = isEnd(state) ? `Ended as ${state}` : became;
  const parts = [`${verb} ${whenWords(began, times)}${dated ? ', by AWS Backup’s own date' : ''}.`];
  const last = course.known?.to ?? began.latest;
  if (ended !== undefined) {
    parts.push(`It left that state ${whenWords(ended, times)}${rangeOf(began, ended)}.`);
  } else if (course.end === undefined) {
    const least = rangeWords({ least: last - began.latest, most: undefined });
    parts.push(
      `It was still so ${whenWords({ earliest: last, latest: last }, times)}${least === undefined ? '' : `; it had lasted ${least}`}.`,
    );
  }
  parts.push(timesSeen === 0 ? 'Not seen itself.' : `Seen ${timesSeen === 1 ? 'once' : `${timesSeen} times`}.`);
  return parts.join(' ');
}

function rangeOf(began: Stretch['began'], ended: NonNullable<Stretch['ended']>): string {
  const least = Math.max((ended.earliest ?? began.latest) - began.latest, 0);
  const most = began.earliest === undefined ? undefined : ended.latest - began.earliest;
  const words = rangeWords({ least, most });
  return words === undefined ? '' : `; it lasted ${words}`;
}

/** A state of every job's life that nobody saw, if the job can have been in it by now. */
function unseenItem(state: string, course: Course, times: TimeDisplay): CourseItem | undefined {
  const within = course.segments.filter(({ states }) => states.includes(state));
  const [first, last] = [within[0], within.at(-1)];
  if (!first || !last) return undefined;
  const range = rangeWords({ ...timeIn(course, state), least: 0 });
  return {
    kind: 'unseen',
    at: first.from,
    state,
    text: `${state} was not seen. If the job was in it, then ${betweenWords(first.from, last.to, times)}${range === undefined ? '' : `, for ${range}`}.`,
  };
}

const GAP_REASONS: ReadonlyMap<string, string> = new Map([
  ['asleep', 'this computer was asleep'],
  ['offline', 'AWS Backup was not reached'],
  ['unavailable', 'AWS Backup could not answer'],
  ['signed-out', 'the profile needed a sign-in'],
  ['refused', 'AWS Backup refused to answer'],
  ['closed', 'Copytrail was not running'],
]);

/** Why nobody asked, for the end of a sentence. */
export function gapReason(why: string): string {
  return GAP_REASONS.get(why) ?? why;
}

export function gapWords({ from, until, why }: CourseGap, times: TimeDisplay): string {
  const span = until === undefined ? `since ${instantWithZone(from, times)}` : betweenWords(from, until, times);
  return `Not asked ${span}: ${gapReason(why)}.`;
}

/** What makes the bounds less certain than they look; whole sentences. */
export function courseCautions({ clockAheadMs, oddities }: Course): string[] {
  const cautions: string[] = [];
  const off = Math.abs(clockAheadMs);
  if (off >= SECOND_MS) {
    const [side, why] =
      clockAheadMs < 0
        ? ['behind', 'an answer came before the time that it tells of']
        : ['ahead of', 'the job was seen unfinished after AWS Backup’s own completion date'];
    cautions.push(
      `This computer’s clock was ${side} AWS Backup’s by at least ${formatDuration(off)}: ${why}. The times of answers are put right by that much here; the difference may have been larger.`,
    );
  }
  if (oddities.includes('clocks')) {
    cautions.push(
      'Some answers contradict AWS Backup’s own dates, however the clocks stood. Bounds near these dates may be off.',
    );
  }
  if (oddities.includes('went-back')) {
    cautions.push(
      'AWS Backup told states in an order that a copy job’s life does not have. What is said here holds only if the job did not leave a state and come back between two equal answers.',
    );
  }
  return cautions;
}
