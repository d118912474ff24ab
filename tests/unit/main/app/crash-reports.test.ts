import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openCrashReports } from '../../../../src/main/app/crash-reports';
import { openLog } from '../../../../src/main/app/log';
import { redact } from '../../../../src/main/redaction';
import { temporaryFolder } from '../../../support/temporary-folder';

const BEGAN = Date.UTC(2026, 10, 26, 6);
const SECRET = 'AKIAIOSFODNN7EXAMPLE';

function world(folder = path.join(temporaryFolder('reports'), 'logs')) {
  let at = BEGAN;
  const log = openLog({ file: path.join(folder, 'main.log'), redact, now: () => at, echo: undefined });
  const reports = openCrashReports({ folder, log, redact, now: () => at, facts: ['Copytrail 1.2.3'] });
  return { folder, log, reports, later: (ms: number) => (at += ms) };
}

test('a report says what happened and on what, ends with the log, and holds no secret', async () => {
  const { log, reports, later } = world();
  log.warn('the window’s process ended: killed');
  later(12_000);
  const file = reports.write('The process of a window’s page ended unexpectedly.', [
    'Reason: killed, exit code 9',
    `x-amz-security-token: ${SECRET}`,
  ]);
  await reports.flush();
  const text = readFileSync(file, 'utf8');
  expect(path.basename(file)).toBe('report-2026-11-26T06-00-12.000Z.txt');
  expect(text).toContain('At 2026-11-26T06:00:12.000Z, 12 s after the start');
  expect(text).toContain('Reason: killed, exit code 9\n');
  expect(text).toContain('Copytrail 1.2.3\n');
  expect(text.trimEnd().split('\n').at(-1)).toContain('the window’s process ended: killed');
  expect(text).not.toContain(SECRET);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('the newest ten are kept, and the newest of all is found', async () => {
  const { folder, reports, later } = world();
  expect(await reports.newest()).toBeUndefined();
  let last = '';
  for (let count = 0; count < 13; count++) {
    later(1000);
    last = reports.write('The app ended without quitting.', []);
  }
  expect(await reports.newest()).toBe(last);
  expect(readdirSync(folder).filter((name) => name.startsWith('report-'))).toHaveLength(10);
});

test('a disk that takes no report is told to the log, and to nobody else', async () => {
  const folder = path.join(temporaryFolder('reports'), 'logs');
  const { log, reports } = world(folder);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'in-the-way'), '');
  mkdirSync(reports.write('What cannot be written.', []));
  await reports.flush();
  await log.flush();
  expect(readFileSync(log.file, 'utf8')).toContain('a report could not be written');
});
