import type { ChildProcess } from 'node:child_process';
import { expect as baseExpect, test as base, type LaunchedApp, type LaunchOptions } from './app';
import { CopytrailWindow } from './pages/window';

/** A machine that builds and tests other things at the same time is slow; that is no fault of what is tested (ms). */
const TEST_PATIENCE_MS = 240_000;
const STATE_PATIENCE_MS = 30_000;

export const expect = baseExpect.configure({ timeout: STATE_PATIENCE_MS });

/** The app with its window as pages and parts instead of selectors. */
export interface StartedApp extends LaunchedApp {
  readonly window: CopytrailWindow;
}

/** Complaints of the page that mean a fault in Copytrail: it threw, or it broke its own security policy. */
const FAULT = /^\[page threw\]|Content Security Policy|Trusted ?Types?|TrustedScript|\[page crashed\]/m;

/**
 * End-to-end tests. At the end of each, nothing may have left this machine, and the page may not have thrown anything,
 * whatever else the test was about.
 */
export const test = base.extend<{ start: (options?: LaunchOptions) => Promise<StartedApp> }>({
  start: async ({ launchApp }, use, testInfo) => {
    testInfo.setTimeout(TEST_PATIENCE_MS);
    const started: { readonly app: StartedApp; readonly child: ChildProcess }[] = [];
    await use(async (options) => {
      const app = await launchApp(options);
      const withWindow = { ...app, window: new CopytrailWindow(app.page) };
      started.push({ app: withWindow, child: app.electron.process() });
      return withWindow;
    });
    if (testInfo.status !== testInfo.expectedStatus) return;
    for (const { app, child } of started) {
      expect(app.output()).not.toMatch(FAULT);
      if (child.exitCode === null && child.signalCode === null) expect(await app.strays()).toEqual([]);
    }
  },
});
