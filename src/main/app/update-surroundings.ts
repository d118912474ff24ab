import { dialog, shell, type App, type BrowserWindow } from 'electron';
import { plainText } from './plain-text';
import { createUpdateSource } from './update-source';

/** Longest address shown whole, in characters. */
const LONGEST_ADDRESS = 300;
const YES = 0;
const NO = 1;

/** What of the system updates touch: the network or a folder, the folder for downloads, the user's own word, the file manager. */
export function updateSurroundings(app: App, mainWindow: () => BrowserWindow | undefined) {
  return {
    source: createUpdateSource(),
    downloads: () => app.getPath('downloads'),
    confirm: (address: string) => confirmUpdates(mainWindow(), address),
    showFile(file: string) {
      shell.showItemInFolder(file);
    },
  };
}

/**
 * Asks whether updates may be looked for at a place, in a dialog of the system's: a page, whatever runs in it, can neither answer it nor draw over it.
 */
async function confirmUpdates(window: BrowserWindow | undefined, address: string): Promise<boolean> {
  const question = {
    type: 'question' as const,
    title: 'Copytrail',
    message: 'Look for updates there?',
    detail: `${plainText(address, LONGEST_ADDRESS)}\n\nCopytrail will ask this place once a day whether there is a newer version, and nobody else. It installs nothing.`,
    buttons: ['Look for Updates', 'Cancel'],
    defaultId: YES,
    cancelId: NO,
  };
  const { response } =
    window === undefined ? await dialog.showMessageBox(question) : await dialog.showMessageBox(window, question);
  return response === YES;
}
