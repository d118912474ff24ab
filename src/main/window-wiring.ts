import { app } from 'electron';
import type { AppInfo } from '../preload/contract/shapes';
import type { Settings } from '../preload/contract/settings';
import { openDesktop } from './app/desktop';
import { readLicences } from './app/licences';
import { openSurroundings } from './app/surroundings';
import { applyTheme } from './app/theme';
import { updateSurroundings } from './app/update-surroundings';
import type { WindowStateFile } from './app/window-state';
import { wireAws } from './aws-wiring';
import { createHandlers } from './handlers';
import { createBorder } from './ipc/border';
import { registerCalls } from './ipc/register';
import { createEventSender } from './ipc/send-event';
import { openBackups } from './open-backups';
import type { Records } from './record-wiring';
import { redact } from './redaction';
import { openAllowedUrl } from './security/open-external';
import type { PageSource } from './security/origins';
import type { SettingsStore } from './settings/settings';
import { wireUpdates } from './update-wiring';

export interface WindowParts extends Records {
  readonly dataFolder: string;
  /** Where what was built lies, the page and the licences among it. */
  readonly buildFolder: string;
  readonly source: PageSource;
  readonly settings: SettingsStore;
  readonly state: WindowStateFile;
  readonly info: Omit<AppInfo, 'canNotify' | 'cameBack'>;
  /** Key that lists of updates are signed with; undefined: the package has none. */
  readonly updateKey: string | undefined;
  /** Epoch ms UTC. */
  readonly now: () => number;
}

/** Joins the windows to all that answers them, and to what they are told of. */
export function wireWindows(parts: WindowParts): void {
  const { dataFolder, buildFolder, source, settings, state, info, updateKey, now } = parts;
  const { log, recovery, trouble } = parts;
  const desktop = openDesktop(app, {
    parts: { source, buildFolder, packaged: app.isPackaged, state, warn: log.warn },
    send: (name, payload, only) => {
      send(name, payload, only);
    },
    log,
    recovery,
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
