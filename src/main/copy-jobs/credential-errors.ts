import type { AppError } from '../../preload/contract/error';
import { MFA_DECLINED } from '../credentials/mfa-desk';
import { appError } from './app-error';
import { iamActionOf } from './aws-error-rules';
import { commandOf, fromAwsName } from './aws-errors';
import type { BackupFailure, BackupRequest } from './ports';
import { detailOf, fit, profileWords, sentences } from './words';

/** Names that the adapter gives to failures which no library names. */
export const CREDENTIAL_FAILURES = {
  /** Neither shared file has such a profile. */
  noProfile: 'ProfileNotFound',
  /** The section, or one it leads to, cannot work as it stands; the message says why. */
  broken: 'ProfileBroken',
  /** A shared file is there and cannot be read. */
  unreadableFile: 'SharedFileUnreadable',
  /** The environment holds no key pair. */
  noEnvironmentKeys: 'EnvironmentKeysMissing',
  /** The profile would ask the instance metadata service, which Copytrail never does. */
  metadataService: 'MetadataServiceRefused',
  /** The provider handed out credentials whose time was up already. */
  alreadyExpired: 'CredentialsAlreadyExpired',
  /** A credential service answered without credentials. */
  notCredentials: 'AnswerWithoutCredentials',
} as const;

const ASSUME_ROLE = 'sts:AssumeRole';

/** What AWS STS says when a multi-factor code is wrong, was used before, or has the wrong form. */
export const MFA_REFUSED = /multi-?factor ?authentication failed|invalid MFA|tokenCode/i;

/** What the SDK says when a sign-in of IAM Identity Center or of `aws login` is missing, over, or was taken back. */
const SIGN_IN_OVER =
  /\bsso\b.*(?:not found|invalid|expired|log ?in|cannot refresh)|token is expired|session has expired|re-?authenticate|failed to (?:load|refresh) token|failed to load a token|UnauthorizedException|InvalidGrantException|ExpiredTokenException|token validation failed/is;
const EXPIRED = /expired/i;

/** A failure on the way to credentials. */
export function fromCredentials(failure: BackupFailure, request: BackupRequest): AppError | undefined {
  return (
    ofMfa(failure, request) ??
    ofSignIn(failure, request) ??
    ofOwnName(failure, request) ??
    ofService(failure, request) ??
    ofProvider(failure, request)
  );
}

function ofMfa(failure: BackupFailure, { profile }: BackupRequest): AppError | undefined {
  if (failure.name === MFA_DECLINED) {
    return appError('MfaNeeded', {
      message: `${start(profileWords(profile))} needs a multi-factor code, and none was given.`,
      remedy: 'Ask again and type the code that your device shows.',
    });
  }
  if (failure.service !== 'sts' || !MFA_REFUSED.test(failure.message)) return undefined;
  return appError(
    'MfaNeeded',
    {
      message: `AWS did not accept the multi-factor code for ${profileWords(profile)}.`,
      remedy: 'Wait for a new code (each one works once), ask again and type it.',
    },
    factsOf(failure),
  );
}

function ofSignIn(failure: BackupFailure, { profile }: BackupRequest): AppError | undefined {
  const { signIn } = failure;
  if (!signIn || failure.service === 'sts' || !SIGN_IN_OVER.test(`${failure.name}: ${failure.message}`))
    return undefined;
  const via = signIn.profileName === profile.name ? '' : ` (through profile "${signIn.profileName}")`;
  const over = EXPIRED.test(failure.message) ? 'has ended' : 'is missing or no longer valid';
  return appError(
    'LoginNeeded',
    {
      message: `The sign-in of ${profileWords(profile)}${via} ${over}.`,
      remedy: 'Run the command below in a terminal, finish the sign-in in the browser, then ask again.',
    },
    { ...factsOf(failure), command: commandOf(failure) },
  );
}

