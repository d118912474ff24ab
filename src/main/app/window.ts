import path from 'node:path';
import { BrowserWindow, Menu, screen, type Session } from 'electron';
import type { MenuCommand } from '../../preload/contract/shapes';
import type { PageSource } from '../security/origins';
import { webPreferences } from '../security/web-preferences';
import { menuTemplate } from './menu';
import { pageBackground } from './theme';
import { MIN_SIZE, placeWindow } from './window-place';
import { rememberPlace, type WindowStateFile } from './window-state';

export interface MainWindowParts {
  readonly source: PageSource;
  readonly session: Session;
  /** Absolute path of the build: `preload` and `renderer` lie in it. */
  readonly buildFolder: string;
  readonly packaged: boolean;
  readonly state: WindowStateFile;
  /** Told of commands chosen in the application menu. */
  readonly choose: (command: MenuCommand) => void;
  readonly warn: (text: string) => void;
}

/** Makes the window where it was last time, and shows it once the page has something to show. */
export function createMainWindow(parts: MainWindowParts): BrowserWindow {
  const { source, session, packaged, state, choose, warn } = parts;
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate({ platform: process.platform, packaged, choose })));
  const { bounds, maximized } = state.current();
  const window = new BrowserWindow({
    ...placeWindow(bounds, workAreas()),
    minWidth: MIN_SIZE.width,
    minHeight: MIN_SIZE.height,
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
  if (maximized) window.maximize();
  rememberPlace(window, state, warn);
  window.once('ready-to-show', () => {
    window.show();
  });
  reloadAfterCrash(window, warn);
  window.loadURL(source.url).catch((error: unknown) => {
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

/** A page that dies twice within this time (ms) would die again: it is left alone. */
const CRASH_PAUSE_MS = 30_000;

/** Loads the page again when its process has died. What it showed is in the history, so nothing is lost. */
function reloadAfterCrash(window: BrowserWindow, warn: (text: string) => void): void {
  let lastCrash = -Infinity;
  window.webContents.on('render-process-gone', (_event, details) => {
    warn(`the window's process ended: ${details.reason}, exit code ${details.exitCode}`);
    const again = performance.now() - lastCrash < CRASH_PAUSE_MS;
    lastCrash = performance.now();
    if (details.reason !== 'clean-exit' && !again) window.webContents.reload();
  });
}
