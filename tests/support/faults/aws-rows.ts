import { FAULTS } from '../../../src/main/demo/faults';
import type { Fault } from '../../../src/main/demo/types';
import type { FaultRow } from './row';

type Expected = Omit<FaultRow, 'name' | 'strike'>;

/** The endpoint answers every request like this. */
export function struck(name: string, fault: Fault, expected: Expected): FaultRow {
  return {
    name,
    ...expected,
    strike({ endpoint }) {
      endpoint.addFault({ fault });
      return {};
    },
  };
}

function error(status: number, type: string, more: Partial<Extract<Fault, { kind: 'error' }>> = {}): Fault {
  return { kind: 'error', status, type, message: 'No luck', ...more };
}

const PROFILE = 'profile "scripted"';
const REGION = 'eu-central-1';

const NOT_FOUND = {
  code: 'NotFound',
  message: `AWS Backup has no copy job {id} in ${REGION} for ${PROFILE}.`,
  remedy:
    'Check the id. The job may also belong to another account or another Region (look where the source vault is), ' +
    'or it finished more than 30 days ago: AWS removes copy jobs then.',
  requests: 1,
} as const;
const INVALID = {
  code: 'InvalidInput',
  message: 'AWS Backup did not accept a value of the request.',
  remedy: 'Check what was asked for, and the Region.',
  requests: 1,
} as const;
const DENIED = {
  code: 'AccessDenied',
  message: `AWS does not allow ${PROFILE} to use backup:DescribeCopyJob.`,
  remedy:
    'Ask for an IAM policy that allows backup:DescribeCopyJob on "*", or use another profile. ' +
    "An organization's policy may also deny it.",
  requests: 1,
} as const;
const NOT_ENABLED = {
  code: 'AccessDenied',
  message: `The account of ${PROFILE} cannot use AWS Backup in ${REGION}.`,
  remedy: `Check that the account is active and that the Region ${REGION} is enabled for it.`,
  requests: 1,
} as const;
const RENEW =
  'Renew them where the profile takes them from, or put new ones into it (it is read again by itself), then ask again.';
export const EXPIRED = {
  code: 'CredentialsExpired',
  message: `The credentials of ${PROFILE} have expired.`,
  remedy: RENEW,
} as const;
const UNKNOWN_KEY = {
  code: 'CredentialsExpired',
  message: `AWS does not know the credentials of ${PROFILE} (any more).`,
  remedy: `${RENEW} The key may have been deleted or switched off, or ${REGION} may belong to another partition or not be enabled.`,
  requests: 1,
} as const;
export const SIGNATURE = {
  code: 'CredentialsExpired',
  message: `AWS did not accept the signature made with ${PROFILE}.`,
  remedy:
    'Check the secret access key. A clock that is minutes off, or a proxy that changes requests, has the same effect.',
} as const;
const THROTTLED = {
  code: 'Throttled',
  message: 'AWS asked for fewer requests (asked 3 times).',
  remedy: 'Wait a little, then try again.',
  requests: 3,
} as const;
const UNAVAILABLE = {
  code: 'Unavailable',
  message: `AWS Backup in ${REGION} cannot answer at the moment (asked 3 times).`,
  remedy: 'Try again in a while. The AWS Health Dashboard tells whether the Region has a problem.',
  requests: 3,
} as const;

/** What AWS itself says: the errors of DescribeCopyJob, of AWS Backup, and those common to all services. */
export const AWS_ROWS: readonly FaultRow[] = [
  struck('ResourceNotFoundException, named in the header', FAULTS.notFound, NOT_FOUND),
  ...(['__type', 'code', 'Code'] as const).map((form) =>
    struck(
      `ResourceNotFoundException, named in the body as ${form}`,
      error(400, 'ResourceNotFoundException', { form }),
      NOT_FOUND,
    ),
  ),
  struck('InvalidParameterValueException', FAULTS.invalidParameterValue, INVALID),
  struck('InvalidRequestException', error(400, 'InvalidRequestException'), INVALID),
  struck('ValidationError', error(400, 'ValidationError'), INVALID),
  struck('MalformedHttpRequestException', error(400, 'MalformedHttpRequestException'), INVALID),
  struck('RequestEntityTooLargeException', error(413, 'RequestEntityTooLargeException'), INVALID),
  struck('MissingParameterValueException', FAULTS.missingParameterValue, {
    code: 'MissingInput',
    message: 'AWS Backup says that a value is missing.',
    remedy: 'Check what was asked for.',
    requests: 1,
  }),
  struck('AccessDeniedException', FAULTS.accessDenied, DENIED),
  struck(
    'AccessDeniedException, worded as Message',
    error(403, 'AccessDeniedException', { code: 'ERROR_4031' }),
    DENIED,
  ),
  struck('NotAuthorized', error(401, 'NotAuthorized'), DENIED),
  struck('OptInRequired', error(403, 'OptInRequired'), NOT_ENABLED),
  struck('SubscriptionRequiredException', error(403, 'SubscriptionRequiredException'), NOT_ENABLED),
  struck('ExpiredTokenException', FAULTS.expiredToken, { ...EXPIRED, requests: 1 }),
  struck('UnrecognizedClientException', FAULTS.unrecognizedClient, UNKNOWN_KEY),
  struck('IncompleteSignature', error(403, 'IncompleteSignature'), { ...SIGNATURE, requests: 1 }),
  struck('InvalidSignatureException', FAULTS.invalidSignature, SIGNATURE),
  struck('ThrottlingException', FAULTS.throttled, THROTTLED),
  struck('TooManyRequests (429) with Retry-After', FAULTS.tooManyRequests, {
    ...THROTTLED,
    remedy: 'Wait 1 s, then try again.',
  }),
  struck('LimitExceededException', FAULTS.limitExceeded, THROTTLED),
  struck('ServiceUnavailableException', FAULTS.serviceUnavailable, UNAVAILABLE),
  struck('InternalFailure', FAULTS.internalFailure, UNAVAILABLE),
  struck('ServiceUnavailable (503)', error(503, 'ServiceUnavailable'), UNAVAILABLE),
  struck('DependencyFailureException', error(500, 'DependencyFailureException'), UNAVAILABLE),
  struck('RequestAbortedException', error(400, 'RequestAbortedException'), {
    ...UNAVAILABLE,
    message: `AWS Backup in ${REGION} cannot answer at the moment.`,
    requests: 1,
  }),
  struck('RequestTimeoutException', error(408, 'RequestTimeoutException'), {
    code: 'TimedOut',
    message: `AWS Backup in ${REGION} gave up waiting for the request.`,
    remedy: 'Try again.',
  }),
  struck('UnknownOperationException', error(404, 'UnknownOperationException'), {
    code: 'NotAwsAnswer',
    message: '{host} does not know DescribeCopyJob. Nothing was filed.',
    remedy: 'Check the endpoint that this profile uses: it may belong to another service.',
    requests: 1,
  }),
  struck('An error that nobody has described', error(400, 'SomethingElseException'), {
    code: 'Unexpected',
    message: 'The request failed in a way Copytrail does not know (SomethingElseException).',
    remedy: 'Try again. If it stays, the details and the request id help AWS Support or the Copytrail authors.',
    requests: 1,
  }),
  struck('500 without a word', { kind: 'body', status: 500, body: '' }, UNAVAILABLE),
];
