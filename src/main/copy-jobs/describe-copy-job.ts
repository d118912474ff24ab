import type { CallInput } from '../../preload/contract/calls';
import type { AppError } from '../../preload/contract/error';
import { failed, ok, type Result } from '../../preload/contract/result';
import type { Observation } from '../../preload/contract/shapes';
import { checkAnswer } from './answer';
import { cancelled } from './app-error';
import { startDeadline, type Deadline } from './deadline';
import { notAwsAnswer, timedOut, toAppError, unexpected } from './errors';
import type { BackupAnswer, BackupOutcome, BackupPort, Clock, DescribeRequest, Log } from './ports';
import { checkCopyJobId, checkRegion } from './request-check';
import { createSharedCalls, untilAborted } from './shared-calls';

/** A person waits for this: longer than all retries need in practice, shorter than patience. */
const DEFAULT_DEADLINE_MS = 30_000;

export interface DescribeCopyJobOptions {
  readonly backup: BackupPort;
  readonly clock: Clock;
  readonly log: Log;
  /** Milliseconds for the whole lookup, retries included; the time a multi-factor question is open does not count. */
  readonly deadlineMs?: number;
}

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
export function createDescribeCopyJob(options: DescribeCopyJobOptions): DescribeCopyJob {
  const calls = createSharedCalls<Result<Observation>>();

  return async (input, signal) => {
    const copyJobId = checkCopyJobId(input.copyJobId);
    if (!copyJobId.ok) return copyJobId;
    const region = checkRegion(input.region);
    if (!region.ok) return region;
    if (signal.aborted) return failed(cancelled());

    const request: DescribeRequest = { profile: input.profile, region: region.value, copyJobId: copyJobId.value };
    const key = JSON.stringify([request.profile.origin, request.profile.name, request.region, request.copyJobId]);
    const call = calls.join(key, (shared) => describe(options, request, shared));
    try {
      return await untilAborted(call.result, signal, () => failed(cancelled()));
    } finally {
      call.leave();
    }
  };
}

/** One request for everybody who waits for it. */
async function describe(
  { backup, clock, log, deadlineMs = DEFAULT_DEADLINE_MS }: DescribeCopyJobOptions,
  request: DescribeRequest,
  everybodyLeft: AbortSignal,
): Promise<Result<Observation>> {
  const startedAt = clock.monotonic();
  const deadline = startDeadline(clock, deadlineMs);
  const signal = AbortSignal.any([everybodyLeft, deadline.signal]);
  try {
    const sent = backup.describeCopyJob(request, { signal, onPhase: deadline.onPhase });
    // Raced, because what an adapter waits for (a credential process, a back-off) may not heed the signal.
    const outcome = await untilAborted<BackupOutcome | undefined>(sent, signal, () => undefined);
    if (!outcome || (!outcome.ok && signal.aborted)) return failed(endedEarly(deadline, request, deadlineMs));
    if (!outcome.ok) return failed(noted(log, toAppError(outcome.failure, request)));
    return observe(outcome.value, request, clock, clock.monotonic() - startedAt, log);
  } catch (fault) {
    return failed(noted(log, unexpected(fault)));
  } finally {
    deadline.end();
  }
}

function observe(
  answer: BackupAnswer,
  request: DescribeRequest,
  clock: Clock,
  tookMs: number,
  log: Log,
): Result<Observation> {
  const check = checkAnswer(answer.body, request.copyJobId);
  if (!check.ok) return failed(noted(log, notAwsAnswer(check.fault, answer)));
  return ok({
    source: 'describe',
    observedAt: clock.now(),
    profile: request.profile,
    region: request.region,
    copyJobId: check.copyJobId,
    endpoint: answer.endpoint,
    body: answer.body,
    ...(answer.requestId === undefined ? {} : { requestId: answer.requestId }),
    attempts: answer.attempts,
    tookMs: Math.round(tookMs),
  });
}

function endedEarly(deadline: Deadline, request: DescribeRequest, deadlineMs: number): AppError {
  return deadline.signal.aborted ? timedOut(request, deadline.phase(), deadlineMs) : cancelled();
}

function noted(log: Log, error: AppError): AppError {
  const facts = [error.awsErrorName, error.httpStatus, error.requestId].filter((fact) => fact !== undefined);
  const text = `DescribeCopyJob failed: ${error.code} ${facts.join(' ')}`.trimEnd();
  if (error.code === 'Unexpected') log.error(`${text} ${error.detail ?? ''}`.trimEnd());
  else log.info(text);
  return error;
}
