import type { BrowserWindow } from 'electron';
import { chooseCopiesFolder, chooseNewBackup, chooseOldBackup } from './app/backup-dialogs';
import type { Desktop } from './app/desktop';
import type { AppLog } from './app/log';
import { BackupDesk, type BackupParts } from './backup/backup-desk';
import type { SettingsStore } from './settings/settings';

export interface BackupWorld {
  readonly dataFolder: string;
  readonly desktop: Pick<Desktop, 'windowOf' | 'takeFile'>;
  readonly settings: Pick<SettingsStore, 'current'>;
  /** Opens what is left of a damaged history; undefined: there is none of that name. */
  readonly openKept: BackupParts['openKept'];
  /** Epoch ms UTC. */
  readonly now: () => number;
  readonly log: Pick<AppLog, 'warn'>;
}

/** Joins backups to the windows that ask the user where they go. */
export function openBackups({ dataFolder, desktop, settings, openKept, now, log }: BackupWorld): BackupDesk {
  const asking =
    <A extends readonly unknown[]>(ask: (window: BrowserWindow, ...more: A) => Promise<string | undefined>) =>
    async (windowId: number, ...more: A): Promise<string | undefined> => {
      const window = desktop.windowOf(windowId);
      return window && ask(window, ...more);
    };
  return new BackupDesk({
    dataFolder,
    settings: () => settings.current().backup,
    chooseNew: asking(chooseNewBackup),
    chooseOld: asking(chooseOldBackup),
    chooseFolder: asking(chooseCopiesFolder),
    takeArrived: desktop.takeFile,
    openKept,
    now,
    log,
  });
}
