import type { Column, ColumnSet, ListedJob } from '../columns';
import { readCopyJob } from '../copy-job';
import { exactIso } from '../instants';
import { stringifyJson } from '../json';
import { csvText } from './csv';

/** Columns that every table has, wherever its job is taken from them: without them nobody knows which job a line is about. */
const IDENTITY = ['CopyJobId', 'account', 'region'];

/** The latest instant that can be written (ECMAScript's). */
const LAST_INSTANT = 8.64e15;

/**
 * Jobs as a table for spreadsheets, in these columns and, behind them, what tells the jobs apart. Values are exact: instants in
 * ISO 8601 UTC, sizes in bytes, durations in milliseconds. A job without a value has an empty cell.
 */
export function jobsAsCsv(jobs: readonly ListedJob[], columns: readonly Column[], all: ColumnSet): string {
  const missing = IDENTITY.filter((id) => !columns.some((column) => column.id === id)).map((id) => all.find(id));
  const every = [...columns, ...missing.filter((column) => column !== undefined)];
  return csvText(
    every.map(headerOf),
    jobs.map((job) => every.map((column) => exactText(column, job))),
  );
}

/**
 * Bodies as JSON lines: each `CopyJob` as AWS sent it, unknown members and long numbers included, on a line of its own. Bodies that
 * hold none are left out.
 */
export function bodiesAsJsonLines(bodies: readonly string[]): string {
  return copyJobsOf(bodies)
    .map((job) => `${stringifyJson(job)}\n`)
    .join('');
}

/** Bodies as one indented JSON array; a single body as the object itself. */
export function bodiesAsJson(bodies: readonly string[]): string {
  const jobs = copyJobsOf(bodies);
  const [only] = jobs;
  return stringifyJson(jobs.length === 1 && only !== undefined ? only : jobs, 2);
}

function copyJobsOf(bodies: readonly string[]) {
  return bodies.flatMap((body) => {
    const result = readCopyJob(body);
    return result.ok ? [result.reading.copyJob] : [];
  });
}

const UNITS: Readonly<Partial<Record<Column['kind'], string>>> = {
  bytes: 'bytes',
  duration: 'ms',
  rate: 'bytes/s',
  age: 'since',
};

function headerOf({ label, kind }: Column): string {
  const unit = UNITS[kind];
  return unit === undefined ? label : `${label} (${unit})`;
}

function exactText(column: Column, job: ListedJob): string {
  const value = column.value(job);
  if (value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const isTime = column.kind === 'instant' || column.kind === 'age';
  if (isTime && typeof value === 'number' && Math.abs(value) <= LAST_INSTANT) return exactIso(value);
  return String(value);
}
