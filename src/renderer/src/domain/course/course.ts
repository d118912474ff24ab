import { knotsOf, type Knot } from './knots';
import { isEnd, lifeRank, PASSING_STATES, placeInLife } from './life';
import type { Bounds, Course, CourseFacts, Segment, Stretch, TimeInState } from './types';

/**
 * The course of a job, as far as it is certain.
 *
 * Two assumptions stand behind it, and no others: a job begins as CREATED, at its creation date; and a job that was twice in a
 * row seen in the same state did not leave it meanwhile. Between two looks that say different things, anything may have happened
 * that the order of a job's life allows. A look counts for the moment at which its answer came.
 */
export function courseOf(facts: CourseFacts): Course {
  const { knots, clockAheadMs, oddities } = knotsOf(facts);
  const groups = groupsOf(knots);
  const first = knots[0];
  const last = knots.at(-1);
  return {
    stretches: groups.flatMap((group, index) => stretchOf(group, groups[index - 1]?.at(-1), groups[index + 1]?.[0])),
    segments: segmentsOf(knots, oddities.includes('went-back')),
    end: endOf(knots),
    clockAheadMs,
    oddities,
    known: first && last && { from: first.at, to: last.at },
    hasBeginning: facts.createdAt !== undefined,
  };
}

function groupsOf(knots: readonly Knot[]): Knot[][] {
  const groups: Knot[][] = [];
  for (const knot of knots) {
    const group = groups.at(-1);
    if (group?.[0]?.state === knot.state) group.push(knot);
    else groups.push([knot]);
  }
  return groups;
}

/** As a list, for a group is never empty. */
function stretchOf(group: readonly Knot[], before: Knot | undefined, after: Knot | undefined): Stretch[] {
  const [first, last] = [group[0], group.at(-1)];
  if (!first || !last) return [];
  return [
    {
      state: first.state,
      began: { earliest: first.by === 'seen' ? before?.at : first.at, latest: first.at },
      dated: first.by !== 'seen',
      ended: after && { earliest: last.at, latest: after.at },
      timesSeen: group.reduce((sum, { times }) => sum + times, 0),
    },
  ];
}

function endOf(knots: readonly Knot[]): Bounds | undefined {
  const completion = knots.find(({ by }) => by === 'completion');
  if (completion !== undefined) return { earliest: completion.at, latest: completion.at };
  const last = knots.at(-1);
  if (last === undefined || !isEnd(last.state)) return undefined;
  const before = knots.findLastIndex(({ state }) => !isEnd(state));
  return { earliest: knots[before]?.at, latest: knots[before + 1]?.at ?? last.at };
}

function segmentsOf(knots: readonly Knot[], wentBack: boolean): Segment[] {
  const segments: Segment[] = [];
  for (let index = 1; index < knots.length; index++) {
    const [from, to] = [knots[index - 1], knots[index]];
    if (!from || !to || from.at === to.at) continue;
    const certain = from.state === to.state;
    const states = certain ? [from.state] : statesBetween(knots, index, wentBack);
    const before = segments.at(-1);
    // Neighbours that say the same are one, unless a look stands between two spans of which nothing is certain.
    if (certain && before?.certain === true && before.states[0] === from.state)
      segments[segments.length - 1] = { ...before, to: to.at };
    else segments.push({ from: from.at, to: to.at, states, certain });
  }
  return segments;
}

/** States that the job may have been in between two neighbouring knots that say different things. */
function statesBetween(knots: readonly Knot[], index: number, wentBack: boolean): string[] {
  const ranks = knots.map(({ state }) => lifeRank(state));
  const least = Math.max(...ranks.slice(0, index).map((rank) => rank ?? -Infinity));
  const most = Math.min(...ranks.slice(index).map((rank) => rank ?? Infinity));
  const passed = PASSING_STATES.filter((state) => {
    const rank = lifeRank(state) ?? 0;
    return wentBack || (least <= rank && rank <= most);
  });
  const [from, to] = [knots[index - 1], knots[index]];
  const between: string[] = [from?.state ?? '', ...passed];
  // It came into that state at that time, and not before.
  if (to && to.by !== 'completion') between.push(to.state);
  return [...new Set(between)].sort((a, b) => placeInLife(a) - placeInLife(b));
}

/** How long the job was in a state, seen or not. */
export function timeIn(course: Course, state: string): TimeInState {
  const lengths = (fits: (segment: Segment) => boolean): number =>
    course.segments.filter(fits).reduce((sum, { from, to }) => sum + (to - from), 0);
  const { stretches } = course;
  const lasts = course.end === undefined && stretches.at(-1)?.state === state;
  const ahead = course.end === undefined && !lasts && mayStandBeside(course, state, 'after');
  const earlier = !course.hasBeginning && (stretches[0]?.state === state || mayStandBeside(course, state, 'before'));
  return {
    least: lengths(({ certain, states }) => certain && states[0] === state),
    most: lasts || ahead || earlier ? undefined : lengths(({ states }) => states.includes(state)),
    lasts,
    ahead: ahead && stretches.every((stretch) => stretch.state !== state),
  };
}

/** Whether the job may have been in a state before the first thing known of it, or may be in it after the last. */
function mayStandBeside({ stretches, oddities }: Course, state: string, side: 'before' | 'after'): boolean {
  const rank = lifeRank(state);
  if (rank === undefined) return false;
  if (oddities.includes('went-back')) return true;
  const ranks = stretches.flatMap((stretch) => lifeRank(stretch.state) ?? []);
  return side === 'before' ? rank <= Math.min(...ranks) : rank >= Math.max(...ranks);
}
