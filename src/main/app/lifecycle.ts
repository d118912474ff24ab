import type { App, BrowserWindow } from 'electron';
import { bringToFront } from './bring-to-front';
import type { JobWindows } from './job-windows';
import type { Links } from './links';

/** Longest time (ms) that quitting waits for the disk and open connections. */
const FLUSH_LIMIT_MS = 3_000;

export interface LifecycleParts {
  /** Makes the main window. Called when Electron is ready, and on macOS again when the app is chosen without it. */
  readonly openWindow: () => BrowserWindow;
  /** Windows of single jobs. They go with the main window; on macOS, where an app lives on without it, they stay. */
  readonly jobWindows: Pick<JobWindows, 'windows' | 'closeAll'>;
  /** Told of links that come from outside: with a second start, or by the system (macOS). */
  readonly links: Pick<Links, 'offer' | 'offerWords' | 'offerFile'>;
  /** Called when the first window is on screen: for what nobody waits for. */
  readonly shown: () => void;
  /** Writes what is still unwritten and closes what is open. Called once, when the app quits. */
  readonly flush: () => Promise<void>;
}

export interface Lifecycle {
  /** The main window; undefined before it opens and after it closed. */
  readonly mainWindow: () => BrowserWindow | undefined;
  /** All of the app's windows as they are now, the main one first. */
  readonly windows: () => readonly BrowserWindow[];
}

/** Runs the app's windows from start to end. */
export function runLifecycle(app: App, parts: LifecycleParts): Lifecycle {
  const { openWindow, jobWindows, links, shown, flush } = parts;
  let main: BrowserWindow | undefined;
  let flushed = false;

  function open(): BrowserWindow {
    const window = openWindow();
    main = window;
    window.once('closed', () => {
      main = undefined;
      if (process.platform !== 'darwin') jobWindows.closeAll();
    });
    return window;
  }

  /** Brings the main window to the front; where there is none any more (macOS), another one opens. */
  function showMain(): void {
    if (app.isReady()) bringToFront(main ?? open());
  }

  app.on('second-instance', (_event, words, folder) => {
    links.offerWords(words, folder);
    showMain();
  });
  app.on('open-url', (event, address) => {
    event.preventDefault();
    links.offer(address);
    showMain();
  });
  app.on('open-file', (event, file) => {
    event.preventDefault();
    links.offerFile(file);
    showMain();
  });
  app.on('activate', () => {
    if (main === undefined && app.isReady()) open();
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('will-quit', (event) => {
    if (flushed) return;
    event.preventDefault();
    const limit = new Promise<void>((resolve) => {
      setTimeout(resolve, FLUSH_LIMIT_MS);
    });
    void Promise.race([flush(), limit])
      .catch(() => undefined)
      .then(() => {
        flushed = true;
        // Not within this event: with nothing to flush we would still be inside it, and Electron ignores a second quit then.
        setImmediate(() => {
          app.quit();
        });
      });
  });
  void app.whenReady().then(() => {
    open().once('show', shown);
  });

  return {
    mainWindow: () => main,
    windows: () => [...(main === undefined ? [] : [main]), ...jobWindows.windows()],
  };
}
