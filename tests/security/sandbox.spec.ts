import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { APP_FOLDER, expect, test } from '../support/app';
import { statusOf } from '../support/processes';

/** Chromium has no sandbox for root, so that tests run by root start the app as somebody else: Debian's `nobody`. */
const NOBODY = { uid: 65534, gid: 65534 };
const isRoot = process.getuid?.() === 0;

/** The folder itself if an ordinary user can start and read what is in it, else a copy of which that is true. */
function withinReach(folder: string, parts: readonly string[], copyTo: string): string {
  const reached = parts.every(
    (part) => spawnSync('test', ['-r', path.join(folder, part)], isRoot ? NOBODY : {}).status === 0,
  );
  if (reached) return folder;
  for (const part of parts) cpSync(path.join(folder, part), path.join(copyTo, part), { recursive: true });
  return copyTo;
}

/** A home of the ordinary user's own, with the key to the display in it. */
function makeHome(): { home: string; env: Record<string, string> } {
  const home = mkdtempSync(path.join(os.tmpdir(), 'copytrail-user-'));
  const env: Record<string, string> = {
    HOME: home,
    PATH: process.env['PATH'] ?? '',
    DISPLAY: process.env['DISPLAY'] ?? '',
  };
  const key = process.env['XAUTHORITY'];
  if (key !== undefined) {
    env['XAUTHORITY'] = path.join(home, 'display-key');
    copyFileSync(key, env['XAUTHORITY']);
  }
  mkdirSync(path.join(home, 'data'));
  for (const name of ['', ...readdirSync(home)]) {
    if (isRoot) chownSync(path.join(home, name), NOBODY.uid, NOBODY.gid);
  }
  chmodSync(home, 0o755);
  return { home, env };
}

/** The address of the debugging door, which Chromium prints once its processes are up. */
async function debuggerAddress(child: ChildProcess): Promise<string> {
  let said = '';
  for await (const chunk of child.stderr ?? []) {
    said += String(chunk);
    const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
    if (address !== undefined) {
      child.stderr?.resume();
      return address;
    }
  }
  throw new Error(`The app ended before its window came up:\n${said}`);
}

/** Command lines of all processes that work on this data folder, by process id. */
function processesOn(dataFolder: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      if (words.includes(dataFolder)) found.set(pid, words);
    } catch {
      // It ended meanwhile.
    }
  }
  return found;
}

test('for an ordinary user the page runs in the sandbox of the system', async ({ runtime }) => {
  test.skip(process.platform !== 'linux', 'the proof is in /proc');
  const { home, env } = makeHome();
  const dataFolder = path.join(home, 'data');
  const runtimeFolder = path.dirname(runtime);
  const executable = path.join(
    withinReach(runtimeFolder, readdirSync(runtimeFolder), path.join(home, 'runtime')),
    path.basename(runtime),
  );
  const app = withinReach(APP_FOLDER, ['package.json', 'out'], path.join(home, 'app'));
  const child = spawn(executable, [app, `--user-data-dir=${dataFolder}`, '--remote-debugging-port=0'], {
    env,
    cwd: home,
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(isRoot ? NOBODY : {}),
  });
  try {
    const browser = await chromium.connectOverCDP(await debuggerAddress(child));
    const context = browser.contexts()[0]!;
    const page = context.pages()[0] ?? (await context.waitForEvent('page'));
    await expect(page.locator('#app > *').first()).toBeVisible();
    expect(page.url()).toMatch(/^app:\/\/main\//);

    const processes = processesOn(dataFolder);
    const renderers = [...processes].filter(([, words]) => words.includes('--type=renderer'));
    expect(renderers.length).toBeGreaterThan(0);
    for (const [pid] of renderers) {
      // 2: every system call is filtered. 1 for the other: no way to more rights.
      expect({ seccomp: statusOf(Number(pid), 'Seccomp'), noNewRights: statusOf(Number(pid), 'NoNewPrivs') }).toEqual({
        seccomp: '2',
        noNewRights: '1',
      });
    }
    expect([...processes.values()].filter((words) => words.includes('--no-sandbox'))).toEqual([]);
    await browser.close();
  } finally {
    const end = once(child, 'exit');
    child.kill();
    await end;
    rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
});
