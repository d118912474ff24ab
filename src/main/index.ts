import path from 'node:path';
import { app, protocol } from 'electron';
import type { Settings } from '../preload/contract/settings';
import { describeApp, runtimeFacts } from './app/app-info';
import { honourUserDataDir, readCommandLine } from './app/command-line';
import { openDesktop } from './app/desktop';
import { openCrashReports } from './app/crash-reports';
import { endStart } from './app/end-start';
import { logFaults } from './app/faults';
import { keepHistory } from './app/keep-history';
import { readLicences } from './app/licences';
import { openLog } from './app/log';
import { readPackageFacts, type PackageFacts } from './app/package-facts';
import { databaseFolder, guardSessions } from './app/page-session';
import { APP_SCHEME_PRIVILEGES } from './app/protocol';
import { openRecovery } from './app/recovery';
import { openSurroundings } from './app/surroundings';
import { applyTheme } from './app/theme';
import { updateSurroundings } from './app/update-surroundings';
import { openWindowState } from './app/window-state';
import { wireAws } from './aws-wiring';
import { createHandlers } from './handlers';
import { createBorder } from './ipc/border';
import { registerCalls } from './ipc/register';
import { createEventSender } from './ipc/send-event';
import { openBackups } from './open-backups';
import { redact } from './redaction';
import { shutDebuggingDoors } from './security/debugging';
import { guardNavigation } from './security/navigation';
import { openAllowedUrl } from './security/open-external';
import { choosePageSource } from './security/origins';
import { requireSandbox } from './security/sandbox';
import { openSettings } from './settings/settings';
import { wireTrouble } from './trouble-wiring';
import { wireUpdates } from './update-wiring';

/** Wires the app together. Nothing is done before the window shows that the window does not need. */
function start(dataFolder: string, { kind, updateKey }: PackageFacts): void {
  const packaged = app.isPackaged;
  const now = (): number => Date.now();
  const echo = packaged ? undefined : (line: string) => process.stderr.write(`${line}\n`);
  const log = openLog({ file: path.join(dataFolder, 'logs', 'main.log'), redact, now, echo });
  const reports = openCrashReports({
    ...{ log, redact, now },
    folder: path.dirname(log.file),
    facts: runtimeFacts(app.getVersion()),
  });
  logFaults(log, reports);
  const kept = path.join(dataFolder, 'Kept history');
  const keeping = keepHistory({ source: databaseFolder(dataFolder), kept, now, warn: log.warn });
  const trouble = wireTrouble({ dataFolder, kept, keeping, log });
  const recovery = openRecovery(app, { dataFolder, log, reports, now });

  const source = choosePageSource(packaged, process.env['ELECTRON_RENDERER_URL']);
  requireSandbox(app);
  protocol.registerSchemesAsPrivileged([APP_SCHEME_PRIVILEGES]);
  guardSessions(app, source);
  guardNavigation(app, source.origin, log.warn);

  const settings = openSettings(dataFolder, now);
  const state = openWindowState(dataFolder, now);
  const notices = [...settings.notices, ...state.notices];
  const { demo: startedOnDemo } = readCommandLine(process.argv);
  const info = describeApp({
    version: app.getVersion(),
    kind,
    hasUpdateKey: updateKey !== undefined,
    dataFolder,
    logFile: log.file,
    startedOnDemo,
    notices,
  });
  log.info('started', info);

  const buildFolder = path.join(import.meta.dirname, '..');
  const desktop = openDesktop(app, {
    parts: { source, buildFolder, packaged, state, warn: log.warn },
    send: (name, payload, only) => {
      send(name, payload, only);
    },
    log,
    async flush() {
      updates.close();
      await Promise.all([settings.flush(), state.flush(), aws.close(), recovery.close(), backups.closeAll()]);
      await log.flush();
    },
  });
  const backups = openBackups({ dataFolder, desktop, settings, openKept: trouble.openKept, now, log });
  const send = createEventSender({
    targets: () => desktop.windows().map((window) => window.webContents),
    trustedOrigin: source.origin,
    error: log.error,
  });
  const onSettings = (changed: Settings): void => {
    applyTheme(changed.theme, desktop.windows());
    send('settingsChanged', changed);
  };
  const aws = wireAws({ appVersion: info.version, send, log });
  const { takeLink, openJobWindow, savePdf } = desktop;
  const surroundings = openSurroundings(app, {
    mainWindow: desktop.mainWindow,
    onPower(change) {
      send('powerChanged', change);
    },
    onClick(about) {
      send('noticeClicked', about, desktop.mainWindow()?.webContents);
    },
  });
  const updates = wireUpdates({
    appVersion: info.version,
    packageKey: updateKey,
    settings,
    onSettings,
    surroundings: updateSurroundings(app, desktop.mainWindow),
    send,
    log,
  });
  const handlers = createHandlers({
    ...aws,
    updates: updates.handlers,
    trouble: trouble.handlers,
    settings,
    onSettings,
    info,
    licences: () => readLicences(buildFolder),
    openUrl: openAllowedUrl,
    takeLink,
    openJobWindow,
    savePdf,
    backups,
    surroundings,
    recovery,
    log,
  });
  void app.whenReady().then(() => {
    updates.begin();
  });
  registerCalls(createBorder({ handlers, trustedOrigin: source.origin, log, redact }));
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
