import type { JobStore } from '../job-store';
import type { FleetJob } from '../types';
import { readFilters, readMaxResults, type FilterableJob, type ListQuery } from './filters';
import { readPageToken, writePageToken, type PagePosition } from './page-token';

interface Listed {
  readonly json: string;
  readonly members: FilterableJob;
  readonly position: PagePosition;
}

/** Newest first; jobs of the same millisecond by id, so that every page boundary is one place. */
function byPosition(a: PagePosition, b: PagePosition): number {
  if (a.createdMs !== b.createdMs) return b.createdMs - a.createdMs;
  return a.copyJobId < b.copyJobId ? -1 : a.copyJobId > b.copyJobId ? 1 : 0;
}

/** By the job as the store holds it: those that were put in are the same object for every page. */
const known = new WeakMap<FleetJob, Listed>();

function listed(job: FleetJob): Listed {
  const before = known.get(job);
  if (before) return before;
  const listing = readListed(job.json);
  known.set(job, listing);
  return listing;
}

function readListed(json: string): Listed {
  const members = JSON.parse(json) as FilterableJob;
  const created = typeof members.CreationDate === 'number' ? members.CreationDate : 0;
  const copyJobId = typeof members.CopyJobId === 'string' ? members.CopyJobId : '';
  return { json, members, position: { createdMs: Math.round(created * 1000), copyJobId } };
}

/**
 * The whole body of a ListCopyJobs answer. `accountIds` are those the caller may read, its own first: without the
 * `accountId` filter only the caller's own jobs are listed, as in AWS.
 * Throws InvalidParameterValueException for a wrong filter, page size or token.
 */
export function listCopyJobs(
  store: JobStore,
  accountIds: readonly string[],
  region: string,
  query: ListQuery,
  now: number,
): string {
  const matches = readFilters(query);
  const maxResults = readMaxResults(query);
  const accountId = query.get('accountId') ?? accountIds[0];
  const filters = [...query].filter(([name]) => name !== 'nextToken' && name !== 'maxResults').sort();
  const scope = JSON.stringify([accountIds, region, filters]);
  const token = query.get('nextToken');
  const after = token === undefined ? undefined : readPageToken(token, scope);

  const readable = accountId !== undefined && accountIds.includes(accountId);
  const jobs = (readable ? store.list(accountId, region, now) : [])
    .map(listed)
    .filter((job) => matches(job.members) && (!after || byPosition(job.position, after) > 0))
    .sort((a, b) => byPosition(a.position, b.position));

  const page = jobs.slice(0, maxResults);
  const last = page.at(-1);
  const next = last && jobs.length > page.length ? writePageToken(last.position, scope) : undefined;
  const nextMember = next === undefined ? '' : `,"NextToken":${JSON.stringify(next)}`;
  return `{"CopyJobs":[${page.map((job) => job.json).join(',')}]${nextMember}}`;
}
