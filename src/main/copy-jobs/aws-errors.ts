import type { AppError } from '../../preload/contract/error';
import { signInCommand } from '../credentials/sign-in-command';
import { appError } from './app-error';
import { denied, iamActionOf, RULE_BY_NAME, speaksOfTime, throttled, unavailable, type Rule } from './aws-error-rules';
import type { BackupFailure, BackupRequest } from './ports';
import { detailOf } from './words';

const SERVER_FAULT = 500;
const TOO_MANY_REQUESTS = 429;

/** The failure as one that AWS named, or whose status says enough. */
export function fromAwsName(failure: BackupFailure, request: BackupRequest): AppError | undefined {
  const rule = RULE_BY_NAME.get(failure.name) ?? ruleOfStatus(failure.httpStatus);
  if (!rule) return undefined;
  const [code, words] = rule;
  return appError(code, words(failure, request), {
    requestId: failure.requestId,
    httpStatus: failure.httpStatus,
    retryAfterMs: failure.retryAfterMs,
    awsErrorName: failure.httpStatus === undefined ? undefined : failure.name,
    detail: detailOf(failure),
    iamAction: rule === denied ? iamActionOf(failure, request) : undefined,
    command: code === 'CredentialsExpired' && !speaksOfTime(failure) ? commandOf(failure) : undefined,
  });
}

function ruleOfStatus(status: number | undefined): Rule | undefined {
  if (status === TOO_MANY_REQUESTS) return throttled;
  if (status !== undefined && status >= SERVER_FAULT) return unavailable;
  return undefined;
}

export function commandOf(failure: BackupFailure): string | undefined {
  return failure.signIn && signInCommand(failure.signIn.way, failure.signIn.profileName);
}
