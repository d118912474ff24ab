import type { AppError, ErrorCode } from '../../preload/contract/error';

/**
 * Whether the very same request may succeed later: because the state of the network or of AWS passes, or because the
 * user has followed the remedy meanwhile, as after a sign-in.
 */
const MAY_RETRY: Readonly<Record<ErrorCode, boolean>> = {
  NotFound: false,
  InvalidInput: false,
  MissingInput: false,
  AccessDenied: false,
  CredentialsMissing: false,
  CredentialsExpired: true,
  LoginNeeded: true,
  MfaNeeded: true,
  Throttled: true,
  Unavailable: true,
  Offline: true,
  TimedOut: true,
  TlsProblem: false,
  NotAwsAnswer: true,
  Cancelled: true,
  Refused: false,
  NotTrusted: false,
  NotABackup: false,
  BackupNewer: false,
  WrongPassphrase: true,
  BackupDamaged: false,
  OtherAccount: false,
  DiskFull: true,
  FileRefused: true,
  Unexpected: true,
};

type Optional<T> = { [K in keyof T]?: T[K] | undefined };
export type Words = Pick<AppError, 'message' | 'remedy'>;
type Facts = Optional<Omit<AppError, 'code' | 'message' | 'remedy'>>;

/** An `AppError` with the members that are known and no others. */
export function appError(code: ErrorCode, words: Words, facts: Facts = {}): AppError {
  const known = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
  return { code, mayRetry: MAY_RETRY[code], ...words, ...known };
}

export function cancelled(): AppError {
  return appError('Cancelled', {
    message: 'The request was cancelled.',
    remedy: 'Ask again whenever you like.',
  });
}
