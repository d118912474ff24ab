import type { ErrorCode } from '../../preload/contract/error';
import type { Words } from './app-error';
import type { BackupFailure, BackupRequest } from './ports';
import { detailOf, profileWords, sentences } from './words';

const MILLISECONDS_PER_SECOND = 1000;

export type Rule = readonly [code: ErrorCode, words: (failure: BackupFailure, request: BackupRequest) => Words];

const notFound: Rule = [
  'NotFound',
  (_failure, request) =>
    request.operation === 'DescribeCopyJob'
      ? {
          message: `AWS Backup has no copy job ${request.copyJobId} in ${request.region} for ${profileWords(request.profile)}.`,
          remedy:
            'Check the id. The job may also belong to another account or another Region (look where the source vault is), ' +
            'or it finished more than 30 days ago: AWS removes copy jobs then.',
        }
      : {
          message: `AWS Backup did not find what the filter names in ${request.region} for ${profileWords(request.profile)}.`,
          remedy: 'Check the names and ARNs of the filter, and the Region.',
        },
];

const invalid: Rule = [
  'InvalidInput',
  () => ({
    message: 'AWS Backup did not accept a value of the request.',
    remedy: 'Check what was asked for, and the Region.',
  }),
];

const missing: Rule = [
  'MissingInput',
  () => ({ message: 'AWS Backup says that a value is missing.', remedy: 'Check what was asked for.' }),
];

export const denied: Rule = [
  'AccessDenied',
  (failure, request) => ({
    message: `AWS does not allow ${profileWords(request.profile)} to use ${iamActionOf(failure, request)}.`,
    remedy: `Ask for an IAM policy that allows ${iamActionOf(failure, request)} on "*", or use another profile. An organization's policy may also deny it.`,
  }),
];

const notSubscribed: Rule = [
  'AccessDenied',
  (failure, { profile, region }) => ({
    message: `The account of ${profileWords(profile)} cannot use ${serviceOf(failure)} in ${region}.`,
    remedy: `Check that the account is active and that the Region ${region} is enabled for it.`,
  }),
];

const expired: Rule = [
  'CredentialsExpired',
  (failure, { profile }) => ({
    message: `The credentials of ${profileWords(profile)} have expired.`,
    remedy: renewal(failure, profile.origin),
  }),
];

const unknownKey: Rule = [
  'CredentialsExpired',
  (failure, { profile, region }) => ({
    message: `AWS does not know the credentials of ${profileWords(profile)} (any more).`,
    remedy: sentences(
      renewal(failure, profile.origin),
      `The key may have been deleted or switched off, or ${region} may belong to another partition or not be enabled.`,
    ),
  }),
];

const signature: Rule = [
  'CredentialsExpired',
  (failure, { profile }) =>
    speaksOfTime(failure)
      ? {
          message: "AWS did not accept the time of the request: this machine's clock is wrong.",
          remedy: 'Set the clock of this machine (or switch on automatic time), then try again.',
        }
      : {
          message: `AWS did not accept the signature made with ${profileWords(profile)}.`,
          remedy:
            'Check the secret access key. A clock that is minutes off, or a proxy that changes requests, has the same effect.',
        },
];

export const throttled: Rule = [
  'Throttled',
  (failure) => ({
    message: `AWS asked for fewer requests${attemptsOf(failure)}.`,
    remedy:
      failure.retryAfterMs === undefined || failure.retryAfterMs === 0
        ? 'Wait a little, then try again.'
        : `Wait ${Math.ceil(failure.retryAfterMs / MILLISECONDS_PER_SECOND)} s, then try again.`,
  }),
];

export const unavailable: Rule = [
  'Unavailable',
  (failure, { region }) => ({
    message: `${serviceOf(failure)} in ${region} cannot answer at the moment${attemptsOf(failure)}.`,
    remedy: 'Try again in a while. The AWS Health Dashboard tells whether the Region has a problem.',
  }),
];

const slow: Rule = [
  'TimedOut',
  (failure, { region }) => ({
    message: `${serviceOf(failure)} in ${region} gave up waiting for the request.`,
    remedy: 'Try again.',
  }),
];

const otherService: Rule = [
  'NotAwsAnswer',
  (failure, { operation }) => ({
    message: `${failure.host ?? 'The endpoint'} does not know ${operation}. Nothing was filed.`,
    remedy: 'Check the endpoint that this profile uses: it may belong to another service.',
  }),
];

