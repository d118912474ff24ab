import type { AppError } from '../../preload/contract/error';
import { failed, ok, type Result } from '../../preload/contract/result';
import { appError } from './app-error';

/**
 * Checks of a request before anything is sent. The SDK sends almost any id as it stands, and an empty one turns the
 * call into `ListCopyJobs`, whose answer would then be read as an empty copy job.
 */

/** The samples in the AWS Backup API reference are UUIDs. No pattern is documented, so this only helps to find one. */
const UUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/i;

/** Characters that are a slip of copying rather than part of an id: separators of paths, queries, lists and markup. */
const NEVER_IN_AN_ID = /[\s/\\?#%&"'`<>{}|^[\],;]/u;
const OUTSIDE_PRINTABLE_ASCII = /[^\x21-\x7e]/u;

/** One label of a host name: the Region becomes a part of the endpoint's name. */
const HOST_LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const AVAILABILITY_ZONE = /^([a-z]+(?:-[a-z]+)+-\d+)[a-z]$/;

/** The id without the space around it, or what is wrong with it. Any form is let through that could be an id. */
export function checkCopyJobId(text: string): Result<string> {
  const id = text.trim();
  if (id === '') {
    return failed(
      appError('MissingInput', {
        message: 'No copy job id was given.',
        remedy: 'Paste the id of the copy job, for example from the Jobs page of the AWS Backup console.',
      }),
    );
  }
  const fault = faultOfId(id);
  if (!fault) return ok(id);
  const found = UUID.exec(id)?.[0];
  const remedy = found
    ? `The text contains ${found}, which looks like an id. Look that up if it is the one you mean.`
    : 'Give the id alone, as AWS shows it, without anything round it.';
  return failed(invalidInput(fault, remedy));
}

function faultOfId(id: string): string | undefined {
  if (/^arn:/i.test(id)) return 'This is an ARN, not a copy job id.';
  if (/^https?:/i.test(id)) return 'This is a web address, not a copy job id.';
  if (id === '.' || id === '..') return `"${id}" is not a copy job id.`;
  const bad = NEVER_IN_AN_ID.exec(id)?.[0];
  if (bad !== undefined) return `A copy job id cannot contain ${nameOf(bad)}.`;
  const odd = OUTSIDE_PRINTABLE_ASCII.exec(id)?.[0];
  if (odd !== undefined) return `The copy job id contains ${nameOf(odd)}, which does not occur in ids.`;
  return undefined;
}

function nameOf(character: string): string {
  if (/\s/u.test(character)) return character === '\n' || character === '\r' ? 'a line break' : 'a space';
  if (/[\p{C}]/u.test(character)) return `an invisible character (${codePoint(character)})`;
  return OUTSIDE_PRINTABLE_ASCII.test(character) ? `"${character}" (${codePoint(character)})` : `"${character}"`;
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/**
 * The Region in lower case and without the space around it, or what is wrong with it. Any host name label passes, so
 * that Regions which open after this was written work too.
 */
export function checkRegion(text: string): Result<string> {
  const region = text.trim().toLowerCase();
  if (region === '') {
    return failed(
      appError('MissingInput', {
        message: 'No Region was given.',
        remedy: 'Choose the Region the copy job was started in: that is the Region of the source vault.',
      }),
    );
  }
  if (!HOST_LABEL.test(region)) {
    return failed(
      invalidInput(
        `"${shorten(region)}" is not the name of a Region.`,
        'Give the code of the Region, such as eu-central-1.',
      ),
    );
  }
  const zoneOf = AVAILABILITY_ZONE.exec(region)?.[1];
  if (zoneOf !== undefined) {
    return failed(invalidInput(`${region} is an Availability Zone, not a Region.`, `Its Region is ${zoneOf}.`));
  }
  return ok(region);
}

function invalidInput(message: string, remedy: string): AppError {
  return appError('InvalidInput', { message, remedy });
}

const LONGEST_QUOTE = 60;

function shorten(text: string): string {
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
}
