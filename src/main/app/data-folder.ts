import { chmodSync, mkdirSync } from 'node:fs';

/** Nobody but its owner can list or enter it. */
const PRIVATE_FOLDER = 0o700;

/**
 * Shuts the app's data folder to everybody but the user, whatever rules for new files (umask) the system has: the engine's files lie below it as
 * well as ours. One that an earlier version or the user made is shut too. On Windows, folders of a user are theirs alone already.
 *
 * Never throws: where a folder belongs to somebody else, or the disk knows no such rights, there is a warning.
 */
export function shutDataFolder(
  folder: string,
  warn: (message: string, details: Readonly<Record<string, unknown>>) => void,
): void {
  try {
    mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER });
    chmodSync(folder, PRIVATE_FOLDER);
  } catch (error) {
    warn('the data folder could not be shut to others', { error });
  }
}
