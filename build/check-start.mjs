/** Checks the command that README gives to a newcomer: on a machine without a display it ends in a picture of the window. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runToEnd } from './child-process.mjs';
import { ROOT } from './project.mjs';

const LIMIT_MS = 120_000;
/** A window with text on it; a blank one packs into far less. */
const LEAST_BYTES = 10_000;
const PNG_START = '89504e470d0a1a0a';

const folder = mkdtempSync(path.join(os.tmpdir(), 'copytrail-start-'));
try {
  const picture = path.join(folder, 'window.png');
  const env = { ...process.env };
  delete env['DISPLAY'];
  delete env['WAYLAND_DISPLAY'];
  const words = ['--demo', '--exit-after-screenshot', `--screenshot=${picture}`, `--user-data-dir=${folder}/user-data`];
  const { code } = await runToEnd(process.execPath, [path.join(ROOT, 'build', 'start.mjs'), ...words], {
    env,
    limitMs: LIMIT_MS,
  });
  if (code !== 0) throw new Error(`The start ended with code ${code}.`);
  const bytes = readFileSync(picture);
  if (bytes.toString('hex', 0, PNG_START.length / 2) !== PNG_START) throw new Error('The screenshot is no PNG file.');
  if (bytes.length < LEAST_BYTES) throw new Error(`The window looks blank: its picture has ${bytes.length} bytes.`);
  console.log(`The demo opened its window (${bytes.length} bytes of picture).`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
