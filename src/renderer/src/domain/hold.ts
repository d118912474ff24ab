/** Somebody wants a job kept, whatever rules for thinning out say. */
export interface Hold {
  /** When it was held, epoch ms UTC. */
  readonly at: number;
  /** Who wants it and why, as it was written; may be empty. */
  readonly why: string;
}

/** The most letters that a reason has. */
export const LONGEST_REASON = 1000;

/** The hold on a job that two histories hold, or one of them: it stays, with the words that were written last. The order does not matter. */
export function joinHolds(one: Hold | undefined, other: Hold | undefined): Hold | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  if (one.at !== other.at) return one.at > other.at ? one : other;
  return one.why >= other.why ? one : other;
}

/** What is shown of a hold without words: it must not look like none. */
export const NO_REASON = 'No reason given';

/** The words of a hold, for people. */
export function reasonOf({ why }: Hold): string {
  return why === '' ? NO_REASON : why;
}
