import { accessSync, constants } from 'node:fs';
import { dialog, type App } from 'electron';

/**
 * Ends a start that may not go on: as a rule because another one of the same data folder was there first, and has been told. A folder that takes no
 * files has no first either, and that is said.
 */
export async function endStart(app: App, dataFolder: string): Promise<void> {
  if (!isWritable(dataFolder)) {
    await app.whenReady();
    await dialog.showMessageBox({
      type: 'error',
      title: 'Copytrail',
      message: 'Copytrail cannot write to its data folder, and did not start.',
      detail:
        `${dataFolder}\n\nThe history is in it, and nothing was changed. ` +
        'See whether the disk is full or read-only and whether the folder is yours, then start Copytrail again.',
      buttons: ['Quit'],
    });
  }
  app.quit();
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
