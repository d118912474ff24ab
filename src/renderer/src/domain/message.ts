import type { CopyJobReading } from './copy-job';
import { HOUR_MS } from './durations';
import { ACCESS_PATTERNS } from './message/access';
import { SOURCES, type Hint, type Pattern } from './message/types';
import { WORK_PATTERNS } from './message/work';
import { outcomeOf } from './outcome';

export type { Hint } from './message/types';

/** Messages we know something about, the more telling ones first. Facts: AWS Backup developer guide and AWS re:Post. */
export const MESSAGE_PATTERNS: readonly Pattern[] = [...ACCESS_PATTERNS, ...WORK_PATTERNS];

/** AWS Backup retries for so long after errors of its own, and the job stays CREATED meanwhile. */
const RETRY_PHASE_MS = 2 * HOUR_MS;

/** Most possibilities worth reading. */
const MAX_HINTS = 2;

/** What a status message may mean; the likeliest first. Empty: we know nothing about it. */
export function hintsForMessage(message: string): readonly Hint[] {
  const fitting = MESSAGE_PATTERNS.filter(({ pattern }) => pattern.test(message));
  const telling = fitting.filter(({ general }) => general !== true);
  return (telling.length > 0 ? telling : fitting)
    .slice(0, MAX_HINTS)
    .map(({ id, cause, remedy, source, inferred }) => ({ id, cause, remedy, source, inferred }));
}

/**
 * What may stand behind the way a job is: its message, children that failed, or waiting for long.
 * @param now epoch ms UTC
 */
export function hintsFor(reading: CopyJobReading, now: number): readonly Hint[] {
  const outcome = outcomeOf(reading);
  const hints: Hint[] = [];
  if (outcome.seeChildren) hints.push(CHILDREN);
  if (outcome.kind === 'created' && reading.createdAt !== undefined) {
    hints.push(now - reading.createdAt < RETRY_PHASE_MS ? WAITING : WAITING_LONG);
  }
  if (reading.statusMessage !== undefined) hints.push(...hintsForMessage(reading.statusMessage));
  return hints;
}

const CHILDREN: Hint = {
  id: 'children',
  cause:
    'This job stands for a group, and some of its parts did not make their copy: some types in a group cannot be copied.',
  remedy: 'Look at the child jobs (those whose ParentJobId is this job’s id); each has a message of its own.',
  source: SOURCES.stacks,
  inferred: false,
};

const WAITING: Hint = {
  id: 'waiting',
  cause:
    'The job has not started. AWS Backup may be retrying, which takes up to two hours, or another job runs for the same resource.',
  remedy: 'Wait, and look again after two hours.',
  source: SOURCES.copies,
  inferred: false,
};

const WAITING_LONG: Hint = {
  id: 'waiting-long',
  cause:
    'The job has waited for more than two hours. Another job may be running for the same resource, or the number of copies to that Region or vault is at its limit.',
  remedy: 'Look for other copies of the resource, start copies at different times, and spread them over vaults.',
  source: SOURCES.quotas,
  inferred: false,
};
