import type { JobRow } from '../../data/history';
import { formatBytesDelta } from '../../domain/bytes';
import { formatDurationDelta } from '../../domain/durations';
import type { SetClass } from '../../domain/sets/classes';
import { changedInWords } from '../../domain/sets/words';
import type { ShownLine } from './sets.svelte';

/** Why there is no job on one side. */
const NO_JOB: Partial<Record<SetClass, string>> = {
  missing: 'No job, though looked at',
  new: 'No job, though looked at',
  'not-observed': 'Not looked at',
  'left-out': 'Left out by the filter',
  unpaired: 'Cannot be told',
};

/** What stands where a side has no job. */
export function absentInWords({ line }: ShownLine): string {
  return line.classes.map((name) => NO_JOB[name]).find((words) => words !== undefined) ?? 'No job';
}

/** What differs, one part each: the members, how much longer, how much larger. */
export function differencesOf({ line, left, right }: ShownLine): readonly string[] {
  if (left === undefined || right === undefined) return [];
  const moved = (...names: readonly SetClass[]): boolean => line.classes.some((name) => names.includes(name));
  return [
    changedInWords(line.changed),
    moved('slower', 'faster') ? durationInWords(left, right) : '',
    moved('larger', 'smaller') ? sizeInWords(left, right) : '',
  ].filter((words) => words !== '');
}

function durationInWords({ durationMs: from }: JobRow, { durationMs: to }: JobRow): string {
  return from === undefined || to === undefined ? '' : `${formatDurationDelta(to - from)}${share(from, to)}`;
}

function sizeInWords({ sizeBytes: from }: JobRow, { sizeBytes: to }: JobRow): string {
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
