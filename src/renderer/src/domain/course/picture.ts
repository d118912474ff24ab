import { SECOND_MS } from '../durations';
import { placeInLife } from './life';
import type { Course } from './types';

/** The span of time that a picture of a job's course shows. */
export interface PictureWindow {
  readonly from: number;
  readonly to: number;
}

/** Nothing is drawn in less time than this. */
const LEAST_SPAN_MS = 10 * SECOND_MS;
/** How much of the picture what came after the interesting part may take. */
const MOST_TAIL = 0.3;
/** Room behind the last thing, so that it is not lost at the edge. */
const LEAST_TAIL = 0.06;

/**
 * From the first thing known to the end of the job, and of what came after it as much as does not squash the rest: a job that ended
 * within the hour and was seen again three weeks later is shown by the hour. The end of a job that is not over is now, in the same
 * bounds.
 * @param seen when answers came, by this computer's clock
 * @param now epoch ms UTC
 */
export function pictureWindow(course: Course, seen: readonly number[], now: number): PictureWindow | undefined {
  const { known, end, clockAheadMs } = course;
  if (known === undefined) return undefined;
  const core = Math.max((end?.latest ?? known.to) - known.from, LEAST_SPAN_MS);
  const edge = known.from + core;
  // What fits: further looks at a job that is over, or the time since the last one at a job that is not.
  const later = (end === undefined ? [now] : seen).map((at) => at - clockAheadMs);
  const most = edge + core * MOST_TAIL;
  const isCut = end === undefined && later.some((at) => at > most);
  const last = isCut ? most : Math.max(edge + core * LEAST_TAIL, ...later.filter((at) => at <= most));
  return { from: known.from, to: last };
}

/** A part of a lane, as parts of the picture's width from 0 to 1. */
export interface Bar {
  readonly from: number;
  readonly to: number;
  /** False: it may have been in that state, or in another. */
  readonly certain: boolean;
}

/** One state and when the job was, or may have been, in it. */
export interface Lane {
  readonly state: string;
  readonly bars: readonly Bar[];
}

/** One lane for each state, in the order of a job's life. */
export function lanesOf(course: Course, window: PictureWindow, now: number): readonly Lane[] {
  const place = placeIn(window);
  const lanes = new Map<string, Bar[]>();
  // States of a single moment have a lane, too.
  const passed = course.segments.flatMap(({ states }) => states);
  for (const state of [...passed, ...course.stretches.map((stretch) => stretch.state)].sort(inLifeOrder))
    lanes.set(state, []);
  for (const { from, to, states, certain } of [...course.segments, ...tailOf(course, window, now)]) {
    if (from >= window.to) continue;
    for (const state of states) lanes.get(state)?.push({ from: place(from), to: place(to), certain });
  }
  return [...lanes].map(([state, bars]) => ({ state, bars }));
}

function inLifeOrder(a: string, b: string): number {
  return placeInLife(a) - placeInLife(b);
}

/** What is known of the time behind the last look: a job that is over stays so. Nothing is known of the time that is still to come. */
function tailOf(course: Course, window: PictureWindow, now: number): Course['segments'] {
  const last = course.stretches.at(-1);
  if (last === undefined || course.known === undefined) return [];
  const isOver = course.end !== undefined;
  const to = Math.min(window.to, now - course.clockAheadMs);
  const { to: from } = course.known;
  return to > from ? [{ from, to, states: [last.state], certain: isOver }] : [];
}

/** Where a time stands in the picture, from 0 to 1; times outside of it stand at its edges. */
export function placeIn({ from, to }: PictureWindow): (at: number) => number {
  return (at) => Math.min(Math.max((at - from) / (to - from), 0), 1);
}
