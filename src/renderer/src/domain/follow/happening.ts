import type { NoticeKind } from '../../../../preload/contract/shapes';
import type { OutcomeKind } from '../outcome';

/** What tells whether a job has come to its end. */
export interface EndFacts {
  readonly outcomeKind: OutcomeKind;
  readonly completedAt?: number;
  readonly lastLookup: { readonly error?: { readonly code: string } };
}

/** How a followed job has ended; undefined: it has not. */
export type EndKind = Exclude<NoticeKind, 'overstays'>;

/**
 * How a job has ended, as far as is known. A state that nobody has documented, or none at all, is an end if there is a completion
 * date, and one to look at; CREATED and RUNNING are none, whatever date stands beside them. `gone`: AWS said last that it has no
 * such job.
 */
export function endOf({ outcomeKind, completedAt, lastLookup }: EndFacts): EndKind | undefined {
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
      return completedAt === undefined ? goneAfter(lastLookup) : 'with-issues';
    case 'created':
    case 'running':
      return goneAfter(lastLookup);
  }
}

function goneAfter({ error }: EndFacts['lastLookup']): 'gone' | undefined {
  return error?.code === 'NotFound' ? 'gone' : undefined;
}
