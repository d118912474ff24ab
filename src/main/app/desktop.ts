import { Menu, type App, type BrowserWindow } from 'electron';
import type { JobWindow } from '../../preload/contract/job-window';
import type { ArrivedLink } from '../../preload/contract/link';
import type { MenuCommand } from '../../preload/contract/shapes';
import { bringToFront } from './bring-to-front';
import { createJobWindows } from './job-windows';
import { runLifecycle } from './lifecycle';
import { claimLinks } from './link-scheme';
import { createLinks } from './links';
import type { AppLog } from './log';
import { menuTemplate } from './menu';
import { pageSession } from './page-session';
import type { Recovery } from './recovery';
import { savePdf } from './save-pdf';
import { createJobWindow, createMainWindow, type WindowParts } from './window';

/** The two events that begin at the desktop. Without a window named, all get it. */
type Send = ((name: 'commandChosen', payload: { command: MenuCommand }, only?: BrowserWindow['webContents']) => void) &
  ((name: 'linkArrived', payload: { at: number }, only?: BrowserWindow['webContents']) => void);

export interface DesktopParts {
  readonly parts: Omit<WindowParts, 'session'>;
  readonly send: Send;
  readonly log: Pick<AppLog, 'warn'>;
  readonly recovery: Pick<Recovery, 'jobWindows' | 'noteJobWindows' | 'showLogs'>;
  /** Writes what is still unwritten and closes what is open. Called once, when the app quits. */
  readonly flush: () => Promise<void>;
}

/** Commands that concern the job on screen or the screen itself; all others are the main window's. */
const OF_ANY_WINDOW: ReadonlySet<MenuCommand> = new Set([
  'refresh',
  'compare',
  'shortcuts',
  'undo-removal',
  'toggle-theme',
]);

/** What the system and the user see of the app: its windows, its menu, and links that lead to it. */
export interface Desktop {
  /** All windows as they are now, the main one first. */
  readonly windows: () => readonly BrowserWindow[];
  /** Undefined before it opens and after it closed. */
  readonly mainWindow: () => BrowserWindow | undefined;
  /** The link from outside that waits, once. */
  readonly takeLink: () => ArrivedLink | null;
  /** Shows a job in a window of its own; false: there are as many as there may be. */
  readonly openJobWindow: (job: JobWindow) => boolean;
  /** Prints the page of a window into a file that the user chooses; false: none was chosen. Rejects if it cannot be written. */
  readonly savePdf: (windowId: number, name: string) => Promise<boolean>;
  /** The file that the system was asked to open last, once. */
  readonly takeFile: () => string | undefined;
  /** The window with a page of this id. */
  readonly windowOf: (windowId: number) => BrowserWindow | undefined;
}

/** Runs the app's windows from start to end. */
export function openDesktop(app: App, { parts, send, log, recovery, flush }: DesktopParts): Desktop {
  const { source, buildFolder, packaged } = parts;
  const session = pageSession(source, buildFolder);
  const links = createLinks({
    arrived: () => {
      // Windows of single jobs have no form to fill.
      const main = lifecycle.mainWindow();
      if (main !== undefined) send('linkArrived', { at: Date.now() }, main.webContents);
    },
    warn: log.warn,
  });
  const jobWindows = createJobWindows(
    (search, place) =>
      createJobWindow({ ...parts, session: session() }, search, place, lifecycle.mainWindow()?.getBounds()),
    recovery.noteJobWindows,
  );
  const choose = (command: MenuCommand): void => {
    // Whatever the window shows, and if it shows nothing: then more than ever.
    if (command === 'show-logs') {
      void recovery.showLogs();
      return;
    }
    const windows = lifecycle.windows();
    const chosen = OF_ANY_WINDOW.has(command)
      ? (windows.find((window) => window.isFocused()) ?? windows[0])
      : undefined;
    const window = chosen ?? lifecycle.mainWindow();
    if (window === undefined) return;
    if (chosen === undefined) bringToFront(window);
    send('commandChosen', { command }, window.webContents);
  };
  const lifecycle = runLifecycle(app, {
    openWindow() {
      Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate({ platform: process.platform, packaged, choose })));
      return createMainWindow({ ...parts, session: session() });
    },
    jobWindows,
    links,
    shown: () => {
      claimLinks(app, process.platform);
      for (const job of recovery.jobWindows) jobWindows.open(job);
    },
    flush,
  });
  const windowOf = (windowId: number): BrowserWindow | undefined =>
    lifecycle.windows().find(({ webContents }) => webContents.id === windowId);
  links.offerWords(process.argv.slice(1), process.cwd());
  return {
    windows: lifecycle.windows,
    mainWindow: lifecycle.mainWindow,
    takeLink: links.take,
    openJobWindow: jobWindows.open,
    takeFile: links.takeFile,
    windowOf,
    async savePdf(windowId, name) {
      const window = windowOf(windowId);
      return window !== undefined && savePdf(window, name);
    },
  };
}
