import type { AppError } from '../../../../preload/contract/error';
import type { CopyJobsPage, Observation } from '../../../../preload/contract/shapes';

/** The jobs of a page, each as an observation of its own. */
export function observationsOf(page: CopyJobsPage): Observation[] {
  const { profile, region, endpoint, observedAt, attempts, tookMs, requestId } = page;
  const facts = {
    profile,
    region,
    endpoint,
    observedAt,
    attempts,
    tookMs,
    ...(requestId !== undefined && { requestId }),
  };
  return page.jobs.map((job) => ({ ...facts, ...job, source: 'list' }));
}

/** Creation date of a listed job, epoch ms UTC; undefined if it tells none. AWS writes it as epoch seconds with a fraction. */
export function createdAtOf(body: string): number | undefined {
  const { CreationDate: seconds } = JSON.parse(body) as { readonly CreationDate?: unknown };
  return typeof seconds === 'number' && Number.isFinite(seconds) ? Math.round(seconds * 1000) : undefined;
}

/** AWS hands out a new token with each page; the same one again would be read for ever. */
export function goesInCircles(region: string): AppError {
  return {
    code: 'NotAwsAnswer',
    message: `The list of copy jobs in ${region} leads back to the page it came from.`,
    remedy: 'Check the endpoint and any proxy between here and AWS, then try again. The pages read so far are kept.',
    mayRetry: true,
  };
}
