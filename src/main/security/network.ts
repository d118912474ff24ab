import type { Session } from 'electron';
import type { PageSource } from './origins';

/** Schemes by which a page could reach out. Its own files come by `app:`, which is not asked here. */
const OUTSIDE = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file://*/*'];

/**
 * Refuses every request of a session to the outside: the window has no business on the network, only the main
 * process has. The content security policy says the same to the page; this holds even where a policy does not reach.
 */
export function guardNetwork(session: Session, source: PageSource): void {
  const devHost = source.isDevServer ? new URL(source.origin).host : undefined;
  session.webRequest.onBeforeRequest({ urls: OUTSIDE }, (details, answer) => {
    answer({ cancel: devHost === undefined || new URL(details.url).host !== devHost });
  });
}

/**
 * Lets a session that no window uses reach what lies below one address, and still nothing else: neither another host nor, by a
 * redirection, another place of the same one.
 */
export function openNetworkTo(session: Session, base: URL): void {
  // Electron keeps one listener for each event: this takes the place of the one that refuses all.
  session.webRequest.onBeforeRequest({ urls: OUTSIDE }, (details, answer) => {
    answer({ cancel: !details.url.startsWith(base.href) });
  });
}
