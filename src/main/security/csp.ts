import type { PageSource } from './origins';

/** Svelte marks its own templates with this Trusted Types policy. Only the policies named here may be made. */
const SVELTE_POLICY = 'svelte-trusted-html';
/** Lets the window start its one worker, and no other script: see `data/mirror/start-worker` in the renderer. */
const WORKER_POLICY = 'copytrail-worker';

/** Nothing that is not named; no inline script or style, no eval, no frames, no network. */
const NOTHING_ELSE = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'worker-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
  'frame-src': "'none'",
  'object-src': "'none'",
};

const TRUSTED_TYPES = {
  'require-trusted-types-for': "'script'",
  'trusted-types': `${SVELTE_POLICY} ${WORKER_POLICY}`,
};

/** The `Content-Security-Policy` header for pages of this source. */
export function contentSecurityPolicy(source: PageSource): string {
  if (!source.isDevServer) return write({ ...NOTHING_ELSE, ...TRUSTED_TYPES });
  return write({
    ...NOTHING_ELSE,
    // The bundler's server puts styles into the page as text and speaks to it over a web socket of the same host.
    'style-src': "'self' 'unsafe-inline'",
    'connect-src': `'self' ${source.origin.replace(/^http/, 'ws')}`,
  });
}

function write(directives: Readonly<Record<string, string>>): string {
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}
