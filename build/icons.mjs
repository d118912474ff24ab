/** Draws build/icons/NxN.png from icon.svg: run `npm run icons` after changing the drawing, and commit the result. */
import { chromium } from '@playwright/test';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './project.mjs';

/** What Linux desktops look for in the hicolor theme. */
const SIZES = [16, 24, 32, 48, 64, 128, 256, 512];

const folder = path.join(ROOT, 'build', 'icons');
const drawing = readFileSync(path.join(folder, 'icon.svg')).toString('base64');
const browser = await chromium.launch({ executablePath: process.env['COPYTRAIL_CHROMIUM'] || '/usr/bin/chromium' });
try {
  for (const size of SIZES) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(
      `<style>body{margin:0}img{display:block}</style><img width="${size}" height="${size}" src="data:image/svg+xml;base64,${drawing}">`,
    );
    await page.locator('img').screenshot({ path: path.join(folder, `${size}x${size}.png`), omitBackground: true });
    await page.close();
  }
} finally {
  await browser.close();
}
console.log(`Drew ${SIZES.length} icons into ${folder}`);
