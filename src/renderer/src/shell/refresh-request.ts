import type { ProfileRef } from '../../../preload/contract/shapes';
import { profileId } from '../connect/profile-option';
import type { JobRow, Recorded } from '../data/history';
import type { LookUpRequest } from '../data/look-up-desk.svelte';
import type { Profiles } from '../data/profiles.svelte';

/** A job is asked about with the profile that answered last, while it still exists; else with the one in use. */
export function refreshRequest(row: JobRow, { list }: Profiles, inUse: ProfileRef | undefined): LookUpRequest {
  const known = list.some(({ ref }) => profileId(ref) === profileId(row.profile));
  const profile = known ? row.profile : (inUse ?? row.profile);
  return { profile, region: row.region, copyJobId: row.copyJobId, jobKey: row.jobKey };
}

/** Why no job can be asked about now; undefined: one can. */
export function whyNotAsk({ loaded, list }: Profiles): string | undefined {
  return loaded && list.length === 0 ? 'There is no profile to ask with' : undefined;
}

/** What is announced once an answer is in the history. */
export function savedWords({ kind }: Recorded): string {
  return kind === 'unchanged' ? 'Saved. The answer is the same as before.' : 'Saved as a new snapshot.';
}
