import { diskWords } from '../../domain/disk-words';
import type { LookAtDisk } from '../disk';

/**
 * Why a history does not open.
 *
 * - `newer`: written by a newer version of Copytrail.
 * - `disk-full`: no room to open it.
 * - `not-writable`: the disk is read-only, or the system does not let this user write to the folder.
 * - `lost`: there was one, and the engine has none any more.
 * - `blocked`: another window holds an older version of it open.
 * - `damaged`: the files on disk cannot be read.
 * - `no-answer`: the browser engine did not answer at all.
 * - `unavailable`: there is no database engine here.
 * - `unknown`: anything else.
 */
export type OpenFailureCode =
  'newer' | 'disk-full' | 'not-writable' | 'lost' | 'blocked' | 'damaged' | 'no-answer' | 'unavailable' | 'unknown';

const MESSAGES: Readonly<Record<OpenFailureCode, string>> = {
  newer: 'It was written by a newer version of Copytrail. Open it with that version, or go on without it.',
  'disk-full': 'There is no room left on the disk. Free some space, then try again.',
  'not-writable': 'Its folder on this computer cannot be written. Make it writable again, then try again.',
  lost:
    'There was a history on this computer, and the database engine no longer has it. It takes a history away when it finds one of its files ' +
    'damaged; Copytrail keeps a second name for every file, so what was there is still in the folder “Kept history” of the data folder.',
  blocked: 'Another Copytrail window still has it open. Close that window, then try again.',
  damaged: 'Its files on this computer cannot be read; they may be damaged.',
  'no-answer':
    'The database did not answer. Where trying again does not help, restarting Copytrail or the computer may.',
  unavailable: 'This window has no database to keep a history in.',
  unknown: 'The database reported a failure that Copytrail does not know.',
};

/** A history that could not be opened. Nothing was changed or deleted. */
export class OpenFailure extends Error {
  override readonly name = 'OpenFailure';
  constructor(
    readonly code: OpenFailureCode,
    /** What the database engine said, for those who want it. */
    readonly detail: string,
    options?: ErrorOptions,
  ) {
    super(MESSAGES[code], options);
  }
}

/** DOMException names of IndexedDB, and Dexie's names for the same. */
const CODES: readonly (readonly [pattern: RegExp, code: OpenFailureCode])[] = [
  [/QuotaExceeded/, 'disk-full'],
  [/VersionError/, 'newer'],
  [/MissingAPI|SecurityError|InvalidStateError/, 'unavailable'],
  [/UnknownError|DataError|NotReadable|Corrupt/i, 'damaged'],
];

/** Sorts whatever was thrown while opening. */
export function toOpenFailure(problem: unknown): OpenFailure {
  if (problem instanceof OpenFailure) return problem;
  const detail = problem instanceof Error ? `${problem.name}: ${problem.message}` : String(problem);
  const code = CODES.find(([pattern]) => pattern.test(detail))?.[1] ?? 'unknown';
  return new OpenFailure(code, detail, { cause: problem });
}

/** A disk that takes nothing shows itself as one of these: the engine does not tell it from damaged files. */
const MAY_BE_THE_DISK: ReadonlySet<OpenFailureCode> = new Set(['damaged', 'no-answer', 'unknown']);

/** The same failure, told by its cause if that is the disk. */
export async function byTheDisk(failure: OpenFailure, look: LookAtDisk): Promise<OpenFailure> {
  if (!MAY_BE_THE_DISK.has(failure.code)) return failure;
  const looked = await look();
  if (looked === undefined || looked.state === 'fine') return failure;
  const code = looked.state === 'full' ? 'disk-full' : 'not-writable';
  return new OpenFailure(code, `${diskWords(looked)} ${failure.detail}`, { cause: failure });
}
