import type { CopyJobReading, Member } from './copy-job';
import { instantOf, wholeNumberOf } from './copy-job';
import { fieldOf } from './fields';
import { isJsonNumber } from './json';

/**
 * One member as lists need it: text and flags as they are, instants as epoch ms UTC, whole numbers as numbers as long as a
 * number is exact, else (and for anything else that is no text) the text AWS sent.
 */
export type JobValue = string | number | boolean;

/** The members of a job's newest answer by dotted path, members that the catalogue does not know included. Null is left out. */
export type JobValues = Readonly<Record<string, JobValue>>;

/** Everything in an answer that a list can show, sort or filter by. The exact texts are in the body. */
export function valuesOf(reading: CopyJobReading): JobValues {
  // Paths come from outside: no prototype, so that none of them means anything to JavaScript.
  const values = Object.create(null) as Record<string, JobValue>;
  for (const member of reading.members) {
    const value = valueOf(member);
    if (value !== undefined) values[member.path] = value;
  }
  return values;
}

function valueOf({ path, value }: Member): JobValue | undefined {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (!isJsonNumber(value)) return undefined;
  if (fieldOf(path)?.kind === 'instant') return instantOf(value) ?? value.toString();
  const whole = wholeNumberOf(value);
  return whole !== undefined && BigInt(Number(whole)) === whole ? Number(whole) : value.toString();
}
