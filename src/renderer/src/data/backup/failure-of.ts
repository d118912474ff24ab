import type { AppError, ErrorCode } from '../../../../preload/contract/error';
import { HistoryProblem } from '../history';
import { BackupRefusal } from './read-backup';

const CODES: Readonly<Partial<Record<HistoryProblem['code'], ErrorCode>>> = {
  'disk-full': 'DiskFull',
  'not-writable': 'FileRefused',
};

/** What was thrown while backing up or restoring, for people. */
export function failureOf(problem: unknown, what: 'backup' | 'restore'): AppError {
  if (problem instanceof BackupRefusal) return problem.error;
  if (problem instanceof HistoryProblem) {
    return {
      code: CODES[problem.code] ?? 'Unexpected',
      message: problem.message,
      remedy:
        what === 'restore'
          ? 'What was restored so far stays. Restoring the same backup again goes on from there.'
          : 'Nothing was written. Try again once the history can be read.',
      mayRetry: true,
    };
  }
  return {
    code: 'Unexpected',
    message: what === 'restore' ? 'The backup could not be restored to its end.' : 'The backup could not be made.',
    remedy: 'Try again. The log file tells more.',
    mayRetry: true,
    ...(problem instanceof Error && { detail: problem.message }),
  };
}
