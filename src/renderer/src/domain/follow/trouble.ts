import type { AppError, ErrorCode } from '../../../../preload/contract/error';
import { SECOND_MS } from '../durations';
import type { GapReason } from './gap-reason';
import { LONGEST_MS } from './pace';

/** Why followed jobs of a place are not asked about at present. */
export interface Trouble {
  readonly error: AppError;
  readonly why: GapReason;
  /** When it began, epoch ms UTC. */
  readonly since: number;
  /** When the next attempt is made, epoch ms UTC; undefined: not before somebody has done something about it. */
  readonly retryAt: number | undefined;
  /** Failures in a row. */
  readonly failures: number;
}

/** Wait after the first failure, doubled with each one in a row (ms). */
const FIRST_BACK_OFF_MS = 5 * SECOND_MS;

/** Nothing but a person can mend these; every call with the profile would end the same way. */
const NEEDS_SOMEBODY: ReadonlySet<ErrorCode> = new Set([
  'CredentialsMissing',
  'CredentialsExpired',
  'LoginNeeded',
  'MfaNeeded',
]);
const REFUSED: ReadonlySet<ErrorCode> = new Set(['AccessDenied', 'InvalidInput', 'MissingInput']);
const NOT_REACHED: ReadonlySet<ErrorCode> = new Set(['Offline', 'TimedOut', 'TlsProblem']);
/** What AWS Backup, or a limit of it, holds back for everybody for a while. */
const NOT_NOW: ReadonlySet<ErrorCode> = new Set(['Throttled', 'Unavailable']);
/** Ends of a call that say nothing about the next one. */
const NO_TROUBLE: ReadonlySet<ErrorCode> = new Set(['Cancelled', 'Refused', 'NotFound']);

/** Whether the profile as a whole waits for somebody. */
export function needsSomebody({ code }: Pick<AppError, 'code'>): boolean {
  return NEEDS_SOMEBODY.has(code);
}

/** Whether a failure is one of the profile or its place, and says nothing about the job that was asked about. */
export function isOfPlace({ code }: Pick<AppError, 'code'>): boolean {
  return NEEDS_SOMEBODY.has(code) || NOT_REACHED.has(code) || NOT_NOW.has(code);
}

/** Whether the same question would meet the same answer for a good while. */
export function isRefusal({ code }: Pick<AppError, 'code'>): boolean {
  return REFUSED.has(code);
}

/** What a failure comes to, after the trouble there was already; undefined: none. */
export function troubleAfter(before: Trouble | undefined, error: AppError, now: number): Trouble | undefined {
  if (NO_TROUBLE.has(error.code)) return before;
  const failures = (before?.failures ?? 0) + 1;
  const since = before?.since ?? now;
  const facts = { error, since, failures };
  if (needsSomebody(error)) return { ...facts, why: 'signed-out', retryAt: undefined };
  if (REFUSED.has(error.code)) return { ...facts, why: 'refused', retryAt: now + LONGEST_MS };
  const why = NOT_REACHED.has(error.code) ? 'offline' : 'unavailable';
  const backOff = Math.min(LONGEST_MS, FIRST_BACK_OFF_MS * 2 ** (failures - 1));
  return { ...facts, why, retryAt: now + Math.max(backOff, error.retryAfterMs ?? 0) };
}
