import path from 'node:path';
import type { App } from 'electron';
import { runtimeFacts } from './app/app-info';
import { openCrashReports } from './app/crash-reports';
import { shutDataFolder } from './app/data-folder';
import { logFaults } from './app/faults';
import { openLog, type AppLog } from './app/log';
import { databaseFolder } from './app/page-session';
import { openRecovery, type Recovery } from './app/recovery';
import { redact } from './redaction';
import { wireTrouble, type Trouble } from './trouble-wiring';

/** What is kept of a run, and what brings the app and its history back after one that did not end well. */
export interface Records {
  readonly log: AppLog;
  readonly recovery: Recovery;
  readonly trouble: Trouble;
}

/** To be called before anything else is begun: whatever goes wrong from here on is written down. @param now epoch ms UTC */
export function openRecords(app: App, dataFolder: string, now: () => number): Records {
  const echo = app.isPackaged ? undefined : (line: string) => process.stderr.write(`${line}\n`);
  const log = openLog({ file: path.join(dataFolder, 'logs', 'main.log'), redact, now, echo });
  const reports = openCrashReports({
    ...{ log, redact, now },
    folder: path.dirname(log.file),
    facts: runtimeFacts(app.getVersion()),
  });
  logFaults(log, reports);
  shutDataFolder(dataFolder, log.warn);
  const trouble = wireTrouble({ dataFolder, source: databaseFolder(dataFolder), now, log });
  return { log, trouble, recovery: openRecovery(app, { dataFolder, log, reports, now }) };
}
