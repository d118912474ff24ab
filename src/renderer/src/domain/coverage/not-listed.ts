import { LISTED_FOR_MS } from './span';

/** A job that a complete list of its account and Region did not hold, and what is known about it. */
export interface NotListed {
  /** First and last time that a complete list did not hold it, epoch ms UTC. */
  readonly missedFirst: number;
  readonly missedLast: number;
  /** When the first of these lists was begun, epoch ms UTC, if not then: it may have been gone on with days later. */
  readonly begunAt?: number | undefined;
  /** When AWS last answered about it, by a list or a description, epoch ms UTC. */
  readonly lastSeen: number;
  /** Epoch ms UTC; undefined while it had not finished. */
  readonly completedAt?: number | undefined;
}

/**
 * - `forgotten`: it finished more than 30 days before the list that missed it was begun, so that this was to be expected.
 * - `answered-since`: not listed, and yet AWS has answered about it after it was missed.
 * - `unclear`: AWS should still list it, or should have on the first of the pages.
 */
export type NotListedKind = 'forgotten' | 'answered-since' | 'unclear';

export interface NotListedReasons {
  readonly kind: NotListedKind;
  /** When AWS Backup removes it, or has removed it, epoch ms UTC; undefined: it had not finished when it was last seen. */
  readonly forgottenAt: number | undefined;
  /** What it can be, the likeliest first; whole sentences. */
  readonly reasons: readonly string[];
}

const ELSEWHERE = [
  'The list came from another account, or from a view that does not include this job’s account.',
  'The permissions of the profile have changed.',
  'The endpoint that answers now is another one.',
] as const;

const MAY_HAVE_ENDED = 'It may have finished since it was last seen, more than 30 days before the list.';
const WHILE_READ =
  'Its 30 days after finishing ended while the list was being read: AWS Backup may have removed its record before its page came.';

/** Why a job may be missing from a list. Possibilities, never a verdict: AWS does not say. */
export function whyNotListed(missed: NotListed): NotListedReasons {
  const { missedFirst, begunAt = missedFirst, missedLast, lastSeen, completedAt } = missed;
  const forgottenAt = completedAt === undefined ? undefined : completedAt + LISTED_FOR_MS;
  if (lastSeen > missedLast) {
    return { kind: 'answered-since', forgottenAt, reasons: ELSEWHERE };
  }
  if (forgottenAt !== undefined && forgottenAt <= begunAt) {
    return {
      kind: 'forgotten',
      forgottenAt,
      reasons: ['AWS Backup removes the record of a copy job 30 days after the job finished. The copy itself stays.'],
    };
  }
  if (forgottenAt !== undefined && forgottenAt <= missedFirst) {
    // On which page it would have been nobody knows: on one that came before, it ought to have been.
    return { kind: 'unclear', forgottenAt, reasons: [WHILE_READ, ...ELSEWHERE] };
  }
  // Within 30 days of being seen unfinished, it cannot have been removed yet.
  const mayHaveEnded = forgottenAt === undefined && missedLast - lastSeen > LISTED_FOR_MS;
  return { kind: 'unclear', forgottenAt, reasons: [...(mayHaveEnded ? [MAY_HAVE_ENDED] : []), ...ELSEWHERE] };
}