const endpointSettings: Rule = [
  'InvalidInput',
  (failure) => ({
    message: 'The endpoint settings of this profile contradict each other or cannot be used.',
    remedy: detailOf(failure) ?? 'Check endpoint_url, use_fips_endpoint and use_dualstack_endpoint.',
  }),
];

/** Which names mean which failure: AWS Backup's own errors, AWS's common errors, and older names for the same. */
const RULES: readonly (readonly [rule: Rule, names: readonly string[]])[] = [
  [notFound, ['ResourceNotFoundException']],
  [
    invalid,
    [
      'InvalidParameterValueException',
      'InvalidRequestException',
      'ValidationException',
      'ValidationError',
      'MalformedHttpRequestException',
      'RequestEntityTooLargeException',
    ],
  ],
  [missing, ['MissingParameterValueException', 'MissingParameter']],
  [
    denied,
    [
      'AccessDeniedException',
      'AccessDenied',
      'NotAuthorized',
      'NotAuthorizedException',
      'UnauthorizedOperation',
      'UnauthorizedException',
      'ForbiddenException',
    ],
  ],
  [
    notSubscribed,
    ['SubscriptionRequiredException', 'SubscriptionRequired', 'OptInRequired', 'RegionDisabledException'],
  ],
  [expired, ['ExpiredTokenException', 'ExpiredToken', 'TokenRefreshRequired']],
  [
    unknownKey,
    [
      'UnrecognizedClientException',
      'UnrecognizedClient',
      'InvalidClientTokenId',
      'InvalidAccessKeyId',
      'InvalidToken',
      'MissingAuthenticationToken',
      'MissingAuthenticationTokenException',
    ],
  ],
  [
    signature,
    [
      'InvalidSignatureException',
      'InvalidSignature',
      'SignatureDoesNotMatch',
      'IncompleteSignature',
      'IncompleteSignatureException',
      'RequestExpired',
      'RequestTimeTooSkewed',
      'AuthFailure',
    ],
  ],
  [
    throttled,
    [
      'ThrottlingException',
      'Throttling',
      'ThrottledException',
      'TooManyRequestsException',
      'RequestLimitExceeded',
      'RequestThrottled',
      'RequestThrottledException',
      'SlowDown',
      'LimitExceededException',
      'BandwidthLimitExceeded',
      'PriorRequestNotComplete',
    ],
  ],
  [
    unavailable,
    [
      'ServiceUnavailableException',
      'ServiceUnavailable',
      'InternalFailure',
      'InternalServerError',
      'InternalServerException',
      'InternalError',
      'DependencyFailureException',
      'RequestAbortedException',
    ],
  ],
  [slow, ['RequestTimeoutException', 'RequestTimeout']],
  [otherService, ['UnknownOperationException', 'UnknownOperation', 'InvalidAction']],
  [endpointSettings, ['EndpointError', 'EndpointSettings']],
];

export const RULE_BY_NAME: ReadonlyMap<string, Rule> = new Map(
  RULES.flatMap(([rule, names]) => names.map((name) => [name, rule])),
);

/** The action that AWS's message names ("not authorized to perform: backup:DescribeCopyJob"), else the one we used. */
export function iamActionOf(failure: BackupFailure, { operation }: BackupRequest): string {
  const named = /\bperform(?:ing)?:?\s+([a-z0-9-]+:[A-Za-z0-9*]+)/.exec(failure.message)?.[1];
  return named ?? `backup:${operation}`;
}

function renewal(failure: BackupFailure, origin: string): string {
  if (failure.signIn) return 'Sign in again with the command below, then ask again.';
  if (origin === 'environment') return 'Start Copytrail again from an environment with valid credentials.';
  return 'Renew them where the profile takes them from, or put new ones into it (it is read again by itself), then ask again.';
}

/** AWS says "Signature expired", "Signature not yet current" and "Request has expired" when clocks differ. */
export function speaksOfTime(failure: BackupFailure): boolean {
  return (
    ['RequestExpired', 'RequestTimeTooSkewed'].includes(failure.name) ||
    /signature (?:expired|not yet current)|request has expired/i.test(failure.message)
  );
}

function attemptsOf({ attempts }: BackupFailure): string {
  return attempts !== undefined && attempts > 1 ? ` (asked ${attempts} times)` : '';
}

/** The service that said so: AWS Backup, or one that was asked for credentials. */
function serviceOf({ service }: BackupFailure): string {
  if (service === 'sts') return 'AWS STS';
  return service === undefined ? 'AWS Backup' : 'The sign-in service of AWS';
}
