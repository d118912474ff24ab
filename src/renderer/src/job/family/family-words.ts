import type { ChildFetch } from '../../data/family/child-fetch.svelte';
import type { JobRow } from '../../data/history';
import { jobTitle } from '../../domain/job-title';
import { relativeAge } from '../../domain/instants';
import { grouped } from '../../domain/numbers';

/** What a person calls a part of a group: its place in the group, else its resource, else its id. */
export function partName(row: JobRow): string {
  const part = row.values['CompositeMemberIdentifier'];
  return typeof part === 'string' && part !== '' ? part : jobTitle(row);
}

/** The resource's type and name, as far as they say more than {@link partName}. */
export function partKind(row: JobRow): string {
  const name = jobTitle(row);
  return [row.resourceType, name === partName(row) || name === row.copyJobId ? undefined : name]
    .filter((part) => part !== undefined)
    .join(' · ');
}

/** "1 child job", "12 child jobs". */
export function childJobs(count: number): string {
  return `${grouped(count)} child ${count === 1 ? 'job' : 'jobs'}`;
}

/** How the fetching of children stands, without the age of what it brought. */
export function fetchWords(fetch: ChildFetch | undefined, fetchedAt: number | undefined): string {
  if (fetch?.state === 'fetching') {
    return fetch.jobs === 0 ? 'Fetching the children…' : `Fetching the children… ${grouped(fetch.jobs)} so far`;
  }
  if (fetch?.state === 'cancelled') return 'Fetching was cancelled; what came before is kept.';
  return fetchedAt === undefined ? 'The children were not fetched yet.' : 'Children last fetched';
}

/** How old the last fetch is; empty where that is not to be said. */
export function fetchAge(fetch: ChildFetch | undefined, fetchedAt: number | undefined, now: number): string {
  const silent = fetchedAt === undefined || fetch?.state === 'fetching' || fetch?.state === 'cancelled';
  return silent ? '' : relativeAge(fetchedAt, now);
}
