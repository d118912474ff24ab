import { LINK_DIGEST_LENGTH, writeCompareLink, type AnswerAddress } from '../../../preload/contract/compare-link';
import type { JobRow, SnapshotRow } from '../data/history';
import type { CopyJobReading } from '../domain/copy-job';
import type { ComparedSide } from '../domain/export/comparison/pair';
import { observedFacts } from '../domain/export/comparison/side-facts';
import { instantWithZone, type TimeDisplay } from '../domain/instants';
import { parseJobKey, type JobKey } from '../domain/job-key';
import { jobTitle } from '../domain/job-title';

/** One answer about a job as a side of a comparison. */
export function answerSide(row: SnapshotRow, reading: CopyJobReading, times: TimeDisplay): ComparedSide {
  return { reading, when: instantWithZone(row.firstSeen, times), facts: factsOf(row, reading, times) };
}

/**
 * The newest answer about a job as a side of a comparison with another job.
 * @param answer when and how it was given, once that is known
 * @param knownAt the time of its own as known at which it is shown, epoch ms UTC
 */
export function jobSide(
  row: JobRow,
  answer: SnapshotRow | undefined,
  reading: CopyJobReading,
  times: TimeDisplay,
  knownAt?: number,
): ComparedSide {
  // Two jobs are often of one resource: then their creation tells them apart.
  const title = jobTitle(row) + (row.createdAt === undefined ? '' : `, ${instantWithZone(row.createdAt, times)}`);
  const then = knownAt === undefined ? '' : `, as known on ${instantWithZone(knownAt, times)}`;
  const when = `answer of ${instantWithZone(row.lastSeen, times)}${then}`;
  return { reading, title, when, facts: factsOf(answer ?? row, reading, times) };
}

function factsOf(seen: SnapshotRow | JobRow, { resourceArn }: CopyJobReading, times: TimeDisplay) {
  const { jobKey, firstSeen, lastSeen, timesSeen } = seen;
  const identity = parseJobKey(jobKey) ?? { copyJobId: jobKey, accountId: '', region: '' };
  const sources = 'first' in seen ? [seen.first.source, seen.last.source] : [];
  return observedFacts({ ...identity, resourceArn, firstSeen, lastSeen, timesSeen, sources }, times);
}

/** The link that compares two answers about one job; undefined if it has an id or a Region that no link can hold. */
export function answersLink(earlier: SnapshotRow, later: SnapshotRow): string | undefined {
  const job = parseJobKey(earlier.jobKey);
  if (job === undefined) return undefined;
  return writeCompareLink({ kind: 'answers', job, earlier: addressOf(earlier), later: addressOf(later) });
}

/** The link that compares two jobs. */
export function jobsLink(left: JobKey, right: JobKey): string | undefined {
  const [one, other] = [parseJobKey(left), parseJobKey(right)];
  if (one === undefined || other === undefined) return undefined;
  return writeCompareLink({ kind: 'jobs', left: one, right: other });
}

function addressOf({ firstSeen, digest }: SnapshotRow): AnswerAddress {
  return { at: firstSeen, digest: digest.slice(0, LINK_DIGEST_LENGTH) };
}

/** The answer that a link means: of those with its content, the one seen nearest to its time. Undefined: this history has none. */
export function answerAt(rows: readonly SnapshotRow[], { at, digest }: AnswerAddress): SnapshotRow | undefined {
  const distance = ({ firstSeen }: SnapshotRow): number => Math.abs(firstSeen - at);
  return rows.filter((row) => row.digest.startsWith(digest)).sort((a, b) => distance(a) - distance(b))[0];
}
