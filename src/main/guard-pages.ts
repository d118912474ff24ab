import { protocol, type App } from 'electron';
import type { AppLog } from './app/log';
import { guardSessions } from './app/page-session';
import { APP_SCHEME_PRIVILEGES } from './app/protocol';
import { guardNavigation } from './security/navigation';
import { choosePageSource, type PageSource } from './security/origins';
import { requireSandbox } from './security/sandbox';

/** Shuts pages in before there is any; answers where the app's own come from. To be called before the app is ready. */
export function guardPages(app: App, { warn }: Pick<AppLog, 'warn'>): PageSource {
  const source = choosePageSource(app.isPackaged, process.env['ELECTRON_RENDERER_URL']);
  requireSandbox(app);
  protocol.registerSchemesAsPrivileged([APP_SCHEME_PRIVILEGES]);
  guardSessions(app, source, warn);
  guardNavigation(app, source.origin, warn);
  return source;
}
