import type { BrowserWindow } from 'electron';

/** Shows a window before all others, also one that was hidden or made small. */
export function bringToFront(window: Pick<BrowserWindow, 'isMinimized' | 'restore' | 'show' | 'focus'>): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
