import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startBackupEndpoint } from '../../src/main/demo/endpoint';
import type { BackupEndpoint } from '../../src/main/demo/types';
import type { Result } from '../../src/preload/contract/result';
import type { Observation } from '../../src/preload/contract/shapes';
import { COPY_JOB_ID, openSandbox, REGION, type Sandbox } from '../support/aws-sandbox';
import { ACCOUNT, bodyFor, fixture, KEY, KEY_LINES, startCopyJobEndpoint } from '../support/copy-job-endpoint';
import { bePatient, eventually } from '../support/patience';

bePatient();

let endpoint: BackupEndpoint;
let sandbox: Sandbox;

beforeEach(async () => {
  endpoint = await startCopyJobEndpoint();
  sandbox = await openSandbox({
    credentials: `[default]\n${KEY_LINES}\n`,
    config: `[default]\nendpoint_url = ${endpoint.url}\n`,
  });
});

afterEach(async () => {
  expect(sandbox.guard.strays).toEqual([]);
  await sandbox.close();
  await endpoint.close();
});

function put(copyJobId: string, body: string): void {
  endpoint.putJob({ accountId: ACCOUNT, region: REGION, copyJobId, body });
}

function bodyOf(result: Result<Observation>): string {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value.body;
}

function codeOf(result: Result<Observation>): string {
  return result.ok ? 'ok' : result.error.code;
}

describe('an answer', () => {
  test('is an observation: what AWS said, who was asked, when, and how it went', async () => {
    const before = Date.now();
    const result = await sandbox.describe();
    expect(result).toMatchObject({
      ok: true,
      value: {
        source: 'describe',
        profile: { origin: 'shared', name: 'default' },
        region: REGION,
        copyJobId: COPY_JOB_ID,
        endpoint: endpoint.url,
        body: bodyFor(),
        attempts: 1,
      },
    });
    if (!result.ok) return;
    expect(result.value.observedAt).toBeGreaterThanOrEqual(before);
    expect(result.value.observedAt).toBeLessThanOrEqual(Date.now());
    expect(result.value.requestId).toMatch(/\S{8,}/);
    expect(endpoint.requests[0]).toMatchObject({ method: 'GET', path: `/copy-jobs/${COPY_JOB_ID}`, region: REGION });
    expect(endpoint.requests[0]?.userAgent).toContain('copytrail/0.0.0-test');
  });

  test('keeps unknown members, nulls and integers above 2^53, which the SDK drops or rounds', async () => {
    const body = `{"CopyJob":{"CopyJobId":"${COPY_JOB_ID}","BackupSizeInBytes":9007199254740993,"StatusMessage":null,"Novelty":{"Deep":[1,null]}}}`;
    put(COPY_JOB_ID, body);
    expect(bodyOf(await sandbox.describe())).toBe(body);
  });

  test('keeps the bytes as they came: spacing, line breaks, order, escapes and text beyond ASCII', async () => {
    const body = `\n{ "CopyJob" : {\r\n\t"State":"RUNNING",  "ResourceName":"Größe \\u00e9 🚀 </script>",\n"CopyJobId":"${COPY_JOB_ID}" } }  \n`;
    put(COPY_JOB_ID, body);
    expect(bodyOf(await sandbox.describe())).toBe(body);
  });

  test('may hold states and types nobody has documented', async () => {
    const body = bodyFor(COPY_JOB_ID, { State: 'SUSPENDED', ResourceType: 'Moon Base', MessageCategory: 'WHO_KNOWS' });
    put(COPY_JOB_ID, body);
    expect(bodyOf(await sandbox.describe())).toBe(body);
  });

  test.each(['01-ebs-completed-xregion.json', '15-cfn-parent-partial.json', '22-edge-unknown-state-and-member.json'])(
    'of the kind in %s passes whole',
    async (name) => {
      const body = await fixture(name);
      const { CopyJob: job } = JSON.parse(body) as { CopyJob: { CopyJobId: string } };
      put(job.CopyJobId, body);
      expect(bodyOf(await sandbox.describe({ copyJobId: job.CopyJobId }))).toBe(body);
    },
  );

  test('to an id in lower case is filed under the id as AWS writes it', async () => {
    endpoint.addFault({ fault: { kind: 'body', status: 200, body: bodyFor() }, copyJobId: COPY_JOB_ID.toLowerCase() });
    const result = await sandbox.describe({ copyJobId: COPY_JOB_ID.toLowerCase() });
    expect(result).toMatchObject({ ok: true, value: { copyJobId: COPY_JOB_ID } });
  });
});

