import type { ProfileRef } from '../../preload/contract/shapes';
import { redact } from '../redaction';
import type { BackupFailure } from './ports';

/** Longest text from elsewhere that is passed on as detail. */
const LONGEST_DETAIL = 600;
/** Enough of a body to recognise a proxy's or portal's page by. */
const LONGEST_BODY_START = 80;

/** How a profile is spoken of in a sentence. */
export function profileWords(profile: ProfileRef): string {
  if (profile.origin === 'environment') return 'the credentials of the environment';
  if (profile.origin === 'demo') return `the demo profile "${profile.name}"`;
  return `profile "${profile.name}"`;
}

/** Text of a server or a library, fit to be shown: on one line, without secrets, not too long. */
export function fit(text: string, longest = LONGEST_DETAIL): string {
  const oneLine = redact(text).replace(/\s+/g, ' ').trim();
  return oneLine.length > longest ? `${oneLine.slice(0, longest)}…` : oneLine;
}

/** What AWS or the network said, for those who want it. */
export function detailOf(failure: BackupFailure): string | undefined {
  const message = failure.message.trim();
  if (message === '' || message === failure.name) return undefined;
  return fit(message);
}

/** What came instead of an answer: content type and the beginning of the body. */
export function whatCame(came: { readonly contentType?: string; readonly bodyStart?: string }): string | undefined {
  const start = came.bodyStart === undefined ? '' : fit(came.bodyStart, LONGEST_BODY_START);
  const parts = [
    came.contentType === undefined ? undefined : `content type ${fit(came.contentType, LONGEST_BODY_START)}`,
    start === '' ? undefined : `begins with: ${start}`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(', ');
}

export function sentences(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' ');
}

/** " in 3 attempts"; nothing where one was all there was. */
export function inAttempts(attempts: number | undefined): string {
  return attempts !== undefined && attempts > 1 ? ` in ${attempts} attempts` : '';
}
