import { chmod } from 'node:fs/promises';
import type { Session } from 'electron';
import { PRIVATE } from '../settings/whole-file';

/**
 * Lets a page hand nothing to the user as a file but what it has made itself, and has that file be the user's alone: by the engine's own rule everybody
 * could read it whom the system's rules for new files (umask) allow.
 */
export function guardDownloads(session: Session, trustedOrigin: string, warn: (what: string) => void): void {
  session.on('will-download', (event, item) => {
    if (!item.getURL().startsWith(`blob:${trustedOrigin}/`)) {
      event.preventDefault();
      warn('download refused');
      return;
    }
    item.once('done', (_event, state) => {
      if (state !== 'completed') return;
      chmod(item.getSavePath(), PRIVATE).catch(() => {
        warn('a saved file could not be made private');
      });
    });
  });
}
