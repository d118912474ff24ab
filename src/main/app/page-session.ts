import path from 'node:path';
import { session, type App, type Session } from 'electron';
import { contentSecurityPolicy } from '../security/csp';
import { guardDownloads } from '../security/downloads';
import { guardNetwork } from '../security/network';
import { APP_SCHEME, type PageSource } from '../security/origins';
import { guardPermissions } from '../security/permissions';
import { createAssetHandler } from './protocol';

/** Name of the session's folder on disk. The history lives in it: never change it. */
const PARTITION_NAME = 'copytrail';
const PARTITION = `persist:${PARTITION_NAME}`;

/** Where the engine keeps the databases of the window, below the app's data folder. */
export function databaseFolder(dataFolder: string): string {
  return path.join(dataFolder, 'Partitions', PARTITION_NAME, 'IndexedDB');
}

/** Holds every session there will ever be to the rules, ours and Electron's default one. To be called before `ready`. */
export function guardSessions(app: App, source: PageSource, warn: (what: string) => void): void {
  app.on('session-created', (created) => {
    guardPermissions(created, source.origin);
    guardNetwork(created, source);
    // Switched off alone, the engine would still fetch the dictionary of its own language, past every rule for requests.
    created.setSpellCheckerLanguages([]);
    created.setSpellCheckerEnabled(false);
    guardDownloads(created, source.origin, warn);
  });
}

/**
 * Answers with the window's own session: its files come by `app:` out of `buildFolder`, and nothing is kept in an HTTP
 * cache. Made at the first call, which must come when Electron is ready.
 */
export function pageSession(source: PageSource, buildFolder: string): () => Session {
  let made: Session | undefined;
  return () => (made ??= createPageSession(source, path.join(buildFolder, 'renderer')));
}

function createPageSession(source: PageSource, root: string): Session {
  const pages = session.fromPartition(PARTITION, { cache: false });
  const policy = contentSecurityPolicy(source);
  pages.protocol.handle(APP_SCHEME, createAssetHandler({ root, contentSecurityPolicy: policy }));
  if (source.isDevServer) {
    pages.webRequest.onHeadersReceived({ urls: [`${source.origin}/*`] }, (details, answer) => {
      answer({ responseHeaders: { ...details.responseHeaders, 'Content-Security-Policy': [policy] } });
    });
  }
  return pages;
}
