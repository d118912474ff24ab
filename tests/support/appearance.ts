import { expect } from '@playwright/test';
import type { LaunchedApp } from './app';

/** A look of the window: the system's theme, and its width in device-independent pixels. */
export interface Look {
  readonly theme: 'light' | 'dark';
  readonly width: number;
  readonly height: number;
}

/** Gives the window this look, as the system or its user would, and waits until the page has taken it. */
export async function wear({ electron, page }: LaunchedApp, look: Look): Promise<void> {
  await page.emulateMedia({ colorScheme: look.theme, reducedMotion: 'reduce' });
  await electron.evaluate(
    ({ BrowserWindow }, { width, height }) => {
      BrowserWindow.getAllWindows()[0]!.setContentSize(width, height);
    },
    { width: look.width, height: look.height },
  );
  const worn = `innerWidth === ${look.width} && document.documentElement.dataset.theme === '${look.theme}'`;
  await expect.poll(() => page.evaluate<boolean>(worn)).toBe(true);
}
