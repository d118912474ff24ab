import type { Fault } from './types';

/** A copy job that nobody asks for: the answer to a question about another one. */
export const ANOTHER_JOB_ID = '0DDBA115-0000-4000-8000-00000000D0D0';

const JSON_HEADERS = { 'content-type': 'application/json' };
const HTML_HEADERS = { 'content-type': 'text/html; charset=utf-8' };

const minimalJob = {
  AccountId: '111122223333',
  CopyJobId: ANOTHER_JOB_ID,
  State: 'COMPLETED',
  CreationDate: 1790000000.5,
};

function error(
  status: number,
  type: string,
  message: string,
  more: { code?: string; retryAfterSeconds?: number } = {},
) {
  return { kind: 'error', status, type, message, ...more } as const satisfies Fault;
}

function json(body: unknown, status = 200) {
  return { kind: 'body', status, headers: JSON_HEADERS, body: JSON.stringify(body) } as const satisfies Fault;
}

function html(status: number, title: string) {
  const body = `<!doctype html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
  return { kind: 'body', status, headers: HTML_HEADERS, body } as const satisfies Fault;
}

/**
 * Every way an answer of AWS Backup, or of something that stands in its place, can go wrong.
 * Statuses and names: AWS Backup API reference, "Common Errors" and the errors of DescribeCopyJob.
 */
export const FAULTS = {
  // AWS refuses.
  notFound: error(400, 'ResourceNotFoundException', 'Copy job does not exist', { code: 'ERROR_3001' }),
  invalidParameterValue: error(400, 'InvalidParameterValueException', 'Invalid copy job ID', { code: 'ERROR_2001' }),
  missingParameterValue: error(400, 'MissingParameterValueException', 'A copy job ID is required', {
    code: 'ERROR_2002',
  }),
  accessDenied: error(
    403,
    'AccessDeniedException',
    'User: arn:aws:sts::111122223333:assumed-role/Viewer/jane is not authorized to perform: ' +
      'backup:DescribeCopyJob on resource: * because no identity-based policy allows the backup:DescribeCopyJob action',
  ),
  expiredToken: error(403, 'ExpiredTokenException', 'The security token included in the request is expired'),
  unrecognizedClient: error(
    403,
    'UnrecognizedClientException',
    'The security token included in the request is invalid.',
  ),
  invalidSignature: error(403, 'InvalidSignatureException', 'The request signature does not match.'),

  // AWS is busy, or broken.
  throttled: error(400, 'ThrottlingException', 'Rate exceeded'),
  tooManyRequests: error(429, 'TooManyRequestsException', 'Too Many Requests', { retryAfterSeconds: 1 }),
  limitExceeded: error(400, 'LimitExceededException', 'A limit in the request has been exceeded', {
    code: 'ERROR_4001',
  }),
  serviceUnavailable: error(500, 'ServiceUnavailableException', 'The request failed due to a temporary failure', {
    code: 'ERROR_5001',
  }),
  internalFailure: error(500, 'InternalFailure', 'An internal error occurred'),
  /** A status nobody expects, and a body that names no error. */
  teapot: json({}, 418),

  // Something answers that is not AWS Backup.
  proxy503: html(503, '503 Service Unavailable'),
  captivePortal: html(200, 'Sign in to the guest network'),
  emptyObject: json({}),
  emptyBody: { kind: 'body', status: 200, headers: JSON_HEADERS, body: '' },
  jsonArray: json([]),
  nullJob: json({ CopyJob: null }),
  jobIsText: json({ CopyJob: 'COMPLETED' }),
  truncatedJson: {
    kind: 'body',
    status: 200,
    headers: JSON_HEADERS,
    body: JSON.stringify({ CopyJob: minimalJob }).slice(0, -25),
  },
  listBody: json({ CopyJobs: [minimalJob] }),
  stringDate: json({ CopyJob: { ...minimalJob, CreationDate: '2026-09-21T13:33:20Z' } }),
  anotherJob: json({ CopyJob: minimalJob }),

  // The connection.
  hang: { kind: 'hang' },
  headersThenHang: { kind: 'headers-then-hang' },
  /** A body of about 2 kB takes some seconds. */
  drip: { kind: 'drip', bytesPerSecond: 400 },
  resetBefore: { kind: 'reset', when: 'before' },
  resetMidBody: { kind: 'reset', when: 'mid-body' },
  slow: { kind: 'delay', ms: 1500 },
} as const satisfies Record<string, Fault>;
