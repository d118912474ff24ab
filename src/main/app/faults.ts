import { app } from 'electron';
import type { CrashReports } from './crash-reports';
import type { AppLog } from './log';

/**
 * Writes faults that nobody caught to the log, in place of Electron's own dialog box. The app goes on if its window
 * is already there; before that there is nothing to go on with, and it ends. Either way there is a report.
 */
export function logFaults(log: AppLog, reports: Pick<CrashReports, 'write' | 'flush'>): void {
  process.on('uncaughtException', (error) => {
    log.error('uncaught fault', { error });
    reports.write('A fault that nobody caught in the main process.', [error.stack ?? error.message]);
    if (!app.isReady())
      void reports.flush().finally(() => {
        app.exit(1);
      });
  });
  process.on('unhandledRejection', (reason) => {
    log.error('unhandled rejection', { reason: reason instanceof Error ? reason : String(reason) });
  });
}
