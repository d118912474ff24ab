import { littleEndian, readVarint } from './snappy';

/* How Chromium's IndexedDB lays databases into LevelDB: content/browser/indexed_db/docs/leveldb_coding_scheme.md in its sources. */

/** What a key stands for. */
export type EngineKey =
  /** The number of a database, by its name. */
  | { readonly is: 'database'; readonly name: string }
  /** The name of a table. */
  | { readonly is: 'table'; readonly database: number; readonly table: number }
  /** A row. `key` is the number it has, if its key is one. */
  | {
      readonly is: 'row';
      readonly database: number;
      readonly table: number;
      readonly key: number | undefined;
      readonly of: string;
    }
  /** The file in which a long row lies. */
  | { readonly is: 'file'; readonly database: number; readonly of: string };

const DATABASE_NAME = 201;
const TABLE_META_DATA = 50;
const TABLE_NAME = 0;
const ROWS = 1;
const FILES = 3;
const NUMBER_KEY = 3;

/** Undefined: nothing that is needed for reading rows. */
export function readKey(key: Uint8Array): EngineKey | undefined {
  const first = key[0] ?? 0;
  const sizes = [(first >> 5) + 1, ((first >> 2) & 7) + 1, (first & 3) + 1] as const;
  const tableAt = 1 + sizes[0];
  const indexAt = tableAt + sizes[1];
  const rest = indexAt + sizes[2];
  const database = littleEndian(key, 1, sizes[0]);
  const table = littleEndian(key, tableAt, sizes[1]);
  const index = littleEndian(key, indexAt, sizes[2]);
  if (database === 0) return key[rest] === DATABASE_NAME ? databaseOf(key, rest + 1) : undefined;
  if (table === 0 && index === 0) return tableOf(key, rest, database);
  const of = `${database} ${table} ${Buffer.from(key.subarray(rest)).toString('latin1')}`;
  if (index === FILES) return { is: 'file', database, of };
  if (table === 0 || index !== ROWS) return undefined;
  const isNumber = key[rest] === NUMBER_KEY && key.length === rest + 9;
  return { is: 'row', database, table, key: isNumber ? viewOf(key).getFloat64(rest + 1, true) : undefined, of };
}

function databaseOf(key: Uint8Array, at: number): EngineKey | undefined {
  const origin = readVarint(key, at);
  const name = origin && readVarint(key, origin.end + 2 * origin.value);
  return name && { is: 'database', name: textOf(key.subarray(name.end, name.end + 2 * name.value)) };
}

function tableOf(key: Uint8Array, at: number, database: number): EngineKey | undefined {
  const table = key[at] === TABLE_META_DATA ? readVarint(key, at + 1) : undefined;
  return table && key[table.end] === TABLE_NAME ? { is: 'table', database, table: table.value } : undefined;
}

/** Text as the engine writes it: UTF-16, the high byte first. */
export function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)))
    .swap16()
    .toString('utf16le');
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
