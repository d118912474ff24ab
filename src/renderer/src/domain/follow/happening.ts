import type { NoticeKind } from '../../../../preload/contract/settings';
import type { ProfileRef } from '../../../../preload/contract/shapes';
import type { OutcomeKind } from '../outcome';

/** What tells whether AWS still knows a job. */
interface LookUpFacts {
  /** `profile`: whose look-up failed. */
  readonly lastLookup: { readonly error?: { readonly code: string }; readonly profile?: ProfileRef };
  /** The one that was answered last. */
  readonly profile?: ProfileRef;
}

/** What tells whether a job has come to its end. */
export interface EndFacts extends LookUpFacts {
  readonly outcomeKind: OutcomeKind;
  readonly completedAt?: number;
}

/** How a followed job has ended; undefined: it has not. */
export type EndKind = Exclude<NoticeKind, 'overstays'>;

/**
 * How a job has ended, as far as is known. A state that nobody has documented, or none at all, is an end if there is a completion
 * date, and one to look at; CREATED and RUNNING are none, whatever date stands beside them. `gone`: AWS said last that it has no
 * such job.
 */
export function endOf(facts: EndFacts): EndKind | undefined {
  const { outcomeKind, completedAt } = facts;
  switch (outcomeKind) {
    case 'completed':
      return 'completed';
    case 'completed-with-issues':
      return 'with-issues';
    case 'partial':
      return 'partial';
    case 'failed':
      return 'failed';
    case 'other':
    case 'none':
      return completedAt === undefined ? goneAfter(facts) : 'with-issues';
    case 'created':
    case 'running':
      return goneAfter(facts);
  }
}

/**
 * Whether AWS said last that it has no such job, to a profile that it told of the job before. Another one may be of another account, which
 * never had it.
 */
export function isGone({ lastLookup, profile }: LookUpFacts): boolean {
  if (lastLookup.error?.code !== 'NotFound') return false;
  const by = lastLookup.profile;
  return by === undefined || profile === undefined || (by.origin === profile.origin && by.name === profile.name);
}

function goneAfter(facts: LookUpFacts): 'gone' | undefined {
  return isGone(facts) ? 'gone' : undefined;
}
