import { createHash } from 'node:crypto';
import { malformedRequest } from '../wire/aws-error';

/** The parts of an HTTP request that a Signature Version 4 signature covers, as they came over the wire. */
export interface SignedParts {
  readonly method: string;
  /** Path as sent, still percent-encoded. */
  readonly rawPath: string;
  /** Query as sent, without the question mark. */
  readonly rawQuery: string;
  /** Header names in lower case; several of one name joined by a comma. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

export function sha256Hex(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

/** Percent-encodes all but RFC 3986's unreserved characters; `encodeURIComponent` leaves five more alone. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw malformedRequest('The query string is not valid percent-encoding.');
  }
}

/** Query parameters in the order sent, decoded. */
export function queryPairs(rawQuery: string): [name: string, value: string][] {
  return rawQuery
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      return equals < 0 ? [decode(pair), ''] : [decode(pair.slice(0, equals)), decode(pair.slice(equals + 1))];
    });
}

/** Dot segments resolved, empty segments dropped, then every segment encoded once more (all services but S3). */
function canonicalPath(rawPath: string): string {
  const segments: string[] = [];
  for (const segment of rawPath.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(encode(segment));
  }
  const closing = segments.length > 0 && rawPath.endsWith('/') ? '/' : '';
  return `/${segments.join('/')}${closing}`;
}

function canonicalQuery(rawQuery: string): string {
  return queryPairs(rawQuery)
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([n1, v1], [n2, v2]) => (n1 === n2 ? compare(v1, v2) : compare(n1, n2)))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * The canonical request of AWS Signature Version 4
 * (IAM User Guide, "Create a signed AWS API request"), rebuilt from what arrived.
 */
export function canonicalRequest(parts: SignedParts, signedHeaders: readonly string[]): string {
  const headerLines = signedHeaders.map(
    (name) => `${name}:${(parts.headers.get(name) ?? '').trim().replace(/ +/g, ' ')}\n`,
  );
  return [
    parts.method,
    canonicalPath(parts.rawPath),
    canonicalQuery(parts.rawQuery),
    headerLines.join(''),
    signedHeaders.join(';'),
    sha256Hex(parts.body),
  ].join('\n');
}
