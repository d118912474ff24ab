import path from 'node:path';
import type { BrowserWindow } from 'electron';
import { openJsonFile, type JsonFile } from '../settings/json-file';
import { WindowStateSchema, type WindowState } from './window-place';

export type WindowStateFile = JsonFile<WindowState>;

/** Opens `window-state.json` in the app's data folder. Never fails: see `openJsonFile`. */
export function openWindowState(folder: string, now: () => number): WindowStateFile {
  return openJsonFile({
    file: path.join(folder, 'window-state.json'),
    schema: WindowStateSchema,
    defaults: { maximized: false },
    title: 'The place of the window',
    steps: [],
    now,
  });
}

/** How long a window must lie still before its place is written (ms): dragging reports dozens of places a second. */
const STILL_MS = 500;

/** Keeps the file in step with the main window. A place that cannot be written is told to `warn` and forgotten. */
export function rememberPlace(window: BrowserWindow, file: WindowStateFile, warn: (text: string) => void): void {
  let timer: NodeJS.Timeout | undefined;

  function save(): void {
    clearTimeout(timer);
    timer = undefined;
    const state: WindowState = {
      ...file.current(),
      bounds: window.getNormalBounds(),
      maximized: window.isMaximized(),
    };
    if (JSON.stringify(state) === JSON.stringify(file.current())) return;
    file.set(state).catch((error: unknown) => {
      warn(`the place of the window could not be kept: ${String(error)}`);
    });
  }

  function saveSoon(): void {
    clearTimeout(timer);
    timer = setTimeout(save, STILL_MS);
  }

  window.on('resize', saveSoon);
  window.on('move', saveSoon);
  window.on('maximize', saveSoon);
  window.on('unmaximize', saveSoon);
  // While it is closing it still has a place; once closed it has none.
  window.on('close', save);
  window.on('closed', () => {
    clearTimeout(timer);
  });
}

/** Keeps how large a window of one job is left: the next one is as large. */
export function rememberJobSize(window: BrowserWindow, file: WindowStateFile, warn: (text: string) => void): void {
  let left: WindowState['jobSize'];
  window.on('resize', () => {
    const { width, height } = window.getNormalBounds();
    left = { width, height };
  });
  // Not at `close`, which a page that closes its own window leaves out.
  window.on('closed', () => {
    if (left === undefined) return;
    file.set({ ...file.current(), jobSize: left }).catch((error: unknown) => {
      warn(`the size of a window could not be kept: ${String(error)}`);
    });
  });
}
