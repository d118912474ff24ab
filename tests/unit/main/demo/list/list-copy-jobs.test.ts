import { ListCopyJobsCommand, paginateListCopyJobs, type ListCopyJobsInput } from '@aws-sdk/client-backup';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDemoAccount, type OpenDemoAccount } from '../../../../../src/main/demo/index';
import { sdkClient, type Wire } from '../demo-client';

/** Midday in Europe, on a day with jobs of every state. */
const NOW = Date.parse('2026-09-21T13:33:20Z');
const REGION = 'eu-central-1';

interface WireJob {
  CopyJobId: string;
  AccountId: string;
  State: string;
  ResourceType: string;
  ResourceArn: string;
  DestinationBackupVaultArn: string;
  SourceRecoveryPointArn: string;
  CreationDate: number;
  CompletionDate?: number;
  ParentJobId?: string | null;
  MessageCategory?: string;
}

let demo: OpenDemoAccount;
/** Everything there is, read once without a filter. */
let everything: WireJob[];

function client(profile = 'production', region = REGION) {
  return sdkClient(demo.endpoint, { key: demo.keyFor(profile)!, region });
}

const jobsOf = (wire: Wire[]): WireJob[] =>
  wire.flatMap(({ body }) => (JSON.parse(body) as { CopyJobs: WireJob[] }).CopyJobs);

async function listAll(input: ListCopyJobsInput, profile?: string, region?: string): Promise<WireJob[]> {
  const { client: backup, wire } = client(profile, region);
  for await (const page of paginateListCopyJobs({ client: backup }, input)) expect(page.CopyJobs).toBeDefined();
  return jobsOf(wire);
}

async function refused(input: ListCopyJobsInput): Promise<void> {
  await expect(client().client.send(new ListCopyJobsCommand(input))).rejects.toMatchObject({
    name: 'InvalidParameterValueException',
    $metadata: { httpStatusCode: 400 },
  });
}

beforeAll(async () => {
  demo = await openDemoAccount({ now: () => NOW });
  everything = await listAll({ MaxResults: 1000 });
});

afterAll(async () => {
  await demo.close();
});

const ms = (seconds: number): number => Math.round(seconds * 1000);
const ids = (jobs: WireJob[]): string[] => jobs.map(({ CopyJobId }) => CopyJobId);

