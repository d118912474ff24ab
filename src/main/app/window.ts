import path from 'node:path';
import { BrowserWindow, screen, type Session } from 'electron';
import type { PageSource } from '../security/origins';
import { webPreferences } from '../security/web-preferences';
import { pageBackground } from './theme';
import { MIN_JOB_SIZE, MIN_SIZE, placeJobWindow, placeWindow, type Rectangle, type Size } from './window-place';
import { rememberJobSize, rememberPlace, type WindowStateFile } from './window-state';

export interface WindowParts {
  readonly source: PageSource;
  readonly session: Session;
  /** Absolute path of the build: `preload` and `renderer` lie in it. */
  readonly buildFolder: string;
  readonly packaged: boolean;
  readonly state: WindowStateFile;
  readonly warn: (text: string) => void;
}

/** Makes the main window where it was last time, and shows it once the page has something to show. */
export function createMainWindow(parts: WindowParts): BrowserWindow {
  const { state, warn } = parts;
  const { bounds, maximized } = state.current();
  const window = createWindow(parts, placeWindow(bounds, workAreas()), MIN_SIZE);
  if (maximized) window.maximize();
  rememberPlace(window, state, warn);
  return window;
}

/**
 * Makes a window whose page shows one copy job, by what stands after its address: as large as such a window was last, a step
 * beside the main one (`beside`) and beside those of its kind that are open already (`place` of them).
 */
export function createJobWindow(
  parts: WindowParts,
  search: string,
  place: number,
  beside: Rectangle | undefined,
): BrowserWindow {
  const { state, warn } = parts;
  const bounds = placeJobWindow(state.current().jobSize, beside, place, workAreas());
  const window = createWindow(parts, bounds, MIN_JOB_SIZE, search);
  rememberJobSize(window, state, warn);
  return window;
}

/** Every window of the app is made here: the same session, preload script and rules for all. */
function createWindow(parts: WindowParts, bounds: Rectangle, least: Size, search = ''): BrowserWindow {
  const { source, session, packaged, warn } = parts;
  const window = new BrowserWindow({
    ...bounds,
    minWidth: least.width,
    minHeight: least.height,
    title: 'Copytrail',
    backgroundColor: pageBackground(),
    autoHideMenuBar: true,
    show: false,
    webPreferences: webPreferences({
      preload: path.join(parts.buildFolder, 'preload', 'index.cjs'),
      session,
      packaged,
    }),
  });
  window.once('ready-to-show', () => {
    window.show();
  });
  window.loadURL(`${source.url}${search}`).catch((error: unknown) => {
    warn(`the window's page did not load: ${String(error)}`);
    // An empty window that can be closed says more than a process without one.
    if (!window.isDestroyed()) window.show();
  });
  return window;
}

/** The usable parts of all displays, the main one first. */
function workAreas(): Electron.Rectangle[] {
  const main = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter((display) => display.id !== main.id);
  return [main, ...others].map((display) => display.workArea);
}
