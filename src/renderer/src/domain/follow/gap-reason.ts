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
