import type { Column, ColumnSet, ListedJob } from '../columns';
import { readCopyJob } from '../copy-job';
import { exactIso } from '../instants';
import { stringifyJson } from '../json';
import { csvText } from './csv';

/** Columns that every table has, wherever its job is taken from them: without them nobody knows which job a line is about. */
const IDENTITY = ['CopyJobId', 'account', 'region'];
const NOTE = 'note';

/** What a note is written under beside AWS's own members, none of which begins so. */
const NOTE_MEMBER = 'CopytrailNote';

/** A body as received, and what is noted on its job. */
export interface NotedBody {
  readonly body: string;
  readonly note?: string | undefined;
}

/** The latest instant that can be written (ECMAScript's). */
const LAST_INSTANT = 8.64e15;

/**
 * Jobs as a table for spreadsheets, in these columns and, behind them, what tells the jobs apart. Values are exact: instants in
 * ISO 8601 UTC, sizes in bytes, durations in milliseconds. A job without a value has an empty cell. What is noted on any of them is a column, too.
 */
export function jobsAsCsv(jobs: readonly ListedJob[], columns: readonly Column[], all: ColumnSet): string {
  const added = jobs.some(({ note }) => note !== undefined) ? [...IDENTITY, NOTE] : IDENTITY;
  const missing = added.filter((id) => !columns.some((column) => column.id === id)).map((id) => all.find(id));
  const every = [...columns, ...missing.filter((column) => column !== undefined)];
  return csvText(
    every.map(headerOf),
    jobs.map((job) => every.map((column) => exactText(column, job))),
  );
}

/**
 * Bodies as JSON lines: each `CopyJob` as AWS sent it, unknown members and long numbers included, on a line of its own. Bodies that
 * hold none are left out. A note on a job is one more member, `CopytrailNote`; jobs without one have nothing added.
 */
export function bodiesAsJsonLines(bodies: readonly NotedBody[]): string {
  return copyJobsOf(bodies)
    .map((job) => `${stringifyJson(job)}\n`)
    .join('');
}

/** Bodies as one indented JSON array; a single body as the object itself. */
export function bodiesAsJson(bodies: readonly NotedBody[]): string {
  const jobs = copyJobsOf(bodies);
  const [only] = jobs;
  return stringifyJson(jobs.length === 1 && only !== undefined ? only : jobs, 2);
}

function copyJobsOf(bodies: readonly NotedBody[]) {
  return bodies.flatMap(({ body, note }) => {
    const result = readCopyJob(body);
    if (!result.ok) return [];
    const { copyJob } = result.reading;
    return note === undefined ? [copyJob] : [{ ...copyJob, [NOTE_MEMBER]: note }];
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
