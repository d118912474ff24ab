import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test';
import { copyPackedApp, type PackedApp } from './packed-app';
import { makeHome, type TestHome } from './test-home';

export { expect } from '@playwright/test';

/** The project's folder, which is the app to Electron. */
export const APP_FOLDER = path.resolve(import.meta.dirname, '../..');

/** Tests that hold for the packed app too: what packing, fuses or the real sandbox could change. */
export const PACKED = { tag: '@packed' } as const;

/** Keeps the app on this machine; see there. */
const GUARD = path.join(import.meta.dirname, 'stay-on-this-machine.cjs');

export interface LaunchOptions {
  /** Default: the data folder of the test's own home. */
  readonly userDataDir?: string;
  /** More words for the command line. */
  readonly args?: readonly string[];
  /** More environment variables, beside those of the test's own home. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The built app with its window, as the main process and the page are seen from outside. */
export interface LaunchedApp {
  readonly electron: ElectronApplication;
  /** The page of the app's own window. */
  readonly page: Page;
  readonly userDataDir: string;
  /** All that the main process and the page have written to their consoles so far. */
  output(): string;
  /** Hosts outside this machine that the main process of the built app tried to reach; each attempt was refused. */
  strays(): Promise<string[]>;
  /** Quits as from the menu and waits until the process is gone. */
  close(): Promise<void>;
  /** Ends every process of the app at once, with no chance to write anything. */
  kill9(): Promise<void>;
}

export type LaunchApp = (options?: LaunchOptions) => Promise<LaunchedApp>;

interface Fixtures {
  /** A home folder and a data folder of this test's own; both outlive a restart of the app within the test. */
  readonly home: TestHome;
  readonly launchApp: LaunchApp;
}

interface WorkerFixtures {
  /** Absolute path of the Electron executable in use. */
  readonly runtime: string;
  /** The packed app, where that is what is tested. */
  readonly packedApp: PackedApp | undefined;
}

/** Chosen by a project in playwright.config.ts. */
export interface AppOptions {
  /** Starts the packed app instead of the built one. */
  readonly packed: boolean;
}

/**
 * Tests that start the built app, or the packed one. Whatever they start is ended with them, and what it wrote is attached when one
 * fails. They need a display, and a build.
 */
export const test = base.extend<Fixtures, WorkerFixtures & AppOptions>({
  packed: [false, { option: true, scope: 'worker' }],
  runtime: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names a fixture needs from this pattern
    async ({}, use) => {
      await use(findRuntime());
    },
    { scope: 'worker' },
  ],
  packedApp: [
    async ({ packed }, use) => {
      const app = packed ? await copyPackedApp() : undefined;
      await use(app);
      app?.remove();
    },
    { scope: 'worker' },
  ],
  // eslint-disable-next-line no-empty-pattern -- as above
  home: async ({}, use) => {
    const home = await makeHome();
    await use(home);
    await home.remove();
  },
  launchApp: async ({ home, runtime, packedApp }, use, testInfo) => {
    const started: LaunchedApp[] = [];
    await use(async (options = {}) => {
      const launched = await launch(packedApp ?? runtime, home, options);
      started.push(launched);
      return launched;
    });
    const asExpected = testInfo.status === testInfo.expectedStatus;
    for (const [index, launched] of started.entries()) {
      if (!asExpected) await testInfo.attach(`app-${index}`, { body: launched.output(), contentType: 'text/plain' });
      await launched.close();
    }
  },
});

/** The executable, by the same script that every other start uses. Says once per worker which one it is. */
function findRuntime(): string {
  if (!existsSync(path.join(APP_FOLDER, 'out', 'main', 'index.js'))) {
    throw new Error('The app is not built yet. Run: npm run build');
  }
  const script = path.join(APP_FOLDER, 'build', 'electron-runtime.mjs');
  const executable = execFileSync(process.execPath, [script], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  // Playwright asks the electron package for its path, and that reads this variable of Playwright's own process.
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] = path.dirname(executable.trim());
  const version = path.join(path.dirname(executable.trim()), 'version');
  console.log(`Electron ${readFileSync(version, 'utf8').trim()}`);
  return executable.trim();
}

async function launch(what: string | PackedApp, home: TestHome, options: LaunchOptions): Promise<LaunchedApp> {
  const userDataDir = options.userDataDir ?? home.userData;
  const words = [`--user-data-dir=${userDataDir}`, ...(options.args ?? [])];
  // Playwright would tell the page that the system is light, whatever theme the app has chosen.
  const common = { colorScheme: null } as const;
  let electron: ElectronApplication;
  if (typeof what === 'string') {
    electron = await _electron.launch({
      ...common,
      args: ['-r', GUARD, APP_FOLDER, ...words],
      cwd: APP_FOLDER,
      env: { ...home.environment, ELECTRON_OVERRIDE_DIST_PATH: path.dirname(what), ...options.env },
    });
  } else {
    what.handOver(home);
    electron = await _electron.launch({
      ...common,
      executablePath: what.program,
      args: words,
      cwd: home.home,
      chromiumSandbox: true,
      env: { ...home.environment, ...options.env },
    });
  }
  const lines: string[] = [];
  const note = (source: string) => (chunk: Buffer) => lines.push(`[${source}] ${chunk.toString().trimEnd()}`);
  const child = electron.process();
  child.stdout?.on('data', note('main out'));
  child.stderr?.on('data', note('main err'));
  const page = await electron.firstWindow();
  page.on('console', (message) => lines.push(`[page ${message.type()}] ${message.text()}`));
  page.on('pageerror', (error) => lines.push(`[page threw] ${error.stack ?? error.message}`));
  page.on('crash', () => lines.push('[page crashed]'));
  await page.waitForLoadState('domcontentloaded');

  const gone = (): boolean => child.exitCode !== null || child.signalCode !== null;
  return {
    electron,
    page,
    userDataDir,
    output: () => lines.join('\n'),
    strays: () =>
      askMain(() => electron.evaluate(() => ((globalThis as Record<string, unknown>)['strays'] ?? []) as string[])),
    async close() {
      if (!gone()) await electron.close();
    },
    async kill9() {
      if (gone() || child.pid === undefined) return;
      const end = once(child, 'exit');
      // The app leads a process group of its own: this takes its other processes along.
      process.kill(-child.pid, 'SIGKILL');
      await end;
    },
  };
}

/**
 * Asks the main process something, again if the answer got lost: the engine may throw a promise away that only the
 * debugger waits for.
 */
async function askMain<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!String(error).includes('promise was garbage collected')) throw error;
    }
  }
}
