import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { keepHistory } from '../../../../src/main/app/keep-history';
import { eventually } from '../../../support/patience';
import { temporaryFolder } from '../../../support/temporary-folder';

const DATABASE = 'app_main_0.indexeddb.leveldb';
const NOW = Date.UTC(2026, 10, 26, 6);

/** A database as the engine writes it, and what keeps it. */
function world() {
  const root = temporaryFolder('keep');
  const source = path.join(root, 'IndexedDB');
  const kept = path.join(root, 'Kept history');
  const folder = path.join(source, DATABASE);
  const warnings: string[] = [];
  const write = (files: Readonly<Record<string, string>>): void => {
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  };
  const begin = () => {
    const keeping = keepHistory({ source, kept, now: () => NOW, warn: (message) => warnings.push(message) });
    onTestFinished(() => {
      keeping.close();
    });
    return keeping;
  };
  const keptFiles = (name = DATABASE): Record<string, string> =>
    Object.fromEntries(
      readdirSync(path.join(kept, name)).map((file) => [file, readFileSync(path.join(kept, name, file), 'utf8')]),
    );
  return { folder, kept, warnings, write, begin, keptFiles, source };
}

const FIRST = { CURRENT: 'MANIFEST-000001', 'MANIFEST-000001': 'm1', '000005.ldb': 'table', '000007.log': 'log' };

test('every file has a second name and takes no room by it; the lock and the diary of the engine have none', () => {
  const { write, begin, keptFiles, folder } = world();
  write({ ...FIRST, LOCK: '', LOG: 'diary' });
  begin();
  expect(keptFiles()).toEqual(FIRST);
  expect(statSync(path.join(folder, '000005.ldb')).nlink).toBe(2);
  appendFileSync(path.join(folder, '000007.log'), ' and more');
  expect(keptFiles()['000007.log']).toBe('log and more');
});

test('files that come later get theirs, also in a folder that was not there at first', async () => {
  const { write, begin, keptFiles, warnings, kept } = world();
  begin();
  write(FIRST);
  await eventually(() => existsSync(path.join(kept, DATABASE)) && keptFiles()).toEqual(FIRST);
  write({ '000009.ldb': 'new' });
  await eventually(() => keptFiles()['000009.ldb']).toBe('new');
  expect(warnings).toEqual([]);
});

test('a database that the engine deletes and begins anew is put aside whole, and the new one is kept beside it', () => {
  const { folder, write, begin, keptFiles, warnings } = world();
  write(FIRST);
  const keeping = begin();
  rmSync(folder, { recursive: true });
  write({ CURRENT: 'MANIFEST-000001', 'MANIFEST-000001': 'anew', '000003.log': '' });
  keeping.look();
  expect(keptFiles(`${DATABASE}.2026-11-26T06-00-00.000Z`)).toEqual(FIRST);
  expect(keptFiles()).toEqual({ CURRENT: 'MANIFEST-000001', 'MANIFEST-000001': 'anew', '000003.log': '' });
  expect(warnings).toEqual(['the engine began a history anew; the files of the old one were put aside']);
});

test('a new database is told from the old one also where its files have the same numbers', () => {
  const { folder, write, begin, keptFiles } = world();
  const old = { CURRENT: 'MANIFEST-000001', 'MANIFEST-000001': 'm', '000003.log': 'two hundred answers' };
  write(old);
  const keeping = begin();
  rmSync(folder, { recursive: true });
  write({ CURRENT: 'MANIFEST-000001', 'MANIFEST-000001': 'm', '000003.log': 'none' });
  keeping.look();
  expect(keptFiles(`${DATABASE}.2026-11-26T06-00-00.000Z`)).toEqual(old);
  expect(keptFiles()['000003.log']).toBe('none');
});

test('a data folder that was copied is the same database, with new files', () => {
  const { folder, write, begin, keptFiles, warnings } = world();
  write(FIRST);
  begin().close();
  rmSync(folder, { recursive: true });
  write({ ...FIRST, '000007.log': 'log and more' });
  begin();
  expect(keptFiles()['000007.log']).toBe('log and more');
  expect(warnings).toEqual([]);
});

test('what was deleted while nobody looked is put aside at the next start', () => {
  const { folder, write, begin, keptFiles } = world();
  write(FIRST);
  begin().close();
  rmSync(folder, { recursive: true });
  begin();
  expect(keptFiles(`${DATABASE}.2026-11-26T06-00-00.000Z`)).toEqual(FIRST);
});

test('a file that goes while others stay keeps its second name for a while: all of them may be going', () => {
  const { folder, write, begin, keptFiles } = world();
  write(FIRST);
  const keeping = begin();
  rmSync(path.join(folder, '000005.ldb'));
  keeping.look();
  expect(keptFiles()['000005.ldb']).toBe('table');
});

test('a file with the highest number may go by itself: the engine throws away what was cut short', () => {
  const { folder, write, begin, keptFiles, warnings } = world();
  write(FIRST);
  begin().close();
  rmSync(path.join(folder, '000007.log'));
  begin();
  expect(warnings).toEqual([]);
  expect(keptFiles()).toEqual(FIRST);
});

test('long values lie in files of their own beside the tables, and are kept with them', () => {
  const { folder, source, kept, write, begin } = world();
  const blobs = path.join(source, 'app_main_0.indexeddb.blob', '1', '00');
  mkdirSync(blobs, { recursive: true });
  writeFileSync(path.join(blobs, '7'), 'long');
  write(FIRST);
  const keeping = begin();
  rmSync(folder, { recursive: true });
  rmSync(path.dirname(path.dirname(blobs)), { recursive: true });
  keeping.look();
  const aside = path.join(kept, 'app_main_0.indexeddb.blob.2026-11-26T06-00-00.000Z', '1', '00', '7');
  expect(readFileSync(aside, 'utf8')).toBe('long');
});

test('a long value that the engine let go is let go at the next start', () => {
  const { source, kept, write, begin } = world();
  const blobs = path.join(source, 'app_main_0.indexeddb.blob', '1', '00');
  mkdirSync(blobs, { recursive: true });
  for (const name of ['7', '8']) writeFileSync(path.join(blobs, name), name);
  write(FIRST);
  begin().close();
  rmSync(path.join(blobs, '7'));
  begin();
  expect(readdirSync(path.join(kept, 'app_main_0.indexeddb.blob', '1', '00'))).toEqual(['8']);
});

test('a name that is used for another file leads to that one', () => {
  const { folder, write, begin, keptFiles } = world();
  write(FIRST);
  const keeping = begin();
  rmSync(path.join(folder, 'CURRENT'));
  write({ CURRENT: 'MANIFEST-000008', 'MANIFEST-000008': 'm8' });
  keeping.look();
  expect(keptFiles()).toMatchObject({ CURRENT: 'MANIFEST-000008', 'MANIFEST-000008': 'm8' });
});

test('where nothing can be kept there is one warning, and no more than that', () => {
  const { source, write, begin, warnings, kept } = world();
  write(FIRST);
  writeFileSync(kept, 'a file in the place of the folder');
  begin().look();
  expect(warnings).toEqual(['the files of the history have no second name']);
  expect(readdirSync(source)).toEqual([DATABASE]);
});
