import type { ProfileRef } from '../../../../preload/contract/shapes';
import { GAP_REASONS, type GapReason } from '../../domain/follow/gap-reason';
import type { JobKey } from '../../domain/job-key';

/** A time in which followed jobs of one profile and Region were due and could not be asked about. */
export interface StoredGap {
  readonly id: string;
  readonly profile: ProfileRef;
  readonly region: string;
  /** When they were last known to be asked about, or the first attempt failed; epoch ms UTC. */
  readonly from: number;
  /** When one of them was answered about again, or why nobody could ask was another reason; epoch ms UTC. Absent while it lasts. */
  readonly until?: number;
  /**
   * 1 while it lasts, and from the end of the app on until the next start has taken it up. An index cannot hold a boolean.
   */
  readonly open?: 1;
  /** The last moment at which it was known to last: the app ran. Epoch ms UTC; absent once it has ended. */
  readonly lastedAt?: number;
  readonly why: GapReason;
  /**
   * The jobs that were due. Absent where they were too many to list: the gap then touches every job of that profile and Region
   * that had not ended.
   */
  readonly jobKeys?: readonly JobKey[];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Whether a row read from disk is a gap. A damaged one counts as not there. */
export function isSoundGap(row: unknown): row is StoredGap {
  if (!isRecord(row)) return false;
  const { id, profile, region, from, until, lastedAt, why, jobKeys } = row;
  return (
    typeof id === 'string' &&
    typeof region === 'string' &&
    isRecord(profile) &&
    typeof profile['name'] === 'string' &&
    typeof from === 'number' &&
    (until === undefined || typeof until === 'number') &&
    (lastedAt === undefined || typeof lastedAt === 'number') &&
    (GAP_REASONS as readonly unknown[]).includes(why) &&
    (jobKeys === undefined || (Array.isArray(jobKeys) && jobKeys.every((key) => typeof key === 'string')))
  );
}
