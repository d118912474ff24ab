/** A picture of the app's window, taken through the DevTools endpoint: it works on a virtual screen, without extra programs. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Two equal pictures this far apart mean that the window has settled. */
const PAUSE_MS = 300;
/** A window that keeps moving (a clock, a running job) is taken as it is after so many tries. */
const MOST_TRIES = 20;

/**
 * Waits until the window shows text and has settled, and saves a picture of it.
 *
 * @param {string} endpoint the `ws://` address that Chromium prints after "DevTools listening on"
 * @param {string} file where to save, as PNG; its folder is made if missing
 * @param {number} limitMs how long the window may take to show something
 * @returns {Promise<void>}
 * @throws {Error} if the window shows nothing in time
 */
export async function saveScreenshot(endpoint, file, limitMs) {
  const { chromium } = await import('@playwright/test');
  const browser = await chromium.connectOverCDP(endpoint, { timeout: limitMs });
  try {
    const [context] = browser.contexts();
    if (context === undefined) throw new Error('The app has no window.');
    const page = context.pages()[0] ?? (await context.waitForEvent('page', { timeout: limitMs }));
    await page.waitForLoadState('load', { timeout: limitMs });
    await page.locator('h1, h2, main, [role=main]').first().waitFor({ state: 'visible', timeout: limitMs });
    let picture = await page.screenshot();
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      const next = await page.screenshot();
      const settled = next.equals(picture);
      picture = next;
      if (settled) break;
    }
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, picture);
  } finally {
    await browser.close();
  }
}
