import * as v from 'valibot';

/**
 * The closed list of ways a call can fail. The window decides what to offer by the code alone;
 * the message and the remedy are for people.
 */
export const ERROR_CODES = [
  /** AWS Backup has no such copy job here: wrong id, account or Region, or more than 30 days after it finished. */
  'NotFound',
  /** Something in the request has a value that cannot be right. */
  'InvalidInput',
  /** Something the request needs was not given. */
  'MissingInput',
  /** AWS knows the caller and refused; the message names the IAM action. */
  'AccessDenied',
  /** The profile has no usable credentials at all. */
  'CredentialsMissing',
  /** Credentials were there and are no longer valid. */
  'CredentialsExpired',
  /** A sign-in (`aws sso login`, `aws login`) is needed first. */
  'LoginNeeded',
  /** The profile's role wants a multi-factor code and none was given, or it was refused. */
  'MfaNeeded',
  /** AWS asked us to slow down, and kept asking through every retry. */
  'Throttled',
  /** AWS Backup answered that it cannot serve at the moment (5xx). */
  'Unavailable',
  /** The endpoint was not reached: no network, no such host, refused or reset. */
  'Offline',
  /** No answer in time. */
  'TimedOut',
  /** The TLS certificate or handshake was not acceptable. */
  'TlsProblem',
  /** Something answered, but not AWS Backup as documented; nothing was filed. */
  'NotAwsAnswer',
  /** The user cancelled. */
  'Cancelled',
  /** The call did not come from Copytrail's own window, or that window has as many calls open as it may. */
  'Refused',
  /** What came is not signed by whom it must be, or is not what was signed; nothing of it was kept. */
  'NotTrusted',
  /** The file is no backup of a history, or so damaged that not even that can be told. */
  'NotABackup',
  /** The backup was written by a newer version. */
  'BackupNewer',
  /** The backup is sealed, and the passphrase is not the one it was sealed with, or none was given. */
  'WrongPassphrase',
  /** Parts of the backup are not what was written. */
  'BackupDamaged',
  /** The backup is of the other account: the demo account's, or the user's own. */
  'OtherAccount',
  /** No room is left on the disk. */
  'DiskFull',
  /** The file or its folder is not there, or the system does not let it be read or written. */
  'FileRefused',
  /** Anything else: a fault in Copytrail or a failure nobody has described yet. */
  'Unexpected',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/**
 * A failure as it crosses the border. Holds no secret: no key, token, code or signed header.
 *
 * - `message`: one plain sentence, what happened.
 * - `remedy`: what to do next.
 * - `command`: the exact shell command to run, where there is one (`aws sso login --profile x`).
 * - `iamAction`: the IAM action that was refused.
 * - `mayRetry`: whether the same request may succeed if simply sent again.
 * - `retryAfterMs`: milliseconds AWS asked us to wait.
 * - `requestId`: AWS's request id, for a support case.
 * - `awsErrorName`, `httpStatus`, `detail`: what AWS or the network said, for those who want it (redacted).
 */
export const AppErrorSchema = v.strictObject({
  code: v.picklist(ERROR_CODES),
  message: v.string(),
  remedy: v.string(),
  mayRetry: v.boolean(),
  command: v.optional(v.string()),
  iamAction: v.optional(v.string()),
  retryAfterMs: v.optional(v.number()),
  requestId: v.optional(v.string()),
  awsErrorName: v.optional(v.string()),
  httpStatus: v.optional(v.number()),
  detail: v.optional(v.string()),
});

export type AppError = v.InferOutput<typeof AppErrorSchema>;
