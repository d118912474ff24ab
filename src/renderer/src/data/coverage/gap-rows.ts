import type { ProfileRef } from '../../../../preload/contract/shapes';
import type { JobKey } from '../../domain/job-key';

/**
 * Why nobody asked about followed jobs that were due:
 *
 * - `asleep`: the computer slept.
 * - `offline`: the endpoint was not reached, or gave no answer in time.
 * - `unavailable`: AWS Backup said that it cannot serve, or asked for patience, for longer than the jobs could wait.
 * - `signed-out`: the profile needed a sign-in, new credentials or a code.
 * - `refused`: AWS Backup knew the caller and refused.
 * - `closed`: Copytrail was not running.
 */
export const GAP_REASONS = ['asleep', 'offline', 'unavailable', 'signed-out', 'refused', 'closed'] as const;
export type GapReason = (typeof GAP_REASONS)[number];

/** A time in which followed jobs of one profile and Region were due and could not be asked about. */
export interface StoredGap {
  readonly id: string;
  readonly profile: ProfileRef;
  readonly region: string;
  /** When they were last known to be asked about, or the first attempt failed; epoch ms UTC. */
  readonly from: number;
  /** When one of them was answered about again, epoch ms UTC; absent while the gap lasts. */
  readonly until?: number;
  /** 1 while it lasts. An index cannot hold a boolean. */
  readonly open?: 1;
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
  const { id, profile, region, from, until, why, jobKeys } = row;
  return (
    typeof id === 'string' &&
    typeof region === 'string' &&
    isRecord(profile) &&
    typeof profile['name'] === 'string' &&
    typeof from === 'number' &&
    (until === undefined || typeof until === 'number') &&
    (GAP_REASONS as readonly unknown[]).includes(why) &&
    (jobKeys === undefined || (Array.isArray(jobKeys) && jobKeys.every((key) => typeof key === 'string')))
  );
}
