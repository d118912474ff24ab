import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { MAX_LOG_BYTES, openLog, type AppLog } from '../../../../src/main/app/log';
import { redact } from '../../../../src/main/redaction';
import { temporaryFolder } from '../../../support/temporary-folder';

let folder: string;
let file: string;

beforeEach(() => {
  folder = temporaryFolder('log');
  file = path.join(folder, 'logs', 'main.log');
});

function open(echo?: (line: string) => void): AppLog {
  return openLog({ file, redact, now: () => Date.UTC(2026, 0, 2, 3, 4, 5), echo });
}

function lines(from = file): string[] {
  return readFileSync(from, 'utf8').split('\n').filter(Boolean);
}

test('one line each, in order, with time, level and details', async () => {
  const log = open();
  log.info('started');
  log.warn('call refused', { call: 'describeCopyJob', reason: 'foreign origin' });
  log.error('two\nlines');
  await log.flush();
  expect(lines()).toEqual([
    '2026-01-02T03:04:05.000Z info started',
    '2026-01-02T03:04:05.000Z warn call refused {"call":"describeCopyJob","reason":"foreign origin"}',
    '2026-01-02T03:04:05.000Z error two ⏎ lines',
  ]);
});

test('the file is for the user alone to read', async () => {
  const log = open();
  log.info('private');
  await log.flush();
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o077).toBe(0);
  expect(lines()).toHaveLength(1);
});

test('secrets reach neither the file nor the terminal', async () => {
  const seen: string[] = [];
  const log = open((line) => seen.push(line));
  const key = 'AKIAIOSFODNN7EXAMPLE';
  log.error(`signed with ${key}`, { nested: { error: new Error(`secret_access_key=wJalrXUtnFEMI/K7MDENG/bPxRfiCY`) } });
  await log.flush();
  for (const text of [readFileSync(file, 'utf8'), seen.join()]) {
    expect(text).toContain('signed with');
    expect(text).not.toContain(key);
    expect(text).not.toContain('wJalrXUtnFEMI');
  }
});

test('details of any kind are survived', async () => {
  const log = open();
  const cycle: Record<string, unknown> = {};
  cycle['self'] = cycle;
  log.info('cycle', cycle);
  log.info('bigint', { size: 2n ** 60n });
  await log.flush();
  expect(lines()[0]).toContain('could not be written');
  expect(lines()[1]).toContain('1152921504606846976');
});

test('a full file becomes the old one, and an older one goes', async () => {
  mkdirSync(path.dirname(file));
  writeFileSync(`${file}.1`, 'oldest\n');
  writeFileSync(file, `${'x'.repeat(MAX_LOG_BYTES)}\n`);
  const log = open();
  log.info('fresh');
  await log.flush();
  expect(lines()).toHaveLength(1);
  expect(statSync(`${file}.1`).size).toBe(MAX_LOG_BYTES + 1);
});

test('many lines at once all arrive in order', async () => {
  const log = open();
  for (let i = 0; i < 500; i += 1) {
    log.info(`line ${i}`);
    if (i % 100 === 0) await log.flush();
  }
  await log.flush();
  expect(lines().map((line) => line.split(' ').at(-1))).toEqual(Array.from({ length: 500 }, (_, i) => String(i)));
});

test('a flood is bounded and counted', async () => {
  const log = open();
  for (let i = 0; i < 5_000; i += 1) log.info('again');
  await log.flush();
  expect(lines().length).toBeLessThan(2_100);
  expect(lines().at(-1)).toContain('lines dropped: ');
  expect(statSync(file).size).toBeLessThan(MAX_LOG_BYTES);
});

test('a disk that refuses does not disturb the app, and logging resumes when it lets us', async () => {
  writeFileSync(path.join(folder, 'logs'), 'a file where the folder should be');
  const log = open();
  log.info('lost');
  await log.flush();
  expect(existsSync(file)).toBe(false);
  rmSync(path.join(folder, 'logs'));
  log.info('kept');
  await log.flush();
  expect(lines().at(-1)).toContain('kept');
});
