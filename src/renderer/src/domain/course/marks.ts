import type { PictureWindow } from './picture';
import { placeIn } from './picture';

/** A snapshot, as far as a picture needs it. */
export interface SeenSnapshot {
  readonly id: string;
  readonly state?: string;
  /** By this computer's clock, ascending. */
  readonly seen: readonly number[];
  readonly timesSeen: number;
  readonly first: AnsweredBy;
  readonly last: AnsweredBy;
}

interface AnsweredBy {
  readonly source: string;
  readonly profile: { readonly name: string };
}

/** One answer in the picture, or several that stand too close to be told apart. All of one snapshot. */
export interface ObservationMark {
  readonly snapshotId: string;
  readonly state: string | undefined;
  /** When the first and the last of them came, by this computer's clock. */
  readonly from: number;
  readonly to: number;
  /** How many times are listed. */
  readonly times: number;
  /** Whether there were more answers, whose times are not kept. */
  readonly orMore: boolean;
  /** Of one answer, or of several from one place: where it came from. */
  readonly by: AnsweredBy | undefined;
  /** From 0 to 1; undefined: after what the picture shows. */
  readonly place: number | undefined;
}

interface Drawn {
  readonly window: PictureWindow;
  /** To be taken off this computer's times. */
  readonly clockAheadMs: number;
  /** Least distance of two marks, as a part of the picture's width. */
  readonly apart: number;
}

/** The marks of all answers about a job, in time order. */
export function observationMarks(snapshots: readonly SeenSnapshot[], drawn: Drawn): readonly ObservationMark[] {
  const marks = snapshots.flatMap((snapshot) =>
    groupsOf(snapshot.seen, drawn).map((group) => markOf(snapshot, group, drawn)),
  );
  return marks.sort((a, b) => a.from - b.from);
}

function placeOf(at: number, { window, clockAheadMs }: Drawn): number | undefined {
  return at - clockAheadMs > window.to ? undefined : placeIn(window)(at - clockAheadMs);
}

/** Times that stand close to the first of their group; all that come after the picture are one group. */
function groupsOf(seen: readonly number[], drawn: Drawn): number[][] {
  const groups: number[][] = [];
  let start: number | undefined;
  for (const at of seen) {
    const place = placeOf(at, drawn);
    const group = groups.at(-1);
    const isNear = place === undefined ? start === undefined : start !== undefined && place - start < drawn.apart;
    if (group && isNear) group.push(at);
    else {
      groups.push([at]);
      start = place;
    }
  }
  return groups;
}

function markOf(snapshot: SeenSnapshot, group: readonly number[], drawn: Drawn): ObservationMark {
  const { id, state, seen, timesSeen, first, last } = snapshot;
  const [from = 0, to = from] = [group[0], group.at(-1)];
  const isSame = first.source === last.source && first.profile.name === last.profile.name;
  const isOne = group.length === 1;
  const own = isOne && from === seen[0] ? first : isOne && from === seen.at(-1) ? last : undefined;
  return {
    snapshotId: id,
    state,
    from,
    to,
    times: group.length,
    orMore: timesSeen > seen.length && !isOne,
    by: own ?? (isSame && seen.length <= 2 ? first : undefined),
    place: placeOf(from, drawn),
  };
}
