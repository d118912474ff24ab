import type { App, BrowserWindow } from 'electron';

/** Longest time (ms) that quitting waits for the disk and open connections. */
const FLUSH_LIMIT_MS = 3_000;

export interface LifecycleParts {
  /** Called when Electron is ready, and on macOS again when the app is chosen without a window. */
  readonly openWindow: () => BrowserWindow;
  /** Writes what is still unwritten and closes what is open. Called once, when the app quits. */
  readonly flush: () => Promise<void>;
}

export interface Lifecycle {
  /** The app's windows as they are now: one, or none before the first and after the last. */
  windows(): readonly BrowserWindow[];
}

/** Runs the app's window from start to end. */
export function runLifecycle(app: App, { openWindow, flush }: LifecycleParts): Lifecycle {
  let windows: readonly BrowserWindow[] = [];
  let flushed = false;

  function open(): void {
    const window = openWindow();
    windows = [window];
    window.once('closed', () => {
      windows = [];
    });
  }

  app.on('second-instance', () => {
    for (const window of windows) {
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    }
  });
  app.on('activate', () => {
    if (windows.length === 0 && app.isReady()) open();
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
  void app.whenReady().then(open);

  return { windows: () => windows };
}
