import { chmodSync, cpSync, existsSync, lchownSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { packedFolder } from '../../build/package-plan.mjs';
import type { TestHome } from './test-home';

/** Debian's user `nobody`: owns nothing. The packed app does not start for root, who has no sandbox. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
/** Set-user-id root, as the .deb installs it: Chromium's second way into its sandbox, where user namespaces are forbidden. */
const HELPER_MODE = 0o4755;

/** A folder and all that is in it. */
const everythingIn = (folder: string): string[] => [
  folder,
  ...readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name)),
];

/** The packed app, as tests start it. */
export interface PackedApp {
  /** What is started: the app itself, or a script that starts it for an ordinary user if root runs the tests. */
  readonly program: string;
  /** Where it lies. */
  readonly folder: string;
  /** Gives a test's home to whoever the app is started for. */
  handOver(home: TestHome): void;
  remove(): void;
}

/**
 * Copies the packed app to where an ordinary user can start it. One fuse of the copy is flipped: without Node's debugger Playwright has no way into the main
 * process. That this fuse is off in what was packed, and what follows from that, build/check-package.mjs sees to.
 */
export async function copyPackedApp(): Promise<PackedApp> {
  const packed = packedFolder('test');
  if (!existsSync(packed)) throw new Error('The app is not packed yet. Run: npm test -- package');
  const root = mkdtempSync(path.join(os.tmpdir(), 'copytrail-packed-'));
  const folder = path.join(root, 'Copytrail');
  const executable = path.join(folder, 'copytrail');
  cpSync(packed, folder, { recursive: true });
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  const program = isRoot ? path.join(root, 'as-nobody.sh') : executable;
  if (isRoot) {
    for (const place of [root, folder]) chmodSync(place, 0o755);
    chmodSync(path.join(folder, 'chrome-sandbox'), HELPER_MODE);
    const words = `setpriv --reuid=${NOBODY} --regid=${NOBODY} --clear-groups --`;
    writeFileSync(program, `#!/bin/sh\nexec ${words} '${executable}' "$@"\n`, { mode: 0o755 });
  }
  return {
    program,
    folder,
    handOver({ home, userData }) {
      if (!isRoot) return;
      const above = path.dirname(home);
      chmodSync(above, 0o755);
      for (const place of [
        above,
        home,
        path.join(home, '.aws'),
        ...(existsSync(userData) ? everythingIn(userData) : []),
      ])
        lchownSync(place, NOBODY, NOBODY);
    },
    remove() {
      rmSync(root, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
