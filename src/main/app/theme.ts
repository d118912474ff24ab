import { nativeTheme, type BrowserWindow } from 'electron';
import type { Settings } from '../../preload/contract/settings';
import { PAGE_BACKGROUND } from './page-background';

/** Makes Electron's own surfaces, and the page's `prefers-color-scheme`, follow the chosen theme. */
export function applyTheme(theme: Settings['theme'], windows: readonly BrowserWindow[]): void {
  nativeTheme.themeSource = theme;
  for (const window of windows) window.setBackgroundColor(pageBackground());
}

/** The background colour that fits the theme now in force. */
export function pageBackground(): string {
  return nativeTheme.shouldUseDarkColors ? PAGE_BACKGROUND.dark : PAGE_BACKGROUND.light;
}
