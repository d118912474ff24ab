import { app } from 'electron';
import type { AppLog } from './log';

/**
 * Writes faults that nobody caught to the log, in place of Electron's own dialog box. The app goes on if its window
 * is already there; before that there is nothing to go on with, and it ends.
 */
export function logFaults(log: AppLog): void {
  process.on('uncaughtException', (error) => {
    log.error('uncaught fault', { error });
    if (!app.isReady())
      void log.flush().finally(() => {
        app.exit(1);
      });
  });
  process.on('unhandledRejection', (reason) => {
    log.error('unhandled rejection', { reason: reason instanceof Error ? reason : String(reason) });
  });
}
