/** What AWS said about a job, again and again, and when. */
export interface Looks {
  /** As AWS sent it; undefined if it sent none. */
  readonly state: string | undefined;
  /** When the answers came, by this computer's clock: epoch ms UTC. Some inner ones may be left out. */
  readonly seen: readonly number[];
  /** How many answers there were. */
  readonly timesSeen: number;
}

/** Everything that is known of when a job was in which state. In any order. */
export interface CourseFacts {
  readonly looks: readonly Looks[];
  /** AWS's own times, by AWS's clock: epoch ms UTC. */
  readonly createdAt: number | undefined;
  readonly completedAt: number | undefined;
}

/** Something happened at `earliest` or later and at `latest` or before; the two are equal where AWS itself says when. */
export interface Bounds {
  /** Undefined: nothing tells how early. */
  readonly earliest: number | undefined;
  readonly latest: number;
}

/** One stay in one state. */
export interface Stretch {
  readonly state: string;
  readonly began: Bounds;
  /** Whether AWS's own date says when it began. */
  readonly dated: boolean;
  /** Undefined: it was not seen to end. `earliest` is never undefined. */
  readonly ended: Bounds | undefined;
  /** How many answers said so. 0: the state follows from AWS's times alone. */
  readonly timesSeen: number;
}

/** A span of time and what is known of it. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  /**
   * The state that the job was in; or those that it may have been in, of the states that are known, in the order of a job's life.
   * Never empty.
   */
  readonly states: readonly string[];
  /** False also for one state alone: AWS may have one that nobody has seen yet. */
  readonly certain: boolean;
}

/**
 * What does not fit. `went-back`: states came in an order that a job's life does not have, or came again. `clocks`: no one
 * difference between the two clocks explains all answers.
 */
export type CourseOddity = 'went-back' | 'clocks';

/** The course of a job. All times are by AWS's clock as far as that can be told: see `clockAheadMs`. */
export interface Course {
  readonly stretches: readonly Stretch[];
  /** One after the other, from the first thing known to the last, without holes. */
  readonly segments: readonly Segment[];
  /** When the job was over; undefined: it was not, when it was last seen. */
  readonly end: Bounds | undefined;
  /**
   * By how much this computer's clock was ahead of AWS's (negative: behind) at least, because else an answer would have come before
   * the job was there, or after it had ended. 0: nothing speaks against the two being equal. Already taken off all times here.
   */
  readonly clockAheadMs: number;
  readonly oddities: readonly CourseOddity[];
  /** The first and last time about which anything is certain; undefined: nothing is. */
  readonly known: { readonly from: number; readonly to: number } | undefined;
  /** Whether the creation date is known. */
  readonly hasBeginning: boolean;
}

/** How long a job was in a state, all its stays together, milliseconds. */
export interface TimeInState {
  readonly least: number;
  /** Undefined: nothing sets a limit. */
  readonly most: number | undefined;
  /** Whether it was in that state when it was last seen, and not over. */
  readonly lasts: boolean;
  /** Whether it is not over, was never seen in that state, and may yet come to it. */
  readonly ahead: boolean;
}
