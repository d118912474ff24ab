import path from 'node:path';
import { app } from 'electron';
import { describeApp } from './app/app-info';
import { honourUserDataDir, readCommandLine } from './app/command-line';
import { endStart } from './app/end-start';
import { readPackageFacts, type PackageFacts } from './app/package-facts';
import { openWindowState } from './app/window-state';
import { guardPages } from './guard-pages';
import { openRecords } from './record-wiring';
import { shutDebuggingDoors } from './security/debugging';
import { openSettings } from './settings/settings';
import { wireWindows } from './window-wiring';

/** Wires the app together. Nothing is done before the window shows that the window does not need. */
function start(dataFolder: string, { kind, updateKey }: PackageFacts): void {
  const now = (): number => Date.now();
  const records = openRecords(app, dataFolder, now);
  const { log } = records;
  const source = guardPages(app, log);
  const settings = openSettings(dataFolder, now);
  const state = openWindowState(dataFolder, now);
  const { demo: startedOnDemo } = readCommandLine(process.argv);
  const info = describeApp({
    version: app.getVersion(),
    kind,
    hasUpdateKey: updateKey !== undefined,
    dataFolder,
    logFile: log.file,
    startedOnDemo,
    notices: [...settings.notices, ...state.notices],
  });
  log.info('started', info);
  const buildFolder = path.join(import.meta.dirname, '..');
  wireWindows({ ...records, dataFolder, buildFolder, source, settings, state, info, updateKey, now });
}

honourUserDataDir(app);
const facts = readPackageFacts(app);
const door = shutDebuggingDoors(app.commandLine, facts.kind);
if (door !== undefined) {
  process.stderr.write(
    `Copytrail does not start with --${door}: it would let any program of this computer into its window.\n`,
  );
  app.exit(1);
}
// A second start of the same data folder hands over to the first: two processes would fight over one history.
else if (app.requestSingleInstanceLock()) start(app.getPath('userData'), facts);
else void endStart(app, app.getPath('userData'));
