import type { History, JobRow } from '../data/history';
import type { Column, ColumnSet } from '../domain/columns';
import { bodiesAsJson, bodiesAsJsonLines, jobsAsCsv, type NotedBody } from '../domain/export/jobs';
import { parseJobKey, type JobKey } from '../domain/job-key';

/** Forms in which selected jobs leave the app. */
export type Form = 'ids' | 'json' | 'json-lines' | 'csv';

/** Bodies read at a time: enough that the disk is never waited for one by one. */
const AT_A_TIME = 100;

/** Selected jobs as text, and how many of them are in it: the newest answer of one may no longer be there. */
export interface TakenOut {
  readonly text: string;
  readonly jobs: number;
}

/** Ids, one a line. They stand in the keys: nothing has to be read, however many there are. */
export function idsOf(keys: readonly JobKey[]): TakenOut {
  return { text: keys.map((key) => parseJobKey(key)?.copyJobId ?? key).join('\n'), jobs: keys.length };
}

/** Writes jobs in a form. JSON has the newest answer of each, as AWS sent it; a table has the columns given. */
export async function takeOut(
  form: Exclude<Form, 'ids'>,
  rows: readonly JobRow[],
  columns: readonly Column[],
  all: ColumnSet,
  history: Pick<History, 'body'>,
): Promise<TakenOut> {
  if (form === 'csv') return { text: jobsAsCsv(rows, columns, all), jobs: rows.length };
  const bodies = await bodiesOf(rows, history);
  return { text: form === 'json' ? bodiesAsJson(bodies) : bodiesAsJsonLines(bodies), jobs: bodies.length };
}

async function bodiesOf(rows: readonly JobRow[], history: Pick<History, 'body'>): Promise<readonly NotedBody[]> {
  const bodies: NotedBody[] = [];
  for (let at = 0; at < rows.length; at += AT_A_TIME) {
    const some = rows.slice(at, at + AT_A_TIME);
    const read = await Promise.all(some.map(({ newestSnapshot }) => history.body(newestSnapshot)));
    read.forEach((body, nth) => {
      if (body !== undefined) bodies.push({ body, note: some[nth]?.note });
    });
  }
  return bodies;
}

/** `copytrail-jobs-2026-11-22T185045Z.csv`: sorts by time, and no system minds its signs. */
export function fileName(form: 'json-lines' | 'csv', now: number): string {
  const time = new Date(now).toISOString().replace(/\.\d+/, '').replaceAll(':', '');
  return `copytrail-jobs-${time}.${form === 'csv' ? 'csv' : 'jsonl'}`;
}
