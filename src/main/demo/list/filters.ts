import { invalidParameterValue } from '../wire/aws-error';

/** The members of a copy job that ListCopyJobs can filter by, as parsed from its JSON. */
export interface FilterableJob {
  readonly CopyJobId?: unknown;
  readonly AccountId?: unknown;
  readonly State?: unknown;
  readonly ResourceType?: unknown;
  readonly ResourceArn?: unknown;
  readonly DestinationBackupVaultArn?: unknown;
  readonly SourceRecoveryPointArn?: unknown;
  readonly ParentJobId?: unknown;
  readonly MessageCategory?: unknown;
  readonly CreationDate?: unknown;
  readonly CompletionDate?: unknown;
}

export type JobTest = (job: FilterableJob) => boolean;
export type ListQuery = ReadonlyMap<string, string>;

/** States that ListCopyJobs accepts as a filter (API reference, `CopyJobState`). */
const STATES = ['CREATED', 'RUNNING', 'COMPLETED', 'FAILED', 'PARTIAL'];
const ACCOUNT_ID = /^[0-9]{12}$/;
/** The page size limits of the API reference. */
const MAX_RESULTS = 1000;
/** AWS does not say how long a page is when nobody asks. Short, so that forgetting to page shows. */
const DEFAULT_RESULTS = 100;
/** ISO 8601 with a zone: what the SDKs and the CLI send in a query. */
const ISO_INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/;

/** Filters that compare one member for equality: query name to member. */
const EQUALITY = {
  resourceArn: 'ResourceArn',
  state: 'State',
  resourceType: 'ResourceType',
  destinationVaultArn: 'DestinationBackupVaultArn',
  accountId: 'AccountId',
  parentJobId: 'ParentJobId',
  sourceRecoveryPointArn: 'SourceRecoveryPointArn',
} as const satisfies Record<string, keyof FilterableJob>;

/** Filters by time; both ends are exclusive ("before", "after"). */
const TIMES = {
  createdBefore: ['CreationDate', -1],
  createdAfter: ['CreationDate', 1],
  completeBefore: ['CompletionDate', -1],
  completeAfter: ['CompletionDate', 1],
} as const satisfies Record<string, readonly [keyof FilterableJob, 1 | -1]>;

/** AWS documents the category in two spellings, `AccessDenied` and `ACCESS_DENIED`: both find the same jobs. */
export function sameCategory(a: string, b: string): boolean {
  const plain = (text: string): string => text.replaceAll('_', '').toUpperCase();
  return plain(a) === plain(b);
}

function instant(name: string, text: string): number {
  const at = ISO_INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) throw invalidParameterValue(`The value of ${name} is not a date.`);
  return at;
}

/** A test for the filters in this query. Throws InvalidParameterValueException for a value that cannot be right. */
export function readFilters(query: ListQuery): JobTest {
  const tests: JobTest[] = [];
  for (const [name, member] of Object.entries(EQUALITY)) {
    const wanted = query.get(name);
    if (wanted === undefined) continue;
    if (name === 'state' && !STATES.includes(wanted)) throw invalidParameterValue(`Unknown job state: ${wanted}`);
    if (name === 'accountId' && !ACCOUNT_ID.test(wanted)) {
      throw invalidParameterValue('An account ID has 12 digits.');
    }
    tests.push((job) => job[member] === wanted);
  }
  for (const [name, [member, direction]] of Object.entries(TIMES)) {
    const text = query.get(name);
    if (text === undefined) continue;
    const limit = instant(name, text);
    tests.push((job) => {
      const seconds = job[member];
      return typeof seconds === 'number' && Math.sign(Math.round(seconds * 1000) - limit) === direction;
    });
  }
  const category = query.get('messageCategory');
  if (category !== undefined) {
    tests.push((job) => typeof job.MessageCategory === 'string' && sameCategory(job.MessageCategory, category));
  }
  return (job) => tests.every((test) => test(job));
}

/** `maxResults` of this query. Throws InvalidParameterValueException outside 1 to 1000. */
export function readMaxResults(query: ListQuery): number {
  const text = query.get('maxResults');
  if (text === undefined) return DEFAULT_RESULTS;
  const wanted = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (wanted < 1 || wanted > MAX_RESULTS) {
    throw invalidParameterValue(`MaxResults must be between 1 and ${MAX_RESULTS}.`);
  }
  return wanted;
}
