import type { AppError } from '../../../preload/contract/error';
import { HistoryProblem } from './history';

/** An answer came and could not be written: said plainly, because "saved" must never be assumed. */
export function notFiled(reason: unknown): AppError {
  const problem = reason instanceof HistoryProblem ? reason : undefined;
  const isDisk = problem?.code === 'disk-full' || problem?.code === 'not-writable';
  return {
    code: problem?.code === 'disk-full' ? 'DiskFull' : isDisk ? 'FileRefused' : 'Unexpected',
    message: `The answer could not be saved to the history on this computer.${isDisk ? ` ${problem.message}` : ''}`,
    remedy: `${remedyOf(problem?.code)} What was saved before is untouched.`,
    mayRetry: true,
    detail: reason instanceof Error ? `${reason.name}: ${reason.message}` : String(reason),
  };
}

function remedyOf(code: HistoryProblem['code'] | undefined): string {
  switch (code) {
    case 'closed':
      return 'Open the history again, then ask again.';
    case 'unreadable-body':
    case 'wrong-job':
      return 'Ask again; if it stays, the endpoint or a proxy changes what AWS says.';
    case 'earlier':
      return 'Go back to now, then ask again.';
    case 'disk-full':
      return 'Free some space on that disk: an answer that came is kept in memory until then, and saved by itself.';
    case 'not-writable':
      return 'Make the folder writable again: an answer that came is kept in memory until then, and saved by itself.';
    case 'write-failed':
    case undefined:
      return 'Check that the disk is not full, then ask again.';
  }
}
