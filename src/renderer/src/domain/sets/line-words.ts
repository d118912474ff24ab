import { formatBytesDelta } from '../bytes';
import { formatDurationDelta } from '../durations';
import type { SetClass } from './classes';
import { changedInWords } from './words';

/** What is measured of one side. */
interface MeasuredJob {
  readonly durationMs?: number;
  /** Exact, as decimal digits. */
  readonly sizeBytes?: string;
}

/** A pair, or a job alone; undefined: there is none on that side. */
export interface WordedLine {
  readonly line: {
    readonly classes: readonly SetClass[];
    /** Paths of the members in which the two are set up in another way. */
    readonly changed: readonly string[];
  };
  readonly left: MeasuredJob | undefined;
  readonly right: MeasuredJob | undefined;
}

/** Why there is no job on one side. */
const NO_JOB: Partial<Record<SetClass, string>> = {
  missing: 'No job, though looked at',
  new: 'No job, though looked at',
  'not-observed': 'Not looked at',
  'left-out': 'Left out by the filter',
  unpaired: 'Cannot be told',
};

/** What stands where a side has no job. */
export function absentInWords({ line }: Pick<WordedLine, 'line'>): string {
  return line.classes.map((name) => NO_JOB[name]).find((words) => words !== undefined) ?? 'No job';
}

/** What differs, one part each: the members, how much longer, how much larger. */
export function differencesOf({ line, left, right }: WordedLine): readonly string[] {
  if (left === undefined || right === undefined) return [];
  const moved = (...names: readonly SetClass[]): boolean => line.classes.some((name) => names.includes(name));
  return [
    changedInWords(line.changed),
    moved('slower', 'faster') ? durationInWords(left, right) : '',
    moved('larger', 'smaller') ? sizeInWords(left, right) : '',
  ].filter((words) => words !== '');
}

function durationInWords({ durationMs: from }: MeasuredJob, { durationMs: to }: MeasuredJob): string {
  return from === undefined || to === undefined ? '' : `${formatDurationDelta(to - from)}${share(from, to)}`;
}

function sizeInWords({ sizeBytes: from }: MeasuredJob, { sizeBytes: to }: MeasuredJob): string {
  if (from === undefined || to === undefined) return '';
  return `${formatBytesDelta(BigInt(to) - BigInt(from))}${share(Number(from), Number(to))}`;
}

function share(from: number, to: number): string {
  if (from <= 0) return '';
  const percent = Math.round(((to - from) / from) * 100);
  return ` (${percent < 0 ? '−' : '+'}${Math.abs(percent)} %)`;
}

/** How many older jobs stand behind the one that is shown, in words; empty for none. */
export function othersInWords(others: number): string {
  return others === 0 ? '' : others === 1 ? 'and an older one' : `and ${others} older ones`;
}
