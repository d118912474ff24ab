import { describe, expect, test } from 'vitest';
import * as v from 'valibot';
import { CALLS } from '../../src/preload/contract/calls';
import type { Result } from '../../src/preload/contract/result';
import type { CopyJobFilters, CopyJobsPage } from '../../src/preload/contract/shapes';
import { REGION } from '../support/aws-sandbox';
import { ACCOUNT, KEY } from '../support/copy-job-endpoint';
import { errorOf } from '../support/credential-world';
import { awsError, useFaultWorld } from '../support/fault-world';
import { eventually } from '../support/patience';

const world = useFaultWorld();

/** A second of 2026, epoch ms UTC. */
const CREATED = Date.UTC(2026, 10, 20, 12);

function pageOf(result: Result<CopyJobsPage>): CopyJobsPage {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** Serves a job of these members, the higher the number the older; answers its id. */
function serve(number: number, members: Readonly<Record<string, unknown>> = {}): string {
  const copyJobId = `C0FFEE00-0000-4000-8000-${String(number).padStart(12, '0')}`;
  const job = { AccountId: ACCOUNT, CopyJobId: copyJobId, State: 'RUNNING', CreationDate: CREATED / 1000 - number };
  serveText(copyJobId, JSON.stringify({ ...job, ...members }));
  return copyJobId;
}

function serveText(copyJobId: string, job: string): void {
  world().endpoint.putJob({ accountId: ACCOUNT, region: REGION, copyJobId, body: `{"CopyJob":${job}}` });
}

const idsOf = (page: CopyJobsPage) => page.jobs.map(({ copyJobId }) => copyJobId);

describe('a page', () => {
  test('says who was asked, when, and what AWS said about each job', async () => {
    const ids = [serve(1), serve(2), serve(3)];
    const before = Date.now();
    const page = pageOf(
      await world().sandbox.list({ filters: { ByState: 'RUNNING', ByCreatedAfter: CREATED - 60_000 } }),
    );
    expect(page).toMatchObject({
      profile: { origin: 'shared', name: 'default' },
      region: REGION,
      endpoint: world().endpoint.url,
      attempts: 1,
    });
    expect(idsOf(page)).toEqual(ids);
    expect(page.observedAt).toBeGreaterThanOrEqual(before);
    expect(page.requestId).toMatch(/\S{8,}/);
    expect(page).not.toHaveProperty('nextToken');
    expect(v.safeParse(CALLS.listCopyJobs.output, page).success).toBe(true);
  });

  test('keeps what the SDK drops or rounds, and every space', async () => {
    const job = `{ "CopyJobId":"ODD", "AccountId":"${ACCOUNT}",\t"BackupSizeInBytes":9007199254740993,"Novelty":{"Deep":[1,null]},"StatusMessage":null, "State":"SUSPENDED","CreationDate":${CREATED / 1000} }`;
    serveText('ODD', job);
    const page = pageOf(await world().sandbox.list());
    expect(page.jobs.find(({ copyJobId }) => copyJobId === 'ODD')?.body).toBe(job);
  });

  test('leads to the next one, until all are there, each once', async () => {
    const ids = Array.from({ length: 23 }, (_, number) => serve(number + 1));
    const seen: string[] = [];
    let nextToken: string | undefined;
    do {
      const page = pageOf(
        await world().sandbox.list({
          maxResults: 5,
          filters: { ByCreatedAfter: CREATED - 60_000 },
          ...(nextToken === undefined ? {} : { nextToken }),
        }),
      );
      expect(page.jobs.length).toBeLessThanOrEqual(5);
      seen.push(...idsOf(page));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    expect(seen).toEqual(ids);
    expect(world().endpoint.requests.map(({ query }) => query['maxResults'])).toEqual(['5', '5', '5', '5', '5']);
  });
});

describe('filters', () => {
  const ARN = `arn:aws:backup:${REGION}:${ACCOUNT}:backup-vault:dr`;
  test.each<[CopyJobFilters, Record<string, string>, Record<string, unknown>]>([
    [{ ByAccountId: ACCOUNT }, { accountId: ACCOUNT }, {}],
    [{ ByState: 'FAILED' }, { state: 'FAILED' }, { State: 'FAILED' }],
    [
      { ByResourceType: 'SAP HANA on Amazon EC2' },
      { resourceType: 'SAP HANA on Amazon EC2' },
      { ResourceType: 'SAP HANA on Amazon EC2' },
    ],
    [{ ByResourceArn: ARN }, { resourceArn: ARN }, { ResourceArn: ARN }],
    [{ ByDestinationVaultArn: ARN }, { destinationVaultArn: ARN }, { DestinationBackupVaultArn: ARN }],
    [{ BySourceRecoveryPointArn: ARN }, { sourceRecoveryPointArn: ARN }, { SourceRecoveryPointArn: ARN }],
    [{ ByParentJobId: 'PARENT' }, { parentJobId: 'PARENT' }, { ParentJobId: 'PARENT' }],
    [{ ByMessageCategory: 'ACCESS_DENIED' }, { messageCategory: 'ACCESS_DENIED' }, { MessageCategory: 'AccessDenied' }],
    [{ ByCreatedAfter: CREATED - 1 }, { createdAfter: '2026-11-20T11:59:59.999Z' }, {}],
    [{ ByCreatedBefore: CREATED + 1 }, { createdBefore: '2026-11-20T12:00:00.001Z' }, {}],
    [
      { ByCompleteAfter: CREATED },
      { completeAfter: '2026-11-20T12:00:00Z' },
      { State: 'COMPLETED', CompletionDate: CREATED / 1000 + 1 },
    ],
    [
      { ByCompleteBefore: CREATED },
      { completeBefore: '2026-11-20T12:00:00Z' },
      { State: 'COMPLETED', CompletionDate: CREATED / 1000 - 1 },
    ],
  ])('%o goes to AWS as %o', async (filters, query, members) => {
    const fitting = serve(0, members);
    const page = pageOf(await world().sandbox.list({ filters }));
    expect(world().endpoint.requests[0]).toMatchObject({ path: '/copy-jobs', query: { ...query, maxResults: '1000' } });
    expect(Object.keys(world().endpoint.requests[0]?.query ?? {}).sort()).toEqual(
      [...Object.keys(query), 'maxResults'].sort(),
    );
    expect(idsOf(page)).toContain(fitting);
  });

  test.each([
    { ByState: '' },
    { ByCreatedAfter: 'yesterday' },
    { ByPlan: 'nightly' },
    { ByCreatedBefore: -1 },
    { ByAccountId: null },
  ])('%o does not pass the border', (filters) => {
    const input = { callId: '1', profile: { origin: 'shared', name: 'p' }, region: REGION, filters, maxResults: 1000 };
    expect(v.safeParse(CALLS.listCopyJobs.input, input).success).toBe(false);
    expect(v.safeParse(CALLS.listCopyJobs.input, { ...input, filters: {} }).success).toBe(true);
    expect(v.safeParse(CALLS.listCopyJobs.input, { ...input, filters: {}, maxResults: 1001 }).success).toBe(false);
  });
});

describe('what fails', () => {
  const fail = async (fault: Parameters<ReturnType<typeof world>['failWith']>[0]) => {
    world().endpoint.addFault({ fault });
    return errorOf(await world().sandbox.list());
  };

  test('missing permission names the action of this call', async () => {
    const error = await fail(awsError(403, 'AccessDeniedException', 'No'));
    expect(error).toMatchObject({ code: 'AccessDenied', iamAction: 'backup:ListCopyJobs' });
    expect(error.remedy).toContain('backup:ListCopyJobs');
  });

  test('a token of another list is AWS’s to refuse', async () => {
    expect(errorOf(await world().sandbox.list({ nextToken: 'no such token' }))).toMatchObject({
      code: 'InvalidInput',
      awsErrorName: 'InvalidParameterValueException',
    });
  });

  test.each([
    ['{"CopyJobs":[{"State":"RUNNING"}]}', 'no CopyJobId'],
    ['{"CopyJob":{"CopyJobId":"A"}}', 'no list'],
    [
      '{"CopyJobs":[{"CopyJobId":"A","CreationDate":"2026-01-01"}]}',
      'CreationDate is text where AWS documents a number',
    ],
    ['{"CopyJobs":[{"CopyJobId":"A"}', 'not complete JSON'],
    ['', 'empty'],
  ])('%s is no page of AWS Backup', async (body, words) => {
    const error = await fail({ kind: 'body', status: 200, body, headers: { 'content-type': 'application/json' } });
    expect(error.code).toBe('NotAwsAnswer');
    expect(error.message).toContain(words);
    expect(error.message).toContain('Nothing was filed');
  });

  test('a Region that is none is not asked', async () => {
    expect(errorOf(await world().sandbox.list({ region: 'eu central' }))).toMatchObject({ code: 'InvalidInput' });
    expect(world().endpoint.requests).toEqual([]);
  });

  test('a page that is no longer wanted', async () => {
    world().endpoint.addFault({ fault: { kind: 'hang' } });
    const leave = new AbortController();
    const listing = world().sandbox.list({ signal: leave.signal });
    await eventually(() => world().endpoint.requests.length).toBe(1);
    leave.abort();
    expect(errorOf(await listing)).toMatchObject({ code: 'Cancelled' });
  });
});

test('a key that may read another account lists it by name only', async () => {
  expect(KEY.accountId).toBe(ACCOUNT);
  serve(1);
  expect(pageOf(await world().sandbox.list({ filters: { ByAccountId: '999999999999' } })).jobs).toEqual([]);
});
