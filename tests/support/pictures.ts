import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { APP_FOLDER } from './app';
import { wear, type Look } from './appearance';
import { expect, test, type StartedApp } from './e2e';
import { readPng } from './png';

const FOLDER = path.join(APP_FOLDER, 'test-results', 'screenshots');
const LOOKS: readonly Look[] = [
  { theme: 'light', width: 1280, height: 820 },
  { theme: 'dark', width: 1280, height: 820 },
  { theme: 'light', width: 2560, height: 1300 },
  { theme: 'dark', width: 720, height: 820 },
];
/** A blank page, even with a line or two on it, has far fewer rows that differ from the one above. */
const LEAST_BUSY_ROWS = 0.05;

/**
 * Pictures for people to look at: this state in light and dark, in a usual, a wide and the narrowest window, in `test-results/screenshots`.
 * Fails if one of them shows next to nothing.
 */
export async function takePictures(app: StartedApp, state: string): Promise<void> {
  await test.step(state, async () => {
    await mkdir(FOLDER, { recursive: true });
    for (const look of LOOKS) {
      await wear(app, look);
      // Rows are filled a few a frame; that with the keyboard may be kept unread, far out of sight.
      await expect(app.page.locator('[role="row"][aria-busy="true"]:not([tabindex="0"])')).toHaveCount(0);
      const picture = await app.page.screenshot({ animations: 'disabled' });
      await writeFile(path.join(FOLDER, `${state}-${look.theme}-${look.width}.png`), picture);
      const { width, busyRows } = readPng(picture);
      expect(width).toBe(look.width);
      expect(busyRows, `${state}, ${look.theme}, ${look.width} px`).toBeGreaterThan(LEAST_BUSY_ROWS);
    }
    await wear(app, LOOKS[0]!);
  });
}
