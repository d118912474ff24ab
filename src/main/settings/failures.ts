import type { AppError } from '../../preload/contract/error';

/** The choices are in force, and will be forgotten. */
export function settingsNotKept(error: unknown): AppError {
  return {
    code: 'Unexpected',
    message: 'The settings hold for now, but could not be written to disk.',
    remedy: 'Check that the disk is not full and that the data folder can be written to.',
    mayRetry: true,
    ...(error instanceof Error ? { detail: error.message } : {}),
  };
}
