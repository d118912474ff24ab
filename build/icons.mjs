/**
 * Draws the icons of all systems from the drawings in build/icons: run `npm run icons` after changing one, and commit the result.
 * Small sizes have drawings of their own, made on their grid: scaled down, the large one would be a smudge.
 */
import { chromium } from '@playwright/test';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { icnsFile, icoFile } from './icon-files.mjs';
import { ROOT } from './project.mjs';

/** What Linux desktops look for in the hicolor theme; macOS wants one more. */
const LINUX_SIZES = [16, 24, 32, 48, 64, 128, 256, 512];
const ICO_SIZES = new Set([16, 24, 32, 48, 64, 128, 256]);
const LARGEST = 1024;
const OWN_DRAWINGS = new Set([16, 24, 32]);

const folder = path.join(ROOT, 'build', 'icons');

/**
 * @param {import('@playwright/test').Browser} browser
 * @param {number} size
 * @returns {Promise<import('./icon-files.mjs').Picture>}
 */
async function draw(browser, size) {
  const name = OWN_DRAWINGS.has(size) ? `icon-${size}.svg` : 'icon.svg';
  const address = `data:image/svg+xml;base64,${readFileSync(path.join(folder, name)).toString('base64')}`;
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(
    `<style>body{margin:0}img{display:block}</style><img width="${size}" height="${size}" src="${address}">`,
  );
  const png = await page.locator('img').screenshot({ omitBackground: true });
  // Handed over as a text of its own: it runs in the page, and nothing here knows the page's names.
  const pixels = await page.evaluate(`(async () => {
    const shown = document.querySelector('img');
    await shown.decode();
    const picture = await createImageBitmap(shown, { resizeWidth: ${size}, resizeHeight: ${size} });
    const context = new OffscreenCanvas(${size}, ${size}).getContext('2d');
    context.drawImage(picture, 0, 0);
    return Array.from(context.getImageData(0, 0, ${size}, ${size}).data);
  })()`);
  await page.close();
  return { size, png, pixels: Buffer.from(/** @type {number[]} */ (pixels)) };
}

const browser = await chromium.launch({ executablePath: process.env['COPYTRAIL_CHROMIUM'] || '/usr/bin/chromium' });
try {
  const pictures = [];
  for (const size of [...LINUX_SIZES, LARGEST]) pictures.push(await draw(browser, size));
  for (const { size, png } of pictures.filter((picture) => picture.size < LARGEST))
    writeFileSync(path.join(folder, `${size}x${size}.png`), png);
  writeFileSync(path.join(ROOT, 'build', 'icon.ico'), icoFile(pictures.filter(({ size }) => ICO_SIZES.has(size))));
  writeFileSync(path.join(ROOT, 'build', 'icon.icns'), icnsFile(pictures));
} finally {
  await browser.close();
}
console.log(`Drew the icons into ${folder}, and icon.ico and icon.icns beside it.`);
