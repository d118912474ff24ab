import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Entry, OnDamage } from './entries';
import { entriesOfLog } from './log-file';
import { entriesOfTable } from './table-file';

const HOLDS_ENTRIES = /^\d+\.(?:log|ldb|sst)$/;
const TABLES = '.leveldb';
const LONG_ROWS = '.blob';

/** The files of a damaged history, as they were put aside. */
export interface KeptFiles {
  /** Absolute paths of the files that hold entries. */
  readonly files: readonly string[];
  /** Of those files, together. */
  readonly bytes: number;
  /** Absolute path of the folder with rows that are too long for a table; there may be none. */
  readonly longRows: string;
}

/** Rejects with Node's error if the folder cannot be read. */
export async function findFiles(folder: string): Promise<KeptFiles> {
  const names = (await readdir(folder)).filter((name) => HOLDS_ENTRIES.test(name)).sort();
  const files = names.map((name) => path.join(folder, name));
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  return {
    files,
    bytes: sizes.reduce((sum, size) => sum + size, 0),
    longRows: path.join(path.dirname(folder), path.basename(folder).replace(TABLES, LONG_ROWS)),
  };
}

/** Every entry of a file that can be read. A file that itself cannot be read counts as damaged. */
export async function entriesOf(file: string, ondamage: OnDamage): Promise<Iterable<Entry>> {
  try {
    const bytes = await readFile(file);
    return file.endsWith('.log') ? entriesOfLog(bytes, ondamage) : entriesOfTable(bytes, ondamage);
  } catch {
    ondamage();
    return [];
  }
}

/** A row that lies in a file of its own; undefined if that is not there. Files lie in folders by the number of the database and their own. */
export async function longRow(
  { longRows }: KeptFiles,
  database: number,
  file: number,
): Promise<Uint8Array | undefined> {
  const folder = ((file >> 8) & 0xff).toString(16).padStart(2, '0');
  try {
    return await readFile(path.join(longRows, database.toString(16), folder, file.toString(16)));
  } catch {
    return undefined;
  }
}
