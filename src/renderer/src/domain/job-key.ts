import type { CopyJobReading } from './copy-job';

/** What makes a copy job one job: the same id may exist in two accounts or Regions. */
export interface JobIdentity {
  readonly accountId: string;
  readonly region: string;
  readonly copyJobId: string;
}

/** `account/region/CopyJobId`. */
export type JobKey = string;

/** Stands in for an account that nothing in the job tells. */
export const UNKNOWN_ACCOUNT = 'unknown';

/** Account and Region are path parts of the key: they must not be empty or hold a separator. */
function usable(part: string | undefined): part is string {
  return part !== undefined && part !== '' && !part.includes('/');
}

/** Builds the key; the parts come from {@link identityOf} or from a key. */
export function buildJobKey({ accountId, region, copyJobId }: JobIdentity): JobKey {
  return `${accountId}/${region}/${copyJobId}`;
}

/** Takes a key apart; undefined if it is none. An id may itself contain slashes, account and Region may not. */
export function parseJobKey(key: JobKey): JobIdentity | undefined {
  const [accountId, region, ...rest] = key.split('/');
  const copyJobId = rest.join('/');
  return usable(accountId) && usable(region) && copyJobId !== '' ? { accountId, region, copyJobId } : undefined;
}

/**
 * Whose job it is. The account is the job's own, else the one in the source vault's or the resource's ARN. Region and id
 * are those that were asked for: AWS answers a job in the Region it was asked in.
 */
export function identityOf(reading: CopyJobReading, asked: { region: string; copyJobId: string }): JobIdentity {
  const accountId = usable(reading.accountId) ? reading.accountId : UNKNOWN_ACCOUNT;
  return { accountId, region: asked.region, copyJobId: asked.copyJobId };
}
