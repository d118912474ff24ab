import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { COPY_JOB_ID, openSandbox, type Sandbox } from '../support/aws-sandbox';
import { bodyFor, KEY } from '../support/copy-job-endpoint';
import { errorOf } from '../support/credential-world';
import { cellsOf, tableOf, type Measured } from '../support/faults/document';
import { openFault, type FaultUnderWay } from '../support/faults/stage';
import { FAULT_TABLE } from '../support/faults/table';
import { bePatient } from '../support/patience';

bePatient();

/** As in the app, but for the time that passes: a fifth of what a connection may take there, a tenth of the rest. */
const LIMITS = { deadlineMs: 3000, timeouts: { connectMs: 600, requestMs: 1600, silenceMs: 1600 } };
const MOST_BYTES = 4 * 1024 * 1024;

let sandbox: Sandbox;
let fault: FaultUnderWay | undefined;
let before: NodeJS.ProcessEnv;
const measured = new Map<string, Measured>();

beforeAll(async () => {
  sandbox = await openSandbox(LIMITS);
  // The first call loads the SDK.
  await sandbox.describe({ profile: 'nobody' });
  before = { ...process.env };
});
afterEach(async () => {
  setEnvironment({});
  await fault?.close();
  fault = undefined;
});
afterAll(async () => {
  if (measured.size === FAULT_TABLE.flatMap(({ rows }) => rows).length) {
    const folder = new URL('../../test-results/', import.meta.url);
    await mkdir(folder, { recursive: true });
    await writeFile(new URL('faults.md', folder), tableOf(FAULT_TABLE, measured));
  }
  const { strays } = sandbox.guard;
  await sandbox.close();
  expect(strays).toEqual([]);
});

function setEnvironment(more: Readonly<Record<string, string>>): void {
  for (const name of Object.keys(process.env)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, before, more);
}

const write = (file: string, text: string) => sandbox.write(file, text);

describe.each(FAULT_TABLE.map(({ title, rows }) => [title, rows] as const))('%s', (_title, rows) => {
  test.each(rows.map((row) => [row.name, row] as const))('%s', async (_name, row) => {
    fault = await openFault(row, { copyJobId: COPY_JOB_ID, time: '3 s', write });
    setEnvironment(fault.environment);
    await sandbox.write('.aws/config', fault.config);
    const leave = new AbortController();
    const begun = performance.now();
    const asked = sandbox.describe({ profile: 'scripted', signal: leave.signal });
    if (row.isCancelled) {
      await expect.poll(fault.requests).toBe(1);
      leave.abort();
    }
    const result = await asked;
    measured.set(row.name, { tookMs: performance.now() - begun });
    if (row.code === 'answered') {
      expect(result).toMatchObject({ ok: true });
      if (result.ok) expect(result.value.body.length).toBeLessThan(MOST_BYTES);
    } else {
      expect(errorOf(result)).toMatchObject({ code: row.code, message: fault.message, remedy: fault.remedy });
    }
    if (row.requests !== undefined) expect(fault.requests()).toBe(row.requests);

    await sandbox.write('.aws/config', await fault.calm());
    setEnvironment({});
    expect(await sandbox.describe({ profile: 'scripted' })).toMatchObject({ ok: true, value: { body: bodyFor() } });
    for (const secret of [KEY.secretAccessKey, 's3cret']) {
      expect(JSON.stringify([result, sandbox.logged])).not.toContain(secret);
    }
  });
});

test('docs/reliability.md has every fault, word for word, and no other', async () => {
  const page = await readFile(new URL('../../docs/reliability.md', import.meta.url), 'utf8');
  const [, section = ''] = page.split('## Faults of the network and of AWS');
  const lines = section.split('\n## ')[0]!.split('\n');
  // Prettier escapes what it thinks needs it, and aligns what it can.
  const plain = (cell: string) => cell.replaceAll('\\', '').trim();
  const written = lines
    .filter((line) => / \d+\.\d\d s \|$/.test(line))
    .map((line) => line.split('|').slice(1, 5).map(plain));
  expect(written).toEqual(FAULT_TABLE.flatMap(({ rows }) => rows.map((row) => cellsOf(row).map(plain))));
});
