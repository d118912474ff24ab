import { wholeNumberOf, type CopyJobReading } from './copy-job';
import { grouped } from './numbers';

const LIFECYCLE = 'DestinationRecoveryPointLifecycle';

/** The number of days by which AWS says "not at all". */
const NEVER = -1n;

/** A number of days from a lifecycle: `35 days`, `1 day`, `Never`. */
export function daysText(days: bigint): string {
  if (days === NEVER) return 'Never';
  return `${grouped(days)} ${days === 1n ? 'day' : 'days'}`;
}

/** What -1 means for a lifecycle member. On a copy, "never deleted" takes over the end that the source has. */
export function neverMeaning(path: string): string {
  return path.endsWith('.DeleteAfterDays')
    ? 'AWS writes -1 for: no end of its own. A copy then keeps the expiry of its source, if that has one.'
    : 'AWS writes -1 for: stays in warm storage.';
}

/**
 * How long the copy is kept, in one line: `Deleted after 35 days`, `Cold after 30 days, deleted after 120 days`. Undefined if the
 * job tells nothing about it. Days count from the recovery point's creation, which is its source's and not in the job: so no date.
 */
export function lifecycleText(reading: CopyJobReading): string | undefined {
  const days = (member: string) => wholeNumberOf(reading.valueAt(`${LIFECYCLE}.${member}`));
  const cold = days('MoveToColdStorageAfterDays');
  const end = days('DeleteAfterDays');
  const event = reading.valueAt(`${LIFECYCLE}.DeleteAfterEvent`);
  const parts: string[] = [];
  if (cold !== undefined && cold !== NEVER) parts.push(`cold after ${daysText(cold)}`);
  if (end !== undefined) parts.push(end === NEVER ? 'no end of its own' : `deleted after ${daysText(end)}`);
  if (typeof event === 'string' && event !== '') parts.push(`deleted on ${event}`);
  const text = parts.join(', ');
  return text === '' ? undefined : text.charAt(0).toUpperCase() + text.slice(1);
}
