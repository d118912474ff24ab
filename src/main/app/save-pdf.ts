import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { app, dialog, type BrowserWindow } from 'electron';
import { PRIVATE } from '../settings/whole-file';

/**
 * Asks where a PDF is to go and prints the window's page into it, as it is laid out for paper. Only the page itself is printed, so nothing
 * that a page says ever becomes a page of its own here.
 * @param name file name to begin with, ending included
 * @returns false if no file was chosen
 * @throws what Electron or Node say, if it cannot be printed or written
 */
export async function savePdf(window: BrowserWindow, name: string): Promise<boolean> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: 'Save as PDF',
    defaultPath: path.join(app.getPath('documents'), name),
    filters: [{ name: 'PDF', extensions: ['pdf'] }],
  });
  if (canceled || filePath === '') return false;
  const pdf = await window.webContents.printToPDF({ pageSize: 'A4', printBackground: true });
  await writeFile(filePath, pdf, { mode: PRIVATE });
  return true;
}