describe('filters, each against a scan of everything', () => {
  // Values that exist, taken from the middle so that both sides have some.
  const middle = () => everything[Math.floor(everything.length / 2)]!;
  const ended = () => everything.filter(({ CompletionDate }) => CompletionDate !== undefined);
  const someEnd = () => ended()[Math.floor(ended().length / 2)]!.CompletionDate!;
  const parent = () => everything.find(({ ParentJobId }) => typeof ParentJobId === 'string')!.ParentJobId!;

  const cases: [name: string, input: () => ListCopyJobsInput, fits: (job: WireJob) => boolean][] = [
    ...['CREATED', 'RUNNING', 'COMPLETED', 'FAILED'].map((state): (typeof cases)[number] => [
      `ByState ${state}`,
      () => ({ ByState: state as 'FAILED' }),
      (job) => job.State === state,
    ]),
    [
      'ByResourceType',
      () => ({ ByResourceType: 'SAP HANA on Amazon EC2' }),
      (job) => job.ResourceType === 'SAP HANA on Amazon EC2',
    ],
    [
      'ByResourceArn',
      () => ({ ByResourceArn: middle().ResourceArn }),
      (job) => job.ResourceArn === middle().ResourceArn,
    ],
    [
      'ByDestinationVaultArn',
      () => ({ ByDestinationVaultArn: middle().DestinationBackupVaultArn }),
      (job) => job.DestinationBackupVaultArn === middle().DestinationBackupVaultArn,
    ],
    [
      'BySourceRecoveryPointArn',
      () => ({ BySourceRecoveryPointArn: middle().SourceRecoveryPointArn }),
      (job) => job.SourceRecoveryPointArn === middle().SourceRecoveryPointArn,
    ],
    ['ByAccountId', () => ({ ByAccountId: '111122223333' }), (job) => job.AccountId === '111122223333'],
    ['ByParentJobId', () => ({ ByParentJobId: parent() }), (job) => job.ParentJobId === parent()],
    [
      'ByMessageCategory',
      () => ({ ByMessageCategory: 'ACCESS_DENIED' }),
      (job) => job.MessageCategory === 'ACCESS_DENIED',
    ],
    [
      'ByMessageCategory in its other spelling',
      () => ({ ByMessageCategory: 'AccessDenied' }),
      (job) => job.MessageCategory === 'ACCESS_DENIED',
    ],
    [
      'ByCreatedBefore, exclusive',
      () => ({ ByCreatedBefore: new Date(ms(middle().CreationDate)) }),
      (job) => job.CreationDate < middle().CreationDate,
    ],
    [
      'ByCreatedAfter, exclusive',
      () => ({ ByCreatedAfter: new Date(ms(middle().CreationDate)) }),
      (job) => job.CreationDate > middle().CreationDate,
    ],
    [
      'ByCompleteBefore, exclusive, ended jobs only',
      () => ({ ByCompleteBefore: new Date(ms(someEnd())) }),
      (job) => job.CompletionDate !== undefined && job.CompletionDate < someEnd(),
    ],
    [
      'ByCompleteAfter, exclusive, ended jobs only',
      () => ({ ByCompleteAfter: new Date(ms(someEnd())) }),
      (job) => job.CompletionDate !== undefined && job.CompletionDate > someEnd(),
    ],
    [
      'several at once',
      () => ({ ByState: 'COMPLETED', ByResourceType: 'EBS', ByCreatedAfter: new Date(ms(middle().CreationDate)) }),
      (job) => job.State === 'COMPLETED' && job.ResourceType === 'EBS' && job.CreationDate > middle().CreationDate,
    ],
  ];

  it.each(cases)('%s', async (_, input, fits) => {
    const expected = everything.filter(fits);
    expect(expected.length).toBeGreaterThan(0);
    expect(ids(await listAll(input()))).toEqual(ids(expected));
  });

  it('ByState PARTIAL, in the Region that has one', async () => {
    const all = await listAll({}, 'production', 'us-east-1');
    const partial = await listAll({ ByState: 'PARTIAL' }, 'production', 'us-east-1');
    expect(partial.length).toBeGreaterThan(0);
    expect(ids(partial)).toEqual(ids(all.filter(({ State }) => State === 'PARTIAL')));
  });

  it('finds nothing for a type, resource or parent that is not there', async () => {
    for (const input of [{ ByResourceType: 'Nothing' }, { ByResourceArn: 'arn:x' }, { ByParentJobId: 'x' }]) {
      expect(await listAll(input)).toEqual([]);
    }
  });

  it.each([
    ['an unknown state', { ByState: 'NOPE' as 'FAILED' }],
    ['an account id with letters', { ByAccountId: 'production' }],
    ['an account id of any', { ByAccountId: '*' }],
  ])('refuses %s', async (_, input) => {
    await refused(input);
  });

  it('refuses a date that is none', async () => {
    const { client: backup } = client();
    backup.middlewareStack.add(
      (next) => (args) => {
        (args.request as { query: Record<string, string> }).query['createdAfter'] = '21 September';
        return next(args);
      },
      { step: 'build', name: 'badDate' },
    );
    await expect(backup.send(new ListCopyJobsCommand({}))).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
    });
  });
});

describe('whose jobs', () => {
  it('are the caller’s own unless it asks for an account, and may', async () => {
    const own = await listAll({}, 'audit');
    expect(new Set(own.map(({ AccountId }) => AccountId))).toEqual(new Set(['777788889999']));
    expect(await listAll({ ByAccountId: '111122223333' }, 'audit')).toEqual(everything);
    expect(await listAll({ ByAccountId: '123456789012' }, 'production', 'us-east-1')).toEqual([]);
    expect((await listAll({ ByAccountId: '123456789012' }, 'audit', 'us-east-1')).length).toBeGreaterThan(0);
  });

  it('are those of one Region', async () => {
    const other = await listAll({}, 'production', 'us-east-1');
    expect(other.length).toBeGreaterThan(0);
    expect(ids(other).filter((id) => ids(everything).includes(id))).toEqual([]);
  });
});

