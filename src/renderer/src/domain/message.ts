import type { CopyJobReading } from './copy-job';
import { ACCESS_PATTERNS } from './message/access';
import { SOURCES, type Hint, type Pattern } from './message/types';
import { WORK_PATTERNS } from './message/work';
import { outcomeOf } from './outcome';

export type { Hint } from './message/types';

/** Messages we know something about, the more telling ones first. Facts: AWS Backup developer guide and AWS re:Post. */
export const MESSAGE_PATTERNS: readonly Pattern[] = [...ACCESS_PATTERNS, ...WORK_PATTERNS];

/** Most possibilities worth reading. */
const MAX_HINTS = 2;

/** Signs of a message that are looked at: AWS says what it is about at the beginning, and patterns take longer than a text gets longer. */
const TELLING_LENGTH = 2000;

/** What a status message may mean; the likeliest first. Empty: we know nothing about it. */
export function hintsForMessage(message: string): readonly Hint[] {
  const beginning = message.slice(0, TELLING_LENGTH);
  const fitting = MESSAGE_PATTERNS.filter(({ pattern }) => pattern.test(beginning));
  const telling = fitting.filter(({ general }) => general !== true);
  return (telling.length > 0 ? telling : fitting)
    .slice(0, MAX_HINTS)
    .map(({ id, cause, remedy, source, inferred }) => ({ id, cause, remedy, source, inferred }));
}

/** What may stand behind the way a job is: its message, or children that failed. Why a job waits: domain/waiting. */
export function hintsFor(reading: CopyJobReading): readonly Hint[] {
  const hints: Hint[] = [];
  if (outcomeOf(reading).seeChildren) hints.push(CHILDREN);
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
