import type { Session } from 'electron';
import { isOfOrigin } from './origins';

/**
 * All that the window may do beyond showing itself: put text on the clipboard, and have its history kept when the
 * disk runs full. Names are Electron's.
 */
const ALLOWED: ReadonlySet<string> = new Set(['clipboard-sanitized-write', 'persistent-storage']);

/** Decides one permission. `requester` is the address or the origin of who asks. */
export function isPermitted(permission: string, requester: string | undefined, trustedOrigin: string): boolean {
  return ALLOWED.has(permission) && requester !== undefined && isOfOrigin(requester, trustedOrigin);
}

/**
 * Answers every permission question of a session. Both handlers are needed: one is asked when a page requests
 * something, the other when Chromium only wants to know whether it already may.
 */
export function guardPermissions(session: Session, trustedOrigin: string): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(details.isMainFrame && isPermitted(permission, details.requestingUrl, trustedOrigin));
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin) =>
    isPermitted(permission, requestingOrigin, trustedOrigin),
  );
  session.setDevicePermissionHandler(() => false);
}
