import { createHash } from 'node:crypto';
import { invalidParameterValue } from '../wire/aws-error';

/** Where a page ended: the next one starts after this job. Survives jobs coming and going in between. */
export interface PagePosition {
  readonly createdMs: number;
  readonly copyJobId: string;
}

/**
 * Three bytes that are `+//+` in base64: whoever forgets to percent-encode a token finds out here, not in AWS,
 * whose tokens are opaque and hold such characters too.
 */
const MARK = Buffer.from([0xfb, 0xff, 0xfe]);
/** Enough of a SHA-256 to notice a token that was cut, changed or used with other filters. */
const CHECK_BYTES = 12;

function checkFor(scope: string, payload: Buffer): Buffer {
  return createHash('sha256').update(scope).update('\n').update(payload).digest().subarray(0, CHECK_BYTES);
}

/** An opaque token for the page after this position. `scope` names the account, Region and filters it belongs to. */
export function writePageToken(position: PagePosition, scope: string): string {
  const text = JSON.stringify([position.createdMs, position.copyJobId]);
  // One byte past a multiple of three, so that the token also ends with "=".
  const length = MARK.length + CHECK_BYTES + Buffer.byteLength(text);
  const payload = Buffer.from(text + ' '.repeat((4 - (length % 3)) % 3));
  return Buffer.concat([MARK, checkFor(scope, payload), payload]).toString('base64');
}

/** Reads a token back. Throws InvalidParameterValueException when it is not one of this scope's. */
export function readPageToken(token: string, scope: string): PagePosition {
  const bytes = Buffer.from(token, 'base64');
  const payload = bytes.subarray(MARK.length + CHECK_BYTES);
  const check = bytes.subarray(MARK.length, MARK.length + CHECK_BYTES);
  const whole = bytes.toString('base64') === token && bytes.subarray(0, MARK.length).equals(MARK);
  if (!whole || !check.equals(checkFor(scope, payload))) {
    throw invalidParameterValue('The NextToken is not valid.');
  }
  const [createdMs, copyJobId] = JSON.parse(payload.toString('utf8')) as [number, string];
  return { createdMs, copyJobId };
}
