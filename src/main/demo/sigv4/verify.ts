import { createHmac, timingSafeEqual } from 'node:crypto';
import type { DemoKey } from '../types';
import {
  expiredToken,
  incompleteSignature,
  invalidSignature,
  missingAuthenticationToken,
  unrecognizedClient,
} from '../wire/aws-error';
import { canonicalRequest, sha256Hex, type SignedParts } from './canonical';

/** SigV4's name for AWS Backup in the credential scope. */
const SERVICE = 'backup';
const ALGORITHM = 'AWS4-HMAC-SHA256';
const SCOPE_END = 'aws4_request';
/** AWS refuses a request whose date is further than this from its own clock, either way. */
const MAX_SKEW_MINUTES = 15;

/** Who signed, for which Region. */
export interface Identity {
  readonly key: DemoKey;
  readonly region: string;
}

interface Authorization {
  readonly accessKeyId: string;
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly end: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/** Reads an `Authorization` header; undefined when it is not one of Signature Version 4, or not whole. */
export function readAuthorization(header: string): Authorization | undefined {
  if (!header.startsWith(`${ALGORITHM} `)) return undefined;
  const fields = new Map(
    header
      .slice(ALGORITHM.length)
      .split(',')
      .map((field) => {
        const text = field.trim();
        const equals = text.indexOf('=');
        return [text.slice(0, equals), text.slice(equals + 1)] as const;
      }),
  );
  const [accessKeyId, date, region, service, end, ...rest] = (fields.get('Credential') ?? '').split('/');
  const signedHeaders = fields.get('SignedHeaders') ?? '';
  const signature = fields.get('Signature') ?? '';
  if (!accessKeyId || !date || !region || !service || !end || rest.length > 0) return undefined;
  if (signedHeaders === '' || signature === '') return undefined;
  return { accessKeyId, date, region, service, end, signedHeaders: signedHeaders.split(';'), signature };
}

/** Epoch ms of `20261122T172327Z`, or undefined. */
function readAmzDate(text: string): number | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!match) return undefined;
  const at = Date.parse(text.replace(match[0], `${match.slice(1, 4).join('-')}T${match.slice(4).join(':')}Z`));
  return Number.isNaN(at) ? undefined : at;
}

function writeAmzDate(at: number): string {
  return new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, '');
}

function sameText(given: string, expected: string): boolean {
  // Digests have one length, so that the comparison tells nothing about where, or how long.
  return timingSafeEqual(Buffer.from(sha256Hex(given)), Buffer.from(sha256Hex(expected)));
}

function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest();
}

function partitionOf(region: string): NonNullable<DemoKey['partition']> {
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return region.startsWith('cn-') ? 'aws-cn' : 'aws';
}

function checkToken(key: DemoKey, given: string | undefined, region: string): void {
  if (key.partition !== undefined && key.partition !== partitionOf(region)) throw unrecognizedClient();
  if (!sameText(given ?? '', key.sessionToken ?? '')) throw unrecognizedClient();
  if (key.expired === true) throw expiredToken();
}

function checkDate(amzDate: string, scopeDate: string, now: number): void {
  const at = readAmzDate(amzDate);
  if (at === undefined) throw incompleteSignature('Date must be in ISO-8601 basic format in the x-amz-date header.');
  const [earliest, latest] = [now - MAX_SKEW_MINUTES * 60_000, now + MAX_SKEW_MINUTES * 60_000];
  const [clock, margin] = [writeAmzDate(now), `${MAX_SKEW_MINUTES} min.`];
  if (at < earliest) {
    throw invalidSignature(
      `Signature expired: ${amzDate} is now earlier than ${writeAmzDate(earliest)} (${clock} - ${margin})`,
    );
  }
  if (at > latest) {
    throw invalidSignature(
      `Signature not yet current: ${amzDate} is still later than ${writeAmzDate(latest)} (${clock} + ${margin})`,
    );
  }
  if (!amzDate.startsWith(scopeDate) || scopeDate.length !== 'YYYYMMDD'.length) {
    throw invalidSignature('Date in Credential scope does not match the date of the request.');
  }
}

function checkSignedHeaders(parts: SignedParts, signed: readonly string[]): void {
  const mustBeSigned = [...parts.headers.keys()].filter((name) => name === 'host' || name.startsWith('x-amz-'));
  for (const name of ['host', ...mustBeSigned]) {
    if (!signed.includes(name)) throw invalidSignature(`'${name}' must be a signed header of the request.`);
  }
  const claimed = parts.headers.get('x-amz-content-sha256');
  if (claimed !== undefined && claimed !== sha256Hex(parts.body)) {
    throw invalidSignature('The x-amz-content-sha256 header does not match the body.');
  }
}

/**
 * Verifies an AWS Signature Version 4 request header for service `backup`, as AWS's front door does.
 * `now` is epoch ms UTC. Throws an `AwsError` (MissingAuthenticationToken, IncompleteSignature, UnrecognizedClient,
 * ExpiredToken or InvalidSignature) that never quotes key, token or signature.
 */
export function verifySignature(
  parts: SignedParts,
  keyFor: (accessKeyId: string) => DemoKey | undefined,
  now: number,
): Identity {
  const header = parts.headers.get('authorization');
  if (header === undefined) throw missingAuthenticationToken();
  const auth = readAuthorization(header);
  if (!auth) throw incompleteSignature('The Authorization header is not a complete AWS4-HMAC-SHA256 signature.');
  const amzDate = parts.headers.get('x-amz-date');
  if (amzDate === undefined) throw incompleteSignature("The request has no 'X-Amz-Date' header.");

  const key = keyFor(auth.accessKeyId);
  if (!key) throw unrecognizedClient();
  checkToken(key, parts.headers.get('x-amz-security-token'), auth.region);
  checkDate(amzDate, auth.date, now);
  if (auth.service !== SERVICE) {
    throw invalidSignature(`Credential should be scoped to correct service: '${SERVICE}'.`);
  }
  if (auth.end !== SCOPE_END) throw invalidSignature(`Credential scope must end with '${SCOPE_END}'.`);
  checkSignedHeaders(parts, auth.signedHeaders);

  const scope = [auth.date, auth.region, SERVICE, SCOPE_END];
  const toSign = [ALGORITHM, amzDate, scope.join('/'), sha256Hex(canonicalRequest(parts, auth.signedHeaders))];
  const signingKey = scope.reduce<string | Buffer>((secret, part) => hmac(secret, part), `AWS4${key.secretAccessKey}`);
  if (!sameText(auth.signature, hmac(signingKey, toSign.join('\n')).toString('hex'))) {
    throw invalidSignature(
      'The request signature we calculated does not match the signature you provided. ' +
        'Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    );
  }
  return { key, region: auth.region };
}
