import type { App, Event, WebContents } from 'electron';
import { isOfOrigin } from './origins';

/**
 * Keeps every page where it is: no leaving our origin, no new windows, no embedded guests. Registered for all web
 * contents at once, so that a window added later cannot be forgotten.
 */
export function guardNavigation(app: App, trustedOrigin: string, warn: (what: string) => void): void {
  function refuse(event: Pick<Event, 'preventDefault'>, what: string): void {
    event.preventDefault();
    warn(what);
  }

  app.on('web-contents-created', (_event, contents: WebContents) => {
    contents.on('will-navigate', (details) => {
      if (!isOfOrigin(details.url, trustedOrigin)) refuse(details, 'navigation refused');
    });
    contents.on('will-redirect', (details) => {
      if (!isOfOrigin(details.url, trustedOrigin)) refuse(details, 'redirect refused');
    });
    contents.on('will-frame-navigate', (details) => {
      // Our pages hold no frames at all.
      if (!details.isMainFrame) refuse(details, 'navigation of a frame refused');
    });
    contents.on('will-attach-webview', (event) => {
      refuse(event, 'webview refused');
    });
    contents.setWindowOpenHandler(() => {
      warn('new window refused');
      return { action: 'deny' };
    });
  });
}
