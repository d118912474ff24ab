import { hexOf } from '../../domain/hex';
import { openRaw, recordsOf } from './raw';

export interface ReadableExport {
  /** JSON lines: `{"table":…,"key":…,"value":…}`, one record each. */
  readonly lines: Blob;
  readonly count: number;
  /** What could not be read, one line each. */
  readonly problems: readonly string[];
}

/** Lines gathered before they are handed to the blob, so that a large history is not held twice in memory. */
const LINES_PER_PART = 2000;

/** Everything in a database that can still be read, whatever version wrote it. Changes nothing. */
export async function exportDatabase(name: string, factory: IDBFactory): Promise<ReadableExport> {
  const parts: Blob[] = [];
  const problems: string[] = [];
  let lines: string[] = [];
  let count = 0;
  const flush = () => {
    parts.push(new Blob(lines));
    lines = [];
  };
  const db = await openRaw(name, factory);
  for (const table of db?.objectStoreNames ?? []) {
    if (!db) break;
    const records = recordsOf(db, table, (problem) => {
      problems.push(`${table}: ${problem instanceof Error ? problem.message : String(problem)}`);
    });
    for await (const record of records) {
      lines.push(`${JSON.stringify(record, asText)}\n`);
      count++;
      if (lines.length >= LINES_PER_PART) flush();
    }
  }
  flush();
  db?.close();
  return { lines: new Blob(parts, { type: 'application/x-ndjson' }), count, problems };
}

/** Bytes stand for ids and digests: their hex digits in an object that says so. */
function asText(_member: string, value: unknown): unknown {
  if (!(value instanceof Uint8Array)) return value;
  return { hex: hexOf(value) };
}
