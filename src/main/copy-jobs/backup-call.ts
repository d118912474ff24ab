import type { AppError } from '../../preload/contract/error';
import { failed, type Result } from '../../preload/contract/result';
import { cancelled } from './app-error';
import { startDeadline, type Deadline } from './deadline';
import { timedOut, toAppError, unexpected } from './errors';
import type { BackupAnswer, BackupOutcome, BackupPort, BackupRequest, Clock, Log } from './ports';
import { untilAborted } from './shared-calls';

/** A person waits for this: longer than all retries need in practice, shorter than patience. */
const DEFAULT_DEADLINE_MS = 30_000;

export interface BackupCallOptions {
  readonly backup: BackupPort;
  readonly clock: Clock;
  readonly log: Log;
  /** Milliseconds for the whole call, retries included; the time a multi-factor question is open does not count. */
  readonly deadlineMs?: number;
}

/** An answer, and how long it took: from sending to the whole of it, retries included, whole milliseconds. */
export interface TimedAnswer extends BackupAnswer {
  readonly tookMs: number;
}

/**
 * Sends one request within its deadline and has `read` make something of the answer. Never throws: every failure, also
 * one of `read`, is a result with the words for it.
 */
export async function callBackup<T>(
  { backup, clock, log, deadlineMs = DEFAULT_DEADLINE_MS }: BackupCallOptions,
  request: BackupRequest,
  callerLeft: AbortSignal,
  read: (answer: TimedAnswer) => Result<T>,
): Promise<Result<T>> {
  const startedAt = clock.monotonic();
  const deadline = startDeadline(clock, deadlineMs);
  const signal = AbortSignal.any([callerLeft, deadline.signal]);
  const fail = (error: AppError): Result<T> => {
    note(log, request, error);
    return failed(error);
  };
  try {
    const sent = backup.send(request, { signal, onPhase: deadline.onPhase });
    // Raced, because what an adapter waits for (a credential process, a back-off) may not heed the signal.
    const outcome = await untilAborted<BackupOutcome | undefined>(sent, signal, () => undefined);
    if (!outcome || (!outcome.ok && signal.aborted)) return failed(endedEarly(deadline, request, deadlineMs));
    if (!outcome.ok) return fail(toAppError(outcome.failure, request));
    const result = read({ ...outcome.value, tookMs: Math.round(clock.monotonic() - startedAt) });
    return result.ok ? result : fail(result.error);
  } catch (fault) {
    return fail(unexpected(fault));
  } finally {
    deadline.end();
  }
}

/** What an answer tells about itself, for the window. */
export function factsOf({ endpoint, requestId, attempts, tookMs }: TimedAnswer) {
  return { endpoint, attempts, tookMs, ...(requestId === undefined ? {} : { requestId }) };
}

function endedEarly(deadline: Deadline, request: BackupRequest, deadlineMs: number): AppError {
  return deadline.signal.aborted ? timedOut(request, deadline.phase(), deadlineMs) : cancelled();
}

function note(log: Log, { operation }: BackupRequest, error: AppError): void {
  const facts = [error.awsErrorName, error.httpStatus, error.requestId].filter((fact) => fact !== undefined);
  const text = `${operation} failed: ${error.code} ${facts.join(' ')}`.trimEnd();
  if (error.code === 'Unexpected') log.error(`${text} ${error.detail ?? ''}`.trimEnd());
  else log.info(text);
}
