import type { FromWorker, ToWorker } from '../../src/renderer/src/data/mirror/messages';
import { openStoredRows } from '../../src/renderer/src/data/mirror/stored-rows';
import type { ListAnswer, ListQuery } from '../../src/renderer/src/data/mirror/types';
import { openHistory } from '../../src/renderer/src/data/open-history';
import type { JobRow } from '../../src/renderer/src/data/history';
import { columnSet } from '../../src/renderer/src/domain/columns';
import { comparable } from '../../src/renderer/src/domain/columns/comparable';
import { compareJobs, compileFilter, parseFilter, type SortKey } from '../../src/renderer/src/domain/filter';
import type { Asked, Question } from './shapes';

/**
 * Runs in the app's window: asks the app's own worker what the app's list would ask, and answers the same by
 * looking at every job, which is what one would write without an index.
 */

interface Asker {
  /** Asks the worker, and waits until it has read all jobs if need be. */
  ask(question: Question): Promise<Asked>;
  /** Reads every job into this page. Answers how many. */
  readAll(): Promise<number>;
  /** Answers from the jobs that were read. They are put in order before the time runs, which no scan would get for nothing. */
  scan(question: Question): Asked;
}

declare global {
  var jobAsker: Asker;
  /** Workers that the page has started: the bench sees to it before the app's own code runs. */
  var startedWorkers: readonly Worker[];
}

/** The app starts its worker when the first rows are on screen; given up after so long (ms). */
const WORKER_LIMIT_MS = 60_000;
/** No question of the app's own has such a number. */
const WATCH = 1_000_000_000;
/** A little after the last night of the generated fleet, so that relative dates mean the same each time. Epoch ms UTC. */
const NOW = Date.UTC(2026, 10, 21);
const COLUMNS = columnSet();

let asks = 0;
let rows: JobRow[] = [];
/** What `rows` are sorted by. */
let order: readonly SortKey[] | undefined;

function queryOf({ filter, ...rest }: Question): ListQuery {
  const parsed = parseFilter(filter, COLUMNS);
  if (parsed.problems.length > 0) throw new Error(`"${filter}" means nothing: ${JSON.stringify(parsed.problems)}`);
  return { ...rest, filter: parsed.filter, from: 0, times: 'utc' };
}

globalThis.jobAsker = {
  async ask(question) {
    const query = queryOf(question);
    const ask = ++asks;
    const worker = await workerOfApp();
    return new Promise((resolve, reject) => {
      const hear = ({ data }: MessageEvent<FromWorker>): void => {
        if (data.kind === 'failed') reject(new Error(data.message));
        if (!('ask' in data) || data.watch !== WATCH || data.ask !== ask) return;
        worker.removeEventListener('message', hear);
        if (data.kind === 'refused') reject(new Error(data.message));
        else resolve(askedOf(performance.now() - began, data.answer as ListAnswer));
      };
      worker.addEventListener('message', hear);
      const message: ToWorker = { kind: 'ask', watch: WATCH, ask, query, now: NOW };
      const began = performance.now();
      worker.postMessage(message);
    });
  },
  async readAll() {
    const history = await openHistory('aws');
    rows = [];
    for await (const batch of openStoredRows({ database: history.database }).rows())
      for (const row of batch) rows.push(row);
    history.close();
    return rows.length;
  },
  scan(question) {
    putInOrder(question.sort);
    const began = performance.now();
    const { filter, facets, count, times = 'utc' } = queryOf(question);
    const { fits } = compileFilter(filter, { columns: COLUMNS, now: NOW, times });
    const fitting = rows.filter(fits);
    const jobKeys = fitting.slice(0, count).map(({ jobKey }) => jobKey);
    const counts = Object.fromEntries(facets.map((id) => [id, countsOf(id, fitting)]));
    return { took: performance.now() - began, fits: fitting.length, jobKeys, counts };
  },
};

/** The app's own worker, as soon as it has been started. */
async function workerOfApp(): Promise<Worker> {
  for (const end = performance.now() + WORKER_LIMIT_MS; performance.now() < end;) {
    const worker = globalThis.startedWorkers.at(-1);
    if (worker !== undefined) return worker;
    await new Promise(requestAnimationFrame);
  }
  throw new Error('The window has no worker to ask.');
}

function putInOrder(sort: readonly SortKey[]): void {
  if (JSON.stringify(sort) === JSON.stringify(order)) return;
  const compare = compareJobs(sort, COLUMNS);
  rows.sort((left, right) => compare(left, right) || (left.jobKey < right.jobKey ? -1 : 1));
  order = sort;
}

function askedOf(took: number, { fits, jobKeys, facets }: ListAnswer): Asked {
  const counts = Object.entries(facets).map(([id, values]) => [id, values.map(({ jobs }) => jobs)] as const);
  return { took, fits, jobKeys, counts: Object.fromEntries(counts) };
}

function countsOf(id: string, fitting: readonly JobRow[]): number[] {
  const column = COLUMNS.find(id);
  const tally = new Map<unknown, number>();
  for (const job of fitting) {
    const value = column?.value(job);
    const key = column === undefined || value === undefined ? undefined : comparable(column, value);
    tally.set(key, (tally.get(key) ?? 0) + 1);
  }
  return [...tally.values()].sort((left, right) => right - left);
}
