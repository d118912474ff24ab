import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { APP_HOST, APP_SCHEME } from '../security/origins';

/** Kinds of file the renderer's build makes. Anything else is not served. */
const MIME_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** One step of a path as the build names files: no percent, no dot in front, no separator of any system. */
const PLAIN_SEGMENT = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/;

export interface AssetHandlerParts {
  /** Absolute path of the built renderer; may lie inside `app.asar`. */
  readonly root: string;
  readonly contentSecurityPolicy: string;
}

/** What Chromium must know of our scheme. To be called before Electron is ready. */
export const APP_SCHEME_PRIVILEGES = {
  scheme: APP_SCHEME,
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
} as const;

/**
 * The steps from the root to the file an address names, or nothing if it names none. The address is not decoded: the
 * build makes only plain names, so whatever would need decoding (`%2e%2e`, `%5c`, `%00`) is hostile or mistaken.
 */
export function assetSegments(address: string): readonly string[] | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.protocol !== `${APP_SCHEME}:` || url.host !== APP_HOST || url.username !== '' || url.password !== '')
    return undefined;
  const segments = url.pathname === '/' || url.pathname === '' ? ['index.html'] : url.pathname.slice(1).split('/');
  if (!segments.every((segment) => PLAIN_SEGMENT.test(segment))) return undefined;
  return Object.hasOwn(MIME_TYPES, path.extname(segments.at(-1) ?? '')) ? segments : undefined;
}

/** Answers requests for the window's own files, and for nothing else. */
export function createAssetHandler({
  root,
  contentSecurityPolicy,
}: AssetHandlerParts): (request: Pick<Request, 'url' | 'method'>) => Promise<Response> {
  // No Cross-Origin-Opener-Policy: it would have Chromium start a second renderer process for the page at every start, and
  // guards only pages that others can open or that open others. Nobody can open this one, and it opens none.
  const common = {
    'Content-Security-Policy': contentSecurityPolicy,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Resource-Policy': 'same-origin',
  };

  function refusal(status: number, headers: Readonly<Record<string, string>> = {}): Response {
    return new Response(undefined, { status, headers: { ...common, ...headers } });
  }

  return async (request) => {
    if (request.method !== 'GET') return refusal(405, { Allow: 'GET' });
    const segments = assetSegments(request.url);
    if (segments === undefined) return refusal(404);
    const file = path.join(root, ...segments);
    // The names alone already rule this out; a second lock on the door that matters.
    if (!file.startsWith(root + path.sep)) return refusal(404);
    try {
      // Through `fs`, which reads from app.asar as well; no file: address and none of its privileges are needed.
      const content = await readFile(file);
      const type = MIME_TYPES[path.extname(file)] ?? 'application/octet-stream';
      return new Response(new Uint8Array(content), { headers: { ...common, 'Content-Type': type } });
    } catch {
      return refusal(404);
    }
  };
}
