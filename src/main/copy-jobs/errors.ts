import type { AppError } from '../../preload/contract/error';
import { appError, cancelled } from './app-error';
import { fromAwsName } from './aws-errors';
import { fromCredentials } from './credential-errors';
import { fromNetwork } from './network-errors';
import type { BackupAnswer, BackupFailure, BackupRequest, CallPhase } from './ports';
import { detailOf, fit, profileWords, sentences, whatCame } from './words';

/** Names under which the body of an answer turns out to be none that AWS Backup sends. */
const UNREADABLE_ANSWERS: ReadonlyMap<string, string> = new Map([
  ['SyntaxError', 'The body is not JSON.'],
  ['TypeError', 'The body is JSON, but not of the documented types.'],
  ['RangeError', 'The body is JSON, but not of the documented types.'],
  ['AnswerTooLarge', 'The body is far larger than this answer can be.'],
  ['AnswerNotText', 'The body is not UTF-8 text.'],
  ['AnswerWithMark', 'The body begins with a byte order mark, which JSON must not.'],
  ['AnswerNotDecoded', 'The body is compressed, and damaged or in a way that nobody asked for.'],
]);

/** Codes of Node.js's parser for what is no HTTP. */
const NOT_HTTP = /^HPE_/;

/** Status of an answer that was meant to be a success. */
const SUCCESS = { from: 200, below: 300 };
const REDIRECT = { from: 300, below: 400 };

/**
 * The one place where a failed request gets its code and words. Errors are told apart by name: most of what
 * AWS Backup sends has no class of its own in the SDK (see "Common Errors" in the AWS Backup API reference).
 */
export function toAppError(failure: BackupFailure, request: BackupRequest): AppError {
  if (failure.name === 'AbortError') return cancelled();
  return (
    fromNetwork(failure, request) ??
    fromUnreadableAnswer(failure) ??
    (failure.during === 'credentials' ? fromCredentials(failure, request) : undefined) ??
    fromAwsName(failure, request) ??
    fromStatus(failure) ??
    other(failure)
  );
}

function fromUnreadableAnswer(failure: BackupFailure): AppError | undefined {
  if (NOT_HTTP.test(failure.systemCode ?? '')) return notAwsAnswer('What came is no proper HTTP.', failure);
  const fault = UNREADABLE_ANSWERS.get(failure.name);
  // Without a status nothing was answered, and the fault is ours.
  if (fault === undefined || failure.httpStatus === undefined) return undefined;
  return notAwsAnswer(fault, failure);
}

function fromStatus(failure: BackupFailure): AppError | undefined {
  const status = failure.httpStatus;
  if (status === undefined) return undefined;
  if (within(status, REDIRECT)) {
    return notAwsAnswer(
      `The endpoint answered with a redirect (HTTP ${status}), which AWS Backup never does.`,
      failure,
    );
  }
  // The SDK found no AWS error type in the answer, so something between here and AWS wrote it.
  if (failure.name === 'Unknown' || failure.name === 'UnknownError') {
    return notAwsAnswer(`The endpoint answered HTTP ${status} without saying what is wrong.`, failure);
  }
  return undefined;
}

/**
 * Something answered, but not AWS Backup as documented, or not about the job that was asked for. `came` is what is
 * known of the answer.
 */
export function notAwsAnswer(fault: string, came: Partial<BackupFailure & BackupAnswer>): AppError {
  const host = came.host ?? hostOf(came.endpoint);
  const succeeded = came.httpStatus === undefined || within(came.httpStatus, SUCCESS);
  return appError(
    'NotAwsAnswer',
    {
      message: sentences(
        host === undefined ? 'The answer is not one of AWS Backup.' : `${host} did not answer as AWS Backup does.`,
        fault,
        'Nothing was filed.',
      ),
      remedy: succeeded
        ? 'Check for a captive portal or proxy that needs a sign-in, and the endpoint that this profile uses.'
        : 'Check for a proxy between here and AWS, and the endpoint that this profile uses. Then try again.',
    },
    {
      requestId: came.requestId,
      httpStatus: came.httpStatus,
      detail: whatCame({
        ...(came.contentType === undefined ? {} : { contentType: came.contentType }),
        ...bodyStartOf(came),
      }),
    },
  );
}

function hostOf(endpoint: string | undefined): string | undefined {
  return endpoint !== undefined && URL.canParse(endpoint) ? new URL(endpoint).host : undefined;
}

function bodyStartOf(came: Partial<BackupFailure & BackupAnswer>): { bodyStart?: string } {
  const start = came.bodyStart ?? came.body;
  return start === undefined ? {} : { bodyStart: start };
}

/** The deadline passed; `phase` says what the time went into. */
export function timedOut(request: BackupRequest, phase: CallPhase, deadlineMs: number): AppError {
  const seconds = `${Math.round(deadlineMs / 1000)} s`;
  return phase === 'calling'
    ? appError('TimedOut', {
        message: `AWS Backup in ${request.region} did not answer within ${seconds}.`,
        remedy: 'Try again. If it keeps happening, check the network, VPN or firewall between here and AWS.',
      })
    : appError('TimedOut', {
        message: `Getting credentials for ${profileWords(request.profile)} took longer than ${seconds}.`,
        remedy: 'Try again. If the profile runs a credential process, check that it ends by itself.',
      });
}

/** A failure nobody has described yet: said so, with what is known. */
function other(failure: BackupFailure): AppError {
  return appError(
    'Unexpected',
    {
      message: sentences(`The request failed in a way Copytrail does not know (${fit(failure.name)}).`),
      remedy: 'Try again. If it stays, the details and the request id help AWS Support or the Copytrail authors.',
    },
    {
      requestId: failure.requestId,
      httpStatus: failure.httpStatus,
      awsErrorName: failure.httpStatus === undefined ? undefined : failure.name,
      detail: detailOf(failure),
    },
  );
}

/** A fault of Copytrail's own. */
export function unexpected(fault: unknown): AppError {
  const text = fault instanceof Error ? `${fault.name}: ${fault.message}` : String(fault);
  return appError(
    'Unexpected',
    { message: 'Copytrail itself failed at this request.', remedy: 'Try again. The log file holds the details.' },
    { detail: fit(text) },
  );
}

function within(status: number, range: { from: number; below: number }): boolean {
  return status >= range.from && status < range.below;
}
