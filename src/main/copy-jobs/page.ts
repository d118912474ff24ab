import { isMap, wronglyTyped } from './answer';
import { elementsOf } from './json-elements';

export interface ListedCopyJob {
  /** The id as AWS writes it. */
  readonly copyJobId: string;
  /** The job's JSON, character for character as it stood in the page. */
  readonly body: string;
}

export type PageReading =
  | { readonly ok: true; readonly jobs: ListedCopyJob[]; readonly nextToken: string | undefined }
  | { readonly ok: false; /** What is wrong, one sentence. */ readonly fault: string };

/**
 * Reads a body that came with status 200 as a page of `ListCopyJobs` (AWS Backup API reference): its jobs, each with its
 * own text cut out untouched, so that unknown members, nulls and large integers survive as they do for a single job.
 */
export function readPage(body: string): PageReading {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return fault(body.trim() === '' ? 'The body is empty.' : 'The body is not complete JSON.');
  }
  if (!isMap(parsed)) return fault('The body is not a JSON object.');
  const { CopyJobs: listed, NextToken: nextToken } = parsed;
  if (!Array.isArray(listed)) return fault('The body has no list of CopyJobs.');
  if (nextToken !== undefined && nextToken !== null && typeof nextToken !== 'string')
    return fault('NextToken is not text.');
  const texts = elementsOf(body, 'CopyJobs');
  const jobs: ListedCopyJob[] = [];
  for (const [at, job] of (listed as unknown[]).entries()) {
    const read = readJob(job);
    if (!read.ok) return fault(`Copy job ${at + 1} of the page: ${read.fault}`);
    jobs.push({ copyJobId: read.copyJobId, body: texts[at] ?? '' });
  }
  // AWS has been seen to end a list with an empty token as well as with none.
  return { ok: true, jobs, nextToken: nextToken === null || nextToken === '' ? undefined : nextToken };
}

function readJob(job: unknown): { ok: true; copyJobId: string } | { ok: false; fault: string } {
  if (!isMap(job)) return { ok: false, fault: 'it is not an object.' };
  const copyJobId = job['CopyJobId'];
  if (typeof copyJobId !== 'string' || copyJobId === '') return { ok: false, fault: 'it has no CopyJobId.' };
  const wrong = wronglyTyped(job);
  return wrong === undefined ? { ok: true, copyJobId } : { ok: false, fault: wrong };
}

function fault(text: string): PageReading {
  return { ok: false, fault: text };
}