describe('pages', () => {
  it.each([1, 7, 50, 1000])('of %d hold everything once, newest first', async (MaxResults) => {
    const { client: backup, wire } = client();
    for await (const page of paginateListCopyJobs({ client: backup }, { MaxResults })) {
      expect(page.CopyJobs!.length).toBeLessThanOrEqual(MaxResults);
    }
    expect(jobsOf(wire)).toEqual(everything);
    expect(new Set(ids(everything)).size).toBe(everything.length);
    const created = everything.map(({ CreationDate }) => CreationDate);
    expect(created).toEqual([...created].sort((a, b) => b - a));
  });

  it('are of 100 when nobody says', async () => {
    const { client: backup } = client();
    const page = await backup.send(new ListCopyJobsCommand({}));
    expect(everything.length).toBeGreaterThan(100);
    expect(page.CopyJobs).toHaveLength(100);
  });

  it('are as long as asked, up to 1000', async () => {
    for (const MaxResults of [0, -1, 1001, 1.5, Number.NaN]) await refused({ MaxResults });
  });

  it('go on by tokens with characters that must be encoded', async () => {
    const { client: backup } = client();
    for (const MaxResults of [1, 2, 3]) {
      const { NextToken } = await backup.send(new ListCopyJobsCommand({ MaxResults }));
      expect(NextToken).toMatch(/\+/);
      expect(NextToken).toMatch(/\//);
      expect(NextToken).toMatch(/=$/);
    }
  });

  it('end without a token, also when the last one is full', async () => {
    const { client: backup } = client();
    const page = await backup.send(new ListCopyJobsCommand({ MaxResults: everything.length }));
    expect(page.CopyJobs).toHaveLength(everything.length);
    expect(page.NextToken).toBeUndefined();
  });

  it('refuse a token that was changed, cut, made up, or given for other filters', async () => {
    const { client: backup } = client();
    const { NextToken } = await backup.send(new ListCopyJobsCommand({ MaxResults: 2 }));
    const token = NextToken!;
    for (const bad of ['', 'AAAA', '!', token.slice(0, -4), `A${token.slice(1)}`, token.replace(/.(?=.{6}$)/, '!')]) {
      await refused({ MaxResults: 2, NextToken: bad });
    }
    await refused({ NextToken: token, ByState: 'FAILED' });
    // Another page size is no other question.
    const next = await backup.send(new ListCopyJobsCommand({ MaxResults: 3, NextToken: token }));
    expect(next.CopyJobs?.map(({ CopyJobId }) => CopyJobId)).toEqual(ids(everything.slice(2, 5)));
  });

  it('lose and repeat nothing when jobs come and go in between', async () => {
    const { client: backup } = client();
    const first = await backup.send(new ListCopyJobsCommand({ MaxResults: 10 }));
    const gone = everything[3]!;
    const name = { accountId: gone.AccountId, region: REGION, copyJobId: gone.CopyJobId };
    const newer = { ...gone, CopyJobId: 'NEWER', CreationDate: NOW / 1000 + 60 };
    const newName = { ...name, copyJobId: 'NEWER' };
    demo.endpoint.removeJob(name);
    demo.endpoint.putJob({ ...newName, body: JSON.stringify({ CopyJob: newer }) });
    const second = await backup.send(new ListCopyJobsCommand({ MaxResults: 10, NextToken: first.NextToken }));
    expect(second.CopyJobs?.map(({ CopyJobId }) => CopyJobId)).toEqual(ids(everything.slice(10, 20)));
    const now = await backup.send(new ListCopyJobsCommand({ MaxResults: 10 }));
    const withoutGone = ids(everything.slice(0, 10)).filter((id) => id !== gone.CopyJobId);
    expect(now.CopyJobs?.map(({ CopyJobId }) => CopyJobId)).toEqual(['NEWER', ...withoutGone]);
    demo.endpoint.removeJob(newName);
    demo.endpoint.putJob({ ...name, body: JSON.stringify({ CopyJob: gone }) });
  });
});

describe('a body put in', () => {
  it('is listed as it is written, but not when it holds no whole copy job', async () => {
    const put = (copyJobId: string, body: string) => {
      demo.endpoint.putJob({ accountId: '444455556666', region: 'eu-south-1', copyJobId, body });
    };
    put('WHOLE', '{ "CopyJob" : {"CopyJobId":"WHOLE","Big":9007199254740993,"Null":null} }');
    put('HTML', '<html>');
    put('CUT', '{"CopyJob":{"CopyJobId":"CUT"');
    put('TWO', '{"CopyJob":{"CopyJobId":"TWO"},"More":{}}');
    const { client: backup, wire } = client('dr-site', 'eu-south-1');
    await backup.send(new ListCopyJobsCommand({}));
    expect(wire[0]?.body).toBe('{"CopyJobs":[{"CopyJobId":"WHOLE","Big":9007199254740993,"Null":null}]}');
  });
});
