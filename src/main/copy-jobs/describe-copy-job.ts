import type { CallInput } from '../../preload/contract/calls';
import { failed, ok, type Result } from '../../preload/contract/result';
import type { Observation } from '../../preload/contract/shapes';
import { checkAnswer } from './answer';
import { cancelled } from './app-error';
import { callBackup, factsOf, type BackupCallOptions, type TimedAnswer } from './backup-call';
import { notAwsAnswer } from './errors';
import type { Clock, DescribeRequest } from './ports';
import { checkCopyJobId, checkRegion } from './request-check';
import { createSharedCalls, untilAborted } from './shared-calls';

export type DescribeCopyJob = (
  input: CallInput<'describeCopyJob'>,
  signal: AbortSignal,
) => Promise<Result<Observation>>;

/**
 * Asks AWS Backup about one copy job (`DescribeCopyJob`; needs `backup:DescribeCopyJob`).
 *
 * The id and Region are checked first, so nothing is sent that could mean another call. Equal lookups in flight share
 * one request, and each caller can be cancelled alone. Never throws: every failure is a result. An answer that is not
 * about the job that was asked for is a failure too.
 */
export function createDescribeCopyJob(options: BackupCallOptions): DescribeCopyJob {
  const calls = createSharedCalls<Result<Observation>>();

  return async (input, signal) => {
    const copyJobId = checkCopyJobId(input.copyJobId);
    if (!copyJobId.ok) return copyJobId;
    const region = checkRegion(input.region);
    if (!region.ok) return region;
    if (signal.aborted) return failed(cancelled());

    const { profile } = input;
    const request: DescribeRequest = {
      operation: 'DescribeCopyJob',
      profile,
      region: region.value,
      copyJobId: copyJobId.value,
      ...(input.background === true && { background: true }),
    };
    // A person does not join a call that may not ask for a code.
    const key = JSON.stringify([profile.origin, profile.name, request.region, request.copyJobId, input.background]);
    const call = calls.join(key, (shared) =>
      callBackup(options, request, shared, (answer) => observe(answer, request, options.clock)),
    );
    try {
      return await untilAborted(call.result, signal, () => failed(cancelled()));
    } finally {
      call.leave();
    }
  };
}

function observe(answer: TimedAnswer, request: DescribeRequest, clock: Clock): Result<Observation> {
  const check = checkAnswer(answer.body, request.copyJobId);
  if (!check.ok) return failed(notAwsAnswer(check.fault, answer));
  return ok({
    source: 'describe',
    observedAt: clock.now(),
    profile: request.profile,
    region: request.region,
    copyJobId: check.copyJobId,
    body: answer.body,
    ...factsOf(answer),
  });
}
