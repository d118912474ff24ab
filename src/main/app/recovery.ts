import path from 'node:path';
import { BrowserWindow, dialog, powerMonitor, shell, webContents, type App, type WebContents } from 'electron';
import { readJobWindowSearch, type JobWindow } from '../../preload/contract/job-window';
import type { CameBack } from '../../preload/contract/shapes';
import type { CrashReports } from './crash-reports';
import type { AppLog } from './log';
import { markRun, RUN_MARK } from './run-mark';

/** A page that dies twice within this time (ms) would die again: somebody is asked first. */
const CRASH_PAUSE_MS = 30_000;
/** A page whose engine does not answer is loaded again by itself once within this time (ms): where that does not help, twice would not either. */
const SILENCE_PAUSE_MS = 30_000;

export interface RecoveryParts {
  readonly dataFolder: string;
  readonly log: AppLog;
  readonly reports: CrashReports;
  /** Epoch ms UTC. */
  readonly now: () => number;
}

/** Sees to it that the app comes back after something ended unexpectedly, and says so. */
export interface Recovery {
  /** Jobs that had windows of their own when the run before this one ended unexpectedly. */
  readonly jobWindows: readonly JobWindow[];
  /** Jobs have windows of their own now; told by what stands after their pages' addresses. */
  noteJobWindows(searches: readonly string[]): void;
  /** Why the page of a window was loaded, once; undefined: in the usual way. */
  take(windowId: number): CameBack | undefined;
  /**
   * Loads a page again whose database engine does not answer: a page that asks while the engine closes what another one had open is never answered.
   * @param asked by the user; else it is done once within half a minute
   * @returns whether it is loaded again
   */
  loadAgain(windowId: number, asked: boolean): boolean;
  /** Writes to disk what the page of a window has put into `localStorage`: the engine waits some seconds, and a kill meanwhile would lose it. */
  writeStorage(windowId: number): void;
  /** Shows the newest report, else the log, in the system's file manager. */
  showLogs(): Promise<void>;
  /** The app ends by itself. Resolves when every report is on disk. */
  close(): Promise<void>;
}

/** To be called before the first window. */
export function openRecovery(app: App, { dataFolder, log, reports, now }: RecoveryParts): Recovery {
  const mark = markRun(path.join(dataFolder, RUN_MARK), now);
  const pages = new Map<number, CameBack>();
  /** What a page was told, should it have to be told once more. */
  const told = new Map<number, CameBack>();
  /** When a page was loaded again by itself for the engine's silence (ms). */
  const silences = new Map<number, number>();
  /** For the first window that asks. */
  let whole: CameBack | undefined;

  if (mark.unfinished !== undefined) {
    const { begun: at } = mark.unfinished;
    const begun = at === 0 ? 'at an unknown time' : `at ${new Date(at).toISOString()}`;
    log.warn(`the run before this one, begun ${begun}, did not end by itself`);
    const report = reports.write('The app ended without quitting.', [
      `It had been started ${begun}. It was killed, crashed, or the power went; which of these cannot be told.`,
    ]);
    whole = { what: 'app', at: now(), report };
  }

  async function showLogs(): Promise<void> {
    shell.showItemInFolder((await reports.newest()) ?? log.file);
  }

  async function ask(contents: WebContents, report: string): Promise<void> {
    const window = BrowserWindow.fromWebContents(contents);
    while (window !== null && !window.isDestroyed()) {
      const { response } = await dialog.showMessageBox(window, {
        type: 'error',
        title: 'Copytrail',
        message: 'The page of this window ended twice within a short time.',
        detail: `The history is untouched: everything that was reported as saved is there. A report was kept: ${report}`,
        buttons: ['Load Again', 'Show Logs', 'Close Window'],
        defaultId: 0,
        cancelId: 2,
      });
      if (response === 1) {
        await showLogs();
        continue;
      }
      if (window.isDestroyed()) return;
      if (response === 0) contents.reload();
      else window.close();
      return;
    }
  }

  app.on('web-contents-created', (_event, contents) => {
    let last = -Infinity;
    const { id } = contents;
    contents.once('destroyed', () => {
      for (const kept of [pages, told, silences]) kept.delete(id);
    });
    contents.on('render-process-gone', (_gone, { reason, exitCode }) => {
      const how = `Reason: ${reason}, exit code ${exitCode}`;
      log.warn(`the window's process ended: ${reason}, exit code ${exitCode}`);
      if (reason === 'clean-exit') return;
      const report = reports.write('The process of a window’s page ended unexpectedly.', [how]);
      pages.set(id, { what: 'page', at: now(), report });
      const again = performance.now() - last < CRASH_PAUSE_MS;
      last = performance.now();
      if (again) void ask(contents, report);
      else contents.reload();
    });
  });
  let quitting = false;
  app.on('will-quit', () => {
    quitting = true;
  });
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    if (reason === 'clean-exit' || quitting) return;
    log.warn(`a process ended: ${type}, ${reason}, exit code ${exitCode}`);
    reports.write(`A process of the app ended unexpectedly: ${type}.`, [`Reason: ${reason}, exit code ${exitCode}`]);
  });
  // A computer that shuts down ends the app, and need not wait until it has quit.
  void app.whenReady().then(() => {
    powerMonitor.on('shutdown', mark.clear);
  });
  app.on('browser-window-created', (_event, window) => {
    window.on('session-end', mark.clear);
  });

  return {
    jobWindows: (mark.unfinished?.notes ?? []).flatMap((search) => readJobWindowSearch(search) ?? []),
    noteJobWindows: mark.note,
    take(windowId) {
      const cameBack = pages.get(windowId) ?? whole;
      pages.delete(windowId);
      whole = undefined;
      if (cameBack === undefined) told.delete(windowId);
      else told.set(windowId, cameBack);
      return cameBack;
    },
    loadAgain(windowId, asked) {
      const contents = webContents.fromId(windowId);
      const last = silences.get(windowId);
      const isSoon = last !== undefined && performance.now() - last < SILENCE_PAUSE_MS;
      if (contents === undefined || (isSoon && !asked)) return false;
      if (!asked) silences.set(windowId, performance.now());
      log.warn(`the database engine does not answer the page: it is loaded again${asked ? ', as was asked for' : ''}`);
      const cameBack = told.get(windowId);
      if (cameBack !== undefined && !asked) pages.set(windowId, cameBack);
      contents.reload();
      return true;
    },
    writeStorage(windowId) {
      webContents.fromId(windowId)?.session.flushStorageData();
    },
    showLogs,
    async close() {
      mark.clear();
      await reports.flush();
    },
  };
}
