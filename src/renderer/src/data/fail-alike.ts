import type { ErrorCode } from '../../../preload/contract/error';

/** After these every other call with the same profile would fail in the same way, until somebody does something about it. */
const FAIL_ALIKE: ReadonlySet<ErrorCode> = new Set([
  'CredentialsMissing',
  'CredentialsExpired',
  'LoginNeeded',
  'MfaNeeded',
  'Offline',
  'TlsProblem',
]);

/** Whether a failure shows that the rest need not be asked. */
export function failsAlike(code: ErrorCode): boolean {
  return FAIL_ALIKE.has(code);
}
