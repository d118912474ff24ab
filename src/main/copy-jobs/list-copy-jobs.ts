import type { CallInput } from '../../preload/contract/calls';
import { failed, ok, type Result } from '../../preload/contract/result';
import type { CopyJobsPage } from '../../preload/contract/shapes';
import { cancelled } from './app-error';
import { callBackup, factsOf, type BackupCallOptions } from './backup-call';
import { notAwsAnswer } from './errors';
import { readPage } from './page';
import type { ListRequest } from './ports';
import { checkRegion } from './request-check';

export type ListCopyJobs = (input: CallInput<'listCopyJobs'>, signal: AbortSignal) => Promise<Result<CopyJobsPage>>;

/**
 * Asks AWS Backup for one page of copy jobs (`ListCopyJobs`; needs `backup:ListCopyJobs`): those of the account and
 * Region that AWS still has, newest first. Never throws: every failure is a result. A page of which any part is not as
 * AWS documents it is a failure as a whole, because a list with holes would pass for a complete one.
 */
export function createListCopyJobs(options: BackupCallOptions): ListCopyJobs {
  return async ({ profile, region: asked, filters, nextToken, maxResults, background }, signal) => {
    const region = checkRegion(asked);
    if (!region.ok) return region;
    if (signal.aborted) return failed(cancelled());

    const request: ListRequest = {
      operation: 'ListCopyJobs',
      profile,
      region: region.value,
      filters,
      maxResults,
      ...(nextToken === undefined ? {} : { nextToken }),
      ...(background === true && { background }),
    };
    return callBackup(options, request, signal, (answer) => {
      const page = readPage(answer.body);
      if (!page.ok) return failed(notAwsAnswer(page.fault, answer));
      return ok({
        observedAt: options.clock.now(),
        profile,
        region: request.region,
        jobs: page.jobs,
        ...(page.nextToken === undefined ? {} : { nextToken: page.nextToken }),
        ...factsOf(answer),
      });
    });
  };
}
