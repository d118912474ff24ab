/** Scheme and host of the window's own pages. The history database lives under this address: never change it. */
export const APP_SCHEME = 'app';
export const APP_HOST = 'main';
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;

/** Where the window's pages come from in this run. */
export interface PageSource {
  /** The one origin that is trusted, as Chromium writes it. */
  readonly origin: string;
  /** Address the window opens. */
  readonly url: string;
  /** True when pages come from the development server, with its looser rules. */
  readonly isDevServer: boolean;
}

const LOOPBACK_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Pages come from the built files, or in a development build from the bundler's server on this machine.
 * A packaged app ignores the variable, and nothing but plain loopback HTTP is accepted: otherwise whoever sets one
 * environment variable could put their own page into the window.
 */
export function choosePageSource(packaged: boolean, devServerUrl: string | undefined): PageSource {
  const built: PageSource = { origin: APP_ORIGIN, url: `${APP_ORIGIN}/index.html`, isDevServer: false };
  if (packaged || devServerUrl === undefined || !URL.canParse(devServerUrl)) return built;
  const url = new URL(devServerUrl);
  if (url.protocol !== 'http:' || !LOOPBACK_HOSTS.has(url.hostname)) return built;
  return { origin: url.origin, url: url.href, isDevServer: true };
}

/** Whether an address belongs to the trusted origin. Written out because `URL.origin` is "null" for `app:`. */
export function isOfOrigin(address: string, origin: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return url.username === '' && url.password === '' && `${url.protocol}//${url.host}` === origin;
}