test('a clock of this machine that is an hour off is made up for', async () => {
  const offset = await startBackupEndpoint({ keys: [KEY], signingClock: () => Date.now() + 3_600_000 });
  offset.putJob({ accountId: ACCOUNT, region: REGION, copyJobId: COPY_JOB_ID, body: bodyFor() });
  await sandbox.write('.aws/config', `[default]\nendpoint_url = ${offset.url}\n`);
  expect(await sandbox.describe()).toMatchObject({ ok: true, value: { attempts: 2 } });
  await offset.close();
});

describe('before anything is sent', () => {
  // An empty id would be sent as ListCopyJobs; a list read as one job is an empty job with status 200.
  test.each(['', ' ', '\t\n', '\u00a0'])('an id of nothing but space (%j) is missing', async (copyJobId) => {
    expect(codeOf(await sandbox.describe({ copyJobId }))).toBe('MissingInput');
    expect(endpoint.requests).toEqual([]);
  });

  test.each(['.', '..', 'a/b', 'a?b', 'a b', `${COPY_JOB_ID}\u200b`, 'a\u0007b', `arn:aws:backup:::${COPY_JOB_ID}`])(
    'an id that cannot be one (%j) is refused',
    async (copyJobId) => {
      expect(codeOf(await sandbox.describe({ copyJobId }))).toBe('InvalidInput');
      expect(endpoint.requests).toEqual([]);
    },
  );

  test.each([
    [' ', 'MissingInput'],
    ['eu central', 'InvalidInput'],
    ['evil.example.com/', 'InvalidInput'],
    ['eu-central-1a', 'InvalidInput'],
  ])('a Region that cannot be one (%j) is refused', async (region, code) => {
    expect(codeOf(await sandbox.describe({ region }))).toBe(code);
    expect(endpoint.requests).toEqual([]);
  });

  test('space round the id and the Region is cut off, and the Region put into lower case', async () => {
    const result = await sandbox.describe({ copyJobId: `\n ${COPY_JOB_ID}\t`, region: ' EU-Central-1 ' });
    expect(result).toMatchObject({ ok: true, value: { copyJobId: COPY_JOB_ID, region: REGION } });
    expect(endpoint.requests).toHaveLength(1);
  });
});

describe('lookups in flight', () => {
  test('join when they are about the same job', async () => {
    endpoint.addFault({ fault: { kind: 'delay', ms: 200 } });
    const [one, other] = await Promise.all([sandbox.describe(), sandbox.describe()]);
    expect(bodyOf(one)).toBe(bodyOf(other));
    expect(endpoint.requests).toHaveLength(1);
  });

  test('stay apart for other Regions and ids', async () => {
    endpoint.addFault({ fault: { kind: 'delay', ms: 100 } });
    await Promise.all([
      sandbox.describe(),
      sandbox.describe({ region: 'us-east-1' }),
      sandbox.describe({ copyJobId: 'X' }),
    ]);
    expect(endpoint.requests.map(({ region }) => region).sort()).toEqual([REGION, REGION, 'us-east-1']);
  });

  test('can be cancelled one by one without harm to the others', async () => {
    endpoint.addFault({ fault: { kind: 'delay', ms: 300 } });
    const leaving = new AbortController();
    const left = sandbox.describe({ signal: leaving.signal });
    const stayed = sandbox.describe();
    await eventually(() => endpoint.requests.length).toBe(1);
    leaving.abort();
    expect(codeOf(await left)).toBe('Cancelled');
    expect(codeOf(await stayed)).toBe('ok');
    expect(endpoint.requests).toHaveLength(1);
  });

  test('are given up once everybody has left, and the next lookup starts afresh', async () => {
    const recovers = endpoint.addFault({ fault: { kind: 'hang' } });
    const leaving = new AbortController();
    const both = [sandbox.describe({ signal: leaving.signal }), sandbox.describe({ signal: leaving.signal })];
    await eventually(() => endpoint.requests.length).toBe(1);
    leaving.abort();
    expect((await Promise.all(both)).map(codeOf)).toEqual(['Cancelled', 'Cancelled']);
    recovers();
    expect(codeOf(await sandbox.describe())).toBe('ok');
  });

  test('are not even started when cancelled before', async () => {
    expect(codeOf(await sandbox.describe({ signal: AbortSignal.abort() }))).toBe('Cancelled');
    expect(endpoint.requests).toEqual([]);
  });

  test('end as cancelled in the middle of a slow body too', async () => {
    endpoint.addFault({ fault: { kind: 'drip', bytesPerSecond: 20 } });
    const leaving = new AbortController();
    const result = sandbox.describe({ signal: leaving.signal });
    await eventually(() => endpoint.requests.length).toBe(1);
    leaving.abort();
    expect(codeOf(await result)).toBe('Cancelled');
  });
});