function ofOwnName(failure: BackupFailure, { profile }: BackupRequest): AppError | undefined {
  const who = profileWords(profile);
  switch (failure.name) {
    case CREDENTIAL_FAILURES.noProfile:
      return missing(
        failure,
        `There is no ${who} in the shared AWS files.`,
        'Choose another profile, or add this one.',
      );
    case CREDENTIAL_FAILURES.broken:
      return missing(
        failure,
        sentences(`${start(who)} cannot work as it stands.`, fit(failure.message)),
        'Correct the section in the shared AWS files; they are read again by themselves.',
      );
    case CREDENTIAL_FAILURES.unreadableFile:
      return missing(failure, fit(failure.message), 'Make the file readable for your user, then ask again.');
    case CREDENTIAL_FAILURES.noEnvironmentKeys:
      return missing(
        failure,
        'The environment holds no AWS credentials.',
        'Start Copytrail from a shell that has AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY set, or choose a profile.',
      );
    case CREDENTIAL_FAILURES.metadataService:
      return missing(
        failure,
        `${start(who)} takes its credentials from the EC2 instance metadata service, which Copytrail never asks.`,
        'Choose a profile with another source of credentials.',
      );
    case CREDENTIAL_FAILURES.alreadyExpired:
      return appError(
        'CredentialsExpired',
        {
          message: `The credentials of ${who} have expired.`,
          remedy: failure.signIn
            ? 'Sign in again with the command below, then ask again.'
            : 'Renew them where they come from, then ask again.',
        },
        { command: commandOf(failure), detail: detailOf(failure) },
      );
    case CREDENTIAL_FAILURES.notCredentials:
      return appError(
        'NotAwsAnswer',
        {
          message: `${failure.host ?? 'The service asked for credentials'} did not answer as AWS does. Nothing was filed.`,
          remedy: 'Check for a captive portal or proxy, and the endpoint settings of this profile.',
        },
        factsOf(failure),
      );
    default:
      return undefined;
  }
}

/** AWS STS or IAM Identity Center answered with an error of its own. */
function ofService(failure: BackupFailure, request: BackupRequest): AppError | undefined {
  const { service } = failure;
  if (service === undefined || failure.httpStatus === undefined) return undefined;
  const who = profileWords(request.profile);
  if (/^(?:AccessDenied(?:Exception)?|ForbiddenException)$/.test(failure.name)) {
    if (service !== 'sts') {
      return appError(
        'AccessDenied',
        {
          message: `IAM Identity Center does not give ${who} this account and role.`,
          remedy: 'Check sso_account_id and sso_role_name, and whether the permission set is assigned to you.',
        },
        factsOf(failure),
      );
    }
    const action = /\bperform/.test(failure.message) ? iamActionOf(failure, request) : ASSUME_ROLE;
    return appError(
      'AccessDenied',
      {
        message: `AWS does not allow ${who} to take on its role (${action}).`,
        remedy:
          "The role's trust policy and the caller's IAM policy must both allow it. Some roles also want a multi-factor device (mfa_serial) or an external id.",
      },
      { ...factsOf(failure), iamAction: action },
    );
  }
  if (/^(?:InvalidIdentityToken|IDPRejectedClaim|IDPCommunicationError)/.test(failure.name)) {
    return appError(
      'CredentialsExpired',
      {
        message: `AWS did not accept the web identity token of ${who}.`,
        remedy: 'Put a fresh token into the token file that the profile names, then ask again.',
      },
      factsOf(failure),
    );
  }
  if (
    /^(?:ValidationError|ValidationException|InvalidRequestException|ResourceNotFoundException)$/.test(failure.name)
  ) {
    return missing(
      failure,
      `AWS could not give credentials for ${who}: the profile names something that does not exist.`,
      'Check the role, account and device that the profile names.',
    );
  }
  return fromAwsName(failure, request);
}

/** The SDK's own words for a profile that leads to no credentials. */
function ofProvider(failure: BackupFailure, { profile }: BackupRequest): AppError | undefined {
  const who = profileWords(profile);
  if (/credential_process returned expired/i.test(failure.message)) {
    return appError(
      'CredentialsExpired',
      {
        message: `The credential process of ${who} handed out credentials that have expired.`,
        remedy: 'Sign in to the tool that the profile runs, then ask again.',
      },
      { detail: detailOf(failure) },
    );
  }
  if (/Command failed|credential_process/i.test(failure.message)) {
    return appError(
      'CredentialsMissing',
      {
        message: `The credential process of ${who} gave no credentials.`,
        remedy:
          'Run the command of credential_process in a terminal. Copytrail runs it with the PATH it was started with.',
      },
      { detail: processOutput(failure.message) },
    );
  }
  return missing(
    failure,
    sentences(`No credentials could be had for ${who}.`),
    'Check the section of this profile in the shared AWS files.',
  );
}

function missing(failure: BackupFailure, message: string, remedy: string): AppError {
  return appError('CredentialsMissing', { message, remedy }, factsOf(failure));
}

function factsOf(failure: BackupFailure) {
  return {
    requestId: failure.requestId,
    httpStatus: failure.httpStatus,
    awsErrorName: failure.httpStatus === undefined ? undefined : failure.name,
    detail: detailOf(failure),
  };
}

/** The command itself may carry a secret as an argument, so only what it printed is shown. */
function processOutput(message: string): string | undefined {
  const output = message.replace(/^.*?Command failed:[^\n]*\n?/s, '').trim();
  return output === '' ? undefined : fit(output);
}

function start(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
