import { formatBytes } from '../bytes';
import type { Column, ListedJob } from '../columns';
import { formatDuration } from '../durations';
import { instantWithZone, relativeAge, type TimeDisplay } from '../instants';
import type { JobValue } from '../job-values';
import { daysText } from '../lifecycle';
import { grouped } from '../numbers';
import { outcomeLabel } from '../outcome';
import { KIND_TRAITS } from './kinds';
import type { ColumnKind } from './types';

/** A value as it stands in a list. */
export interface Cell {
  readonly text: string;
  /** `absent`: there is no value, and the text says so. `empty`: an empty text was sent. */
  readonly presence: 'absent' | 'empty' | 'zero' | 'value';
}

/**
 * What stands in a cell. A value of another type than its column expects is shown as it came.
 * @param now epoch ms UTC, for ages
 */
export function presentCell(column: Column, job: ListedJob, now: number, times: TimeDisplay): Cell {
  const value = column.value(job);
  if (value === undefined) return { text: KIND_TRAITS[column.kind].empty, presence: 'absent' };
  if (value === '') return { text: 'empty', presence: 'empty' };
  const text = valueText(column.kind, value, now, times);
  return { text, presence: value === 0 && column.kind !== 'age' && column.kind !== 'instant' ? 'zero' : 'value' };
}

/** The text of {@link presentCell}. */
export function cellText(column: Column, job: ListedJob, now: number, times: TimeDisplay): string {
  return presentCell(column, job, now, times).text;
}

function valueText(kind: ColumnKind, value: JobValue, now: number, times: TimeDisplay): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  const exact = bytesOf(value);
  if (kind === 'bytes' && exact !== undefined) return formatBytes(exact).binary;
  if (kind === 'outcome' && typeof value === 'string') return outcomeLabel(value);
  return typeof value === 'number' ? (NUMBERS[kind]?.(value, now, times) ?? String(value)) : value;
}

type WriteNumber = (value: number, now: number, times: TimeDisplay) => string;

/** How numbers are written, by kind; those of other kinds as they are. */
const NUMBERS: Partial<Record<ColumnKind, WriteNumber>> = {
  age: (value, now) => relativeAge(value, now),
  count: (value) => (Number.isInteger(value) ? grouped(value) : String(value)),
  days: (value) => (Number.isInteger(value) ? daysText(BigInt(value)) : String(value)),
  duration: formatDuration,
  instant: (value, _now, times) => instantWithZone(value, times),
  rate: (value) => `${formatBytes(BigInt(Math.round(value))).decimal}/s`,
};

/** Whole numbers too large for a `number` come as text. */
function bytesOf(value: string | number): bigint | undefined {
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : undefined;
  return /^-?\d+$/.test(value) ? BigInt(value) : undefined;
}
