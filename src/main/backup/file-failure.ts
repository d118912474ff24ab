import type { AppError } from '../../preload/contract/error';

/* Why a file could not be read or written, in words. */

type FileWork = 'read' | 'write';

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const REFUSED = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR', 'EISDIR', 'EBUSY', 'ENAMETOOLONG', 'EMFILE']);

/** What Node said about a file, for people. */
export function fileFailure(error: unknown, work: FileWork): AppError {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  const detail = error instanceof Error ? { detail: error.message } : {};
  if (FULL.has(code)) {
    return {
      code: 'DiskFull',
      message: 'There is no room left on that disk, so the backup was not written.',
      remedy: 'Free some space, or choose a folder on another disk. Earlier backups are untouched.',
      mayRetry: true,
      ...detail,
    };
  }
  if (REFUSED.has(code)) {
    return {
      code: 'FileRefused',
      message: work === 'write' ? 'The backup could not be written there.' : 'The file could not be read.',
      remedy:
        work === 'write'
          ? 'Check that the folder is there and that you may write in it, or choose another one.'
          : 'Check that the file is still there and that you may read it.',
      mayRetry: true,
      ...detail,
    };
  }
  return {
    code: 'Unexpected',
    message: work === 'write' ? 'The backup could not be written.' : 'The file could not be read to its end.',
    remedy: 'Check the disk and try again, or choose a folder on another disk.',
    mayRetry: true,
    ...detail,
  };
}

export function notABackup(): AppError {
  return {
    code: 'NotABackup',
    message: 'This file is not a backup of a Copytrail history, or so damaged that it cannot be told.',
    remedy: 'Choose a file that Copytrail has written with “Back up history”.',
    mayRetry: false,
  };
}

export function newerBackup(): AppError {
  return {
    code: 'BackupNewer',
    message: 'This backup is sealed in a way that this version of Copytrail does not know.',
    remedy: 'Restore it with the version that wrote it, or a newer one.',
    mayRetry: false,
  };
}

export function wrongPassphrase(): AppError {
  return {
    code: 'WrongPassphrase',
    message: 'This is not the passphrase that the backup was sealed with.',
    remedy: 'Try another one. Without it nobody can read the backup.',
    mayRetry: true,
  };
}

/** The window names one that is not open (any more). */
export function notOpen(): AppError {
  return {
    code: 'Cancelled',
    message: 'This backup is no longer open: it was given up, or another one was begun.',
    remedy: 'Begin again.',
    mayRetry: true,
  };
}
