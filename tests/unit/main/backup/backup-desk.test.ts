import { mkdir, mkdtemp, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BackupDesk, type BackupParts } from '../../../../src/main/backup/backup-desk';
import { copyName } from '../../../../src/main/backup/copies';
import type { BackupPart } from '../../../../src/preload/contract/backup';
import type { Result } from '../../../../src/preload/contract/result';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'backup-desk-'));
});
afterEach(() => rm(folder, { recursive: true }));

const WINDOW = 1;
const NOON = Date.UTC(2026, 10, 26, 12);
const DAY_MS = 86_400_000;
const { signal } = new AbortController();

function newDesk(parts: Partial<BackupParts> = {}) {
  const warned: unknown[] = [];
  const desk = new BackupDesk({
    dataFolder: folder,
    settings: () => ({ every: 'daily', keep: 2, folder: '' }),
    chooseNew: (_, name) => Promise.resolve(path.join(folder, name)),
    chooseOld: () => Promise.resolve(undefined),
    chooseFolder: () => Promise.resolve(undefined),
    takeArrived: () => undefined,
    openKept: () => Promise.resolve(undefined),
    now: () => NOON,
    log: { warn: (message, details) => warned.push([message, details]) },
    ...parts,
  });
  return { desk, warned };
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

/** A desk, and copies made at it on days in a row. */
function dailyDesk() {
  let at = NOON;
  const { desk } = newDesk({ now: () => at });
  return {
    desk,
    copyEachDay: async (days: number): Promise<void> => {
      for (let day = 0; day < days; day++) {
        at += DAY_MS;
        await backUp(desk, 'copies');
      }
    },
    setClock: (time: number): void => {
      at = time;
    },
  };
}

async function backUp(desk: BackupDesk, to: 'file' | 'copies' = 'file', lines = '{"a":1}\n'): Promise<string> {
  const { backupId = '', file = '' } = valueOf(await desk.start(WINDOW, { to, workspace: 'aws' })) ?? {};
  valueOf(await desk.write(WINDOW, { backupId, lines }));
  valueOf(await desk.finish(WINDOW, { backupId, counts: {} }));
  return file;
}

test('a backup goes where the user says, and comes back from there', async () => {
  const chosen: { file?: string } = {};
  const { desk } = newDesk({ chooseOld: () => Promise.resolve(chosen.file) });
  const file = await backUp(desk);
  chosen.file = file;
  expect(path.basename(file)).toBe('copytrail-aws-2026-11-26T12-00-00Z.copytrail');
  const opened = valueOf(await desk.open(WINDOW, { from: 'file' }));
  expect(opened).toMatchObject({ name: path.basename(file), locked: false });
  const backupId = opened?.backupId ?? '';
  expect(valueOf(await desk.read(WINDOW, { backupId }, signal))).toMatchObject({ kind: 'lines', lines: '{"a":1}\n' });
  expect(valueOf(await desk.read(WINDOW, { backupId }, signal))).toMatchObject({ kind: 'end', whole: true });
  expect(valueOf(await desk.read(WINDOW, { backupId, again: true }, signal))).toMatchObject({ kind: 'lines' });
  await desk.close(WINDOW, { backupId });
  expect(await desk.read(WINDOW, { backupId }, signal)).toMatchObject({ ok: false, error: { code: 'Cancelled' } });
});

test('nothing chosen is nothing begun', async () => {
  const { desk } = newDesk({ chooseNew: () => Promise.resolve(undefined) });
  expect(await desk.start(WINDOW, { to: 'file', workspace: 'aws' })).toEqual({ ok: true, value: null });
  expect(await desk.open(WINDOW, { from: 'file' })).toEqual({ ok: true, value: null });
  expect(await desk.open(WINDOW, { from: 'desktop' })).toEqual({ ok: true, value: null });
});

test('one that is given up, or that another one takes the place of, leaves nothing behind', async () => {
  const { desk } = newDesk();
  const first = valueOf(await desk.start(WINDOW, { to: 'file', workspace: 'aws' }));
  const second = valueOf(await desk.start(WINDOW, { to: 'copies', workspace: 'demo' }));
  expect(await readdir(folder)).toEqual(['backups']);
  const lines = '{}\n';
  expect(await desk.write(WINDOW, { backupId: first?.backupId ?? '', lines })).toMatchObject({ ok: false });
  // Another window has no part in it.
  expect(await desk.write(2, { backupId: second?.backupId ?? '', lines })).toMatchObject({ ok: false });
  await desk.close(WINDOW, { backupId: second?.backupId ?? '' });
  expect(await readdir(path.join(folder, 'backups'))).toEqual([]);
  await desk.start(WINDOW, { to: 'file', workspace: 'aws' });
  await desk.closeAll();
  expect(await readdir(folder)).toEqual(['backups']);
});

test('a sealed one cannot be read before it is unlocked, and a wrong passphrase says so', async () => {
  const { desk, warned } = newDesk({ takeArrived: () => path.join(folder, copyName('aws', NOON)) });
  const made = valueOf(await desk.start(WINDOW, { to: 'file', workspace: 'aws', passphrase: 'swordfish' }));
  valueOf(await desk.finish(WINDOW, { backupId: made?.backupId ?? '', counts: {} }));
  const opened = valueOf(await desk.open(WINDOW, { from: 'desktop' }));
  const backupId = opened?.backupId ?? '';
  expect(opened?.locked).toBe(true);
  expect(await desk.read(WINDOW, { backupId }, signal)).toMatchObject({ error: { code: 'WrongPassphrase' } });
  const wrong = await desk.unlock(WINDOW, { backupId, passphrase: 'Swordfish' });
  expect(wrong).toMatchObject({ ok: false, error: { code: 'WrongPassphrase', mayRetry: true } });
  expect(await desk.unlock(WINDOW, { backupId, passphrase: 'swordfish' })).toMatchObject({ ok: true });
  expect(valueOf(await desk.read(WINDOW, { backupId }, signal))).toMatchObject({ kind: 'end', whole: true });
  expect(JSON.stringify([wrong, warned]).toLowerCase()).not.toContain('swordfish');
  await desk.closeAll();
});

describe('what cannot be', () => {
  test('a full disk, a folder that is not there and one that may not be written in each say what to do', async () => {
    const file = path.join(folder, 'full.copytrail');
    await symlink('/dev/full', `${file}.part`);
    const full = newDesk({ chooseNew: () => Promise.resolve(file) });
    const begun = valueOf(await full.desk.start(WINDOW, { to: 'file', workspace: 'aws' }));
    const written = await full.desk.write(WINDOW, { backupId: begun?.backupId ?? '', lines: '{}\n' });
    expect(written).toMatchObject({ ok: false, error: { code: 'DiskFull', mayRetry: true } });
    expect(await readdir(folder)).toEqual([]);
    const nowhere = newDesk({ chooseNew: () => Promise.resolve(path.join(folder, 'no', 'such', 'x.copytrail')) });
    const refused = await nowhere.desk.start(WINDOW, { to: 'file', workspace: 'aws' });
    expect(refused).toMatchObject({ ok: false, error: { code: 'FileRefused' } });
    await writeFile(path.join(folder, 'backups'), 'a file where the folder should be');
    const { desk } = newDesk();
    expect(await desk.start(WINDOW, { to: 'copies', workspace: 'aws' })).toMatchObject({ ok: false });
  });

  test('a file that is no backup and one that is gone each say what to do', async () => {
    let chosen = path.join(folder, 'letter.copytrail');
    await writeFile(chosen, 'Dear Ada');
    const { desk } = newDesk({ chooseOld: () => Promise.resolve(chosen) });
    expect(await desk.open(WINDOW, { from: 'file' })).toMatchObject({ ok: false, error: { code: 'NotABackup' } });
    chosen = path.join(folder, 'gone.copytrail');
    expect(await desk.open(WINDOW, { from: 'file' })).toMatchObject({ ok: false, error: { code: 'FileRefused' } });
  });
});

describe('copies that are made by themselves', () => {
  test('so many stay as are wanted, of this history alone; nothing else in the folder is touched', async () => {
    const { desk, copyEachDay } = dailyDesk();
    await mkdir(path.join(folder, 'backups'));
    const others = ['letter.txt', 'mine.copytrail', copyName('demo', 0)];
    for (const name of others) await writeFile(path.join(folder, 'backups', name), '');
    await writeFile(path.join(folder, 'backups', `${copyName('aws', 0)}.part`), '');
    await copyEachDay(4);
    const { copies, folder: where } = valueOf(await desk.copies({ workspace: 'aws' }));
    expect(where).toBe(path.join(folder, 'backups'));
    expect(copies.map((copy) => copy.at)).toEqual([NOON + 4 * DAY_MS, NOON + 3 * DAY_MS]);
    const names = await readdir(where);
    expect(names.sort()).toEqual([...copies.map(({ name }) => name), ...others].sort());
  });

  test('the largest stays though it is old: a history only grows', async () => {
    const { desk, copyEachDay } = dailyDesk();
    const large = await backUp(desk, 'copies', `${JSON.stringify([...Array(5000).keys()])}\n`);
    await copyEachDay(4);
    const { copies } = valueOf(await desk.copies({ workspace: 'aws' }));
    expect(copies).toHaveLength(3);
    expect(copies.at(-1)?.name).toBe(path.basename(large));
  });

  test('those of a clock that ran ahead never pass for the newest, and are the first to go', async () => {
    const { desk, copyEachDay, setClock } = dailyDesk();
    const times = async (): Promise<number[]> =>
      valueOf(await desk.copies({ workspace: 'aws' })).copies.map(({ at }) => at);
    setClock(NOON + 365 * DAY_MS);
    await copyEachDay(2);
    setClock(NOON);
    await copyEachDay(1);
    expect(await times()).toEqual([NOON + DAY_MS, NOON + 367 * DAY_MS]);
    await copyEachDay(1);
    expect(await times()).toEqual([NOON + 2 * DAY_MS, NOON + DAY_MS]);
  });

  test('their age is in their names: what a file system says of times does not matter', async () => {
    const { desk } = newDesk();
    const file = await backUp(desk, 'copies');
    await utimes(file, 0, 0);
    expect(valueOf(await desk.copies({ workspace: 'aws' })).copies).toMatchObject([{ at: NOON }]);
    expect(valueOf(await desk.copies({ workspace: 'demo' })).copies).toEqual([]);
  });
});

describe('what is restored without choosing a file', () => {
  test('a copy that is in the list, and no other file by its name', async () => {
    const { desk } = newDesk();
    const name = path.basename(await backUp(desk, 'copies'));
    await writeFile(path.join(folder, 'letter.txt'), 'Dear Ada');
    const open = (copy: string) => desk.open(WINDOW, { from: { copy, workspace: 'aws' } });
    expect(valueOf(await open(name))).toMatchObject({ name, holds: 'backup' });
    for (const other of ['../letter.txt', `../backups/${name}`, 'letter.txt']) {
      expect(await open(other), other).toEqual({ ok: true, value: null });
    }
    expect(await desk.open(WINDOW, { from: { copy: name, workspace: 'demo' } })).toEqual({ ok: true, value: null });
    await desk.closeAll();
  });

  test('what is left of a damaged history is read like a backup', async () => {
    const parts: BackupPart[] = [
      { kind: 'lines', lines: '{"table":"gaps"}', done: 1, of: 2 },
      { kind: 'end', whole: false, done: 2, of: 2 },
    ];
    let at = 0;
    const reader = {
      ...{ bytes: 2, locked: false, unlock: () => Promise.resolve(true), close: () => Promise.resolve() },
      rewind: () => void (at = 0),
      next: () => Promise.resolve(parts[at++]!),
    };
    const { desk } = newDesk({
      openKept: (name) => Promise.resolve(name === 'kept' ? { reader, at: NOON } : undefined),
    });
    expect(await desk.open(WINDOW, { from: { kept: 'other' } })).toEqual({ ok: true, value: null });
    const opened = valueOf(await desk.open(WINDOW, { from: { kept: 'kept' } }));
    expect(opened).toMatchObject({ name: 'kept', bytes: 2, locked: false, holds: 'rows', at: NOON });
    const read = async (again?: true) =>
      valueOf(await desk.read(WINDOW, { backupId: opened?.backupId ?? '', ...(again && { again }) }, signal));
    expect([await read(), await read(), await read(true)]).toEqual([parts[0], parts[1], parts[0]]);
  });
});
