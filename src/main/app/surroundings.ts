import { nativeImage, Notification, powerMonitor, type App, type BrowserWindow, type NativeImage } from 'electron';
import type { Notice } from '../../preload/contract/shapes';
import { bringToFront } from './bring-to-front';
import { COUNT_ICON_PX, countPixels } from './count-icon';
import { plainText } from './plain-text';

/** Longest title and text of a notification, in characters: more than any system shows. */
const LONGEST_TITLE = 120;
const LONGEST_BODY = 400;

export interface SurroundingsParts {
  readonly mainWindow: () => BrowserWindow | undefined;
  /** The computer is about to sleep, or has woken; epoch ms UTC. */
  readonly onPower: (change: { readonly state: 'suspend' | 'resume'; readonly at: number }) => void;
  /** A notification was clicked; the window is in front by now. */
  readonly onClick: (about: { readonly jobKey?: string }) => void;
}

export interface Surroundings {
  /** Whether the system shows notifications. */
  canNotify(): boolean;
  /** False: the system shows none. */
  showNotice(notice: Notice): boolean;
  setBadge(count: number): void;
}

/**
 * What the app does outside its windows: notifications, the number on its icon, and knowing when the computer sleeps.
 * A click on a notification brings the window to the front and tells it which job was meant.
 */
export function openSurroundings(app: App, { mainWindow, onPower, onClick }: SurroundingsParts): Surroundings {
  // Kept until they are gone: one that is garbage collected hears no click.
  const shown = new Set<Notification>();

  void app.whenReady().then(() => {
    powerMonitor.on('suspend', () => {
      onPower({ state: 'suspend', at: Date.now() });
    });
    powerMonitor.on('resume', () => {
      onPower({ state: 'resume', at: Date.now() });
    });
  });

  return {
    canNotify: () => Notification.isSupported(),
    showNotice({ title, body, jobKey }) {
      if (!Notification.isSupported()) return false;
      const notification = new Notification({
        title: plainText(title, LONGEST_TITLE),
        body: plainText(body, LONGEST_BODY),
      });
      shown.add(notification);
      const forget = (): void => {
        shown.delete(notification);
      };
      notification.on('click', () => {
        forget();
        const window = mainWindow();
        if (window !== undefined) bringToFront(window);
        onClick(jobKey === undefined ? {} : { jobKey });
      });
      notification.on('close', forget);
      notification.on('failed', forget);
      notification.show();
      return true;
    },
    setBadge(count) {
      // Windows takes no number, but a picture over the window's button in the taskbar.
      if (process.platform === 'win32') mainWindow()?.setOverlayIcon(countIcon(count), countWords(count));
      else app.setBadgeCount(count);
    },
  };
}

function countIcon(count: number): NativeImage | null {
  if (count === 0) return null;
  return nativeImage.createFromBitmap(countPixels(count), { width: COUNT_ICON_PX, height: COUNT_ICON_PX });
}

/** The picture in words, for screen readers. */
function countWords(count: number): string {
  return count === 0 ? '' : `${count} watched ${count === 1 ? 'copy job has' : 'copy jobs have'} not ended`;
}
