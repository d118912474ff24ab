import { MAX_BODY_LENGTH, MAX_NAME_LENGTH, MAX_TOKEN_LENGTH } from '../../preload/contract/shapes';
import { fault, isMap, parseBody, wronglyTyped, type Fault } from './answer';
import { elementsOf } from './json-elements';

export interface ListedCopyJob {
  /** The id as AWS writes it. */
  readonly copyJobId: string;
  /** The job's JSON, character for character as it stood in the page. */
  readonly body: string;
}

export type PageReading =
  { readonly ok: true; readonly jobs: ListedCopyJob[]; readonly nextToken: string | undefined } | Fault;

/**
 * Reads a body that came with status 200 as a page of `ListCopyJobs` (AWS Backup API reference): its jobs, each with its
 * own text cut out untouched, so that unknown members, nulls and large integers survive as they do for a single job.
 */
export function readPage(body: string): PageReading {
  const parsed = parseBody(body);
  if (!parsed.ok) return parsed;
  const { CopyJobs: listed, NextToken: nextToken } = parsed.object;
  if (!Array.isArray(listed)) return fault('The body has no list of CopyJobs.');
  if (nextToken !== undefined && nextToken !== null && typeof nextToken !== 'string')
    return fault('NextToken is not text.');
  if ((nextToken?.length ?? 0) > MAX_TOKEN_LENGTH) return fault('NextToken is longer than any of AWS.');
  const texts = elementsOf(body, 'CopyJobs');
  const jobs: ListedCopyJob[] = [];
  for (const [at, job] of (listed as unknown[]).entries()) {
    const read = readJob(job);
    if (!read.ok) return fault(`Copy job ${at + 1} of the page: ${read.fault}`);
    const text = texts[at] ?? '';
    if (text.length > MAX_BODY_LENGTH) return fault(`Copy job ${at + 1} of the page: it is larger than any of AWS.`);
    jobs.push({ copyJobId: read.copyJobId, body: text });
  }
  // An empty token cannot be asked with, so it ends the list as none does.
  return { ok: true, jobs, nextToken: nextToken === null || nextToken === '' ? undefined : nextToken };
}

function readJob(job: unknown): { ok: true; copyJobId: string } | Fault {
  if (!isMap(job)) return fault('it is not an object.');
  const copyJobId = job['CopyJobId'];
  if (typeof copyJobId !== 'string' || copyJobId === '') return fault('it has no CopyJobId.');
  if (copyJobId.length > MAX_NAME_LENGTH) return fault('its CopyJobId is longer than any of AWS.');
  const wrong = wronglyTyped(job);
  return wrong === undefined ? { ok: true, copyJobId } : fault(wrong);
}
