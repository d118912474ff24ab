import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the list of updates lies: a folder of this computer or of a file server, or an address of a web server. */
export type Place =
  | { readonly kind: 'folder'; readonly folder: string }
  /** Ends with a slash, so that names count from it. */
  | { readonly kind: 'web'; readonly base: URL };

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Reads what somebody typed as the place of updates: an absolute path, a `file:` address, or an `https:` address without credentials,
 * question or fragment. Plain `http:` is taken for this computer alone.
 * @returns undefined for whatever is none of these
 */
export function readPlace(text: string): Place | undefined {
  const trimmed = text.trim();
  if (path.isAbsolute(trimmed)) return { kind: 'folder', folder: path.normalize(trimmed) };
  if (!URL.canParse(trimmed)) return undefined;
  const url = new URL(trimmed);
  if (url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '') return undefined;
  if (url.protocol === 'file:') return folderOf(url);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK.has(url.hostname))) return undefined;
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return { kind: 'web', base: url };
}

function folderOf(url: URL): Place | undefined {
  try {
    return { kind: 'folder', folder: path.normalize(fileURLToPath(url)) };
  } catch {
    // A host on a system that knows none in such addresses, or signs that no path may have.
    return undefined;
  }
}
