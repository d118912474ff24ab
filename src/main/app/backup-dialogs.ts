import path from 'node:path';
import { app, dialog, type BrowserWindow } from 'electron';
import { BACKUP_ENDING } from '../../preload/contract/backup';

const FILTERS = [{ name: 'Backup of a Copytrail history', extensions: [BACKUP_ENDING.slice(1)] }];

/** Asks for the name of a new backup; undefined: none was chosen. A file that is there is replaced only if the user agrees. */
export async function chooseNewBackup(window: BrowserWindow, name: string): Promise<string | undefined> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: 'Back up history',
    defaultPath: path.join(app.getPath('documents'), name),
    filters: FILTERS,
  });
  if (canceled || filePath === '') return undefined;
  return path.extname(filePath) === '' ? filePath + BACKUP_ENDING : filePath;
}

/** Asks for a backup to be read; undefined: none was chosen. */
export async function chooseOldBackup(window: BrowserWindow): Promise<string | undefined> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Restore from backup',
    defaultPath: app.getPath('documents'),
    filters: [...FILTERS, { name: 'All files', extensions: ['*'] }],
    properties: ['openFile'],
  });
  return canceled ? undefined : filePaths[0];
}

/** Asks for a folder for the copies; undefined: none was chosen. */
export async function chooseCopiesFolder(window: BrowserWindow, now: string): Promise<string | undefined> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Folder for copies of the history',
    defaultPath: now,
    properties: ['openDirectory', 'createDirectory'],
  });
  return canceled ? undefined : filePaths[0];
}
