import { DescribeCopyJobCommand, paginateListCopyJobs } from '@aws-sdk/client-backup';
import { isLosslessNumber, parse } from 'lossless-json';
import { execFile } from 'node:child_process';
import { access, constants, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDemoAccount, type OpenDemoAccount } from '../../src/main/demo/index';
import { sdkClient } from '../unit/main/demo/demo-client';

/**
 * The independent check of the demo account: Debian's AWS CLI, written by others and with a model of its own, must
 * read from the endpoint what the SDK reads. Another `aws` may come first on PATH, so the path is spelt out.
 */
const AWS = '/usr/bin/aws';
/** Two cores, and the CLI keeps one busy for half a second a call. */
const AT_ONCE = 2;
const TIMEOUT_MS = 300_000;
/** Midday in Europe, on a day with jobs of every state. */
const NOW = Date.parse('2026-09-21T13:33:20Z');

/** The members of a copy job that the CLI's older model (awscli 2.9, early 2023) does not know, and so leaves out. */
const CLI_LACKS = [
  'CreatedBy.BackupPlanName',
  'CreatedBy.BackupRuleCron',
  'CreatedBy.BackupRuleName',
  'CreatedBy.BackupRuleTimezone',
  'CreatedByBackupJobId',
  'DestinationEncryptionKeyArn',
  'DestinationRecoveryPointLifecycle.DeleteAfterDays',
  'DestinationRecoveryPointLifecycle.MoveToColdStorageAfterDays',
  'DestinationRecoveryPointLifecycle.OptInToArchiveForSupportedResources',
  'DestinationVaultLockState',
  'DestinationVaultType',
  'MessageCategory',
  'ResourceName',
];
/** What no published model knows: the demo account has one job from a later AWS. `null` is left out by every client. */
const NOBODY_KNOWS = ['MalwareScan.Engines', 'MalwareScan.ScannedObjects', 'MalwareScan.Verdict', 'ParentJobId (null)'];

const INSTANTS = ['CreationDate', 'CompletionDate'];

type Leaves = Record<string, string>;

interface Place {
  readonly profile: string;
  readonly region: string;
}

interface FoundJob extends Place {
  readonly id: string;
  readonly leaves: Leaves;
}

let demo: OpenDemoAccount;
let home: string;
let found: FoundJob[];

/** Dotted path to value, as text: numbers digit for digit, instants in epoch ms. */
function leavesOf(value: unknown, path = ''): Leaves {
  const name = path.split('.').at(-1) ?? '';
  if (value === null) return { [`${path} (null)`]: 'null' };
  if (INSTANTS.includes(name)) return { [path]: String(instantOf(value)) };
  if (isLosslessNumber(value)) return { [path]: value.toString() };
  if (Array.isArray(value)) return { [path]: JSON.stringify(value) };
  if (typeof value === 'string') return { [path]: value };
  if (typeof value === 'boolean') return { [path]: String(value) };
  const inner = Object.entries(value as object).map(([key, member]) =>
    leavesOf(member, path === '' ? key : `${path}.${key}`),
  );
  return Object.assign({}, ...inner) as Leaves;
}

/** The wire has epoch seconds, the CLI prints ISO 8601 with an offset. */
function instantOf(value: unknown): number {
  if (isLosslessNumber(value)) return Math.round(Number(value.toString()) * 1000);
  return typeof value === 'string' ? Date.parse(value) : Number.NaN;
}

/** The job without what the CLI cannot know. */
function asTheCliKnows(leaves: Leaves): Leaves {
  const lacking = [...CLI_LACKS, ...NOBODY_KNOWS];
  return Object.fromEntries(Object.entries(leaves).filter(([path]) => !lacking.includes(path)));
}

interface CliAnswer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one `aws backup …` against the endpoint, with nothing of this machine's own AWS settings in sight. */
function aws(place: Place, ...args: string[]): Promise<CliAnswer> {
  const key = demo.keyFor(place.profile)!;
  const env = {
    PATH: '/usr/bin:/bin',
    HOME: home,
    LC_ALL: 'C.UTF-8',
    TZ: 'America/New_York',
    AWS_CONFIG_FILE: join(home, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: join(home, 'credentials'),
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_PAGER: '',
    AWS_ACCESS_KEY_ID: key.accessKeyId,
    AWS_SECRET_ACCESS_KEY: key.secretAccessKey,
    ...(key.sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: key.sessionToken }),
  };
  const always = ['--endpoint-url', demo.endpoint.url, '--region', place.region, '--output', 'json'];
  return new Promise((resolve) => {
    execFile(AWS, ['backup', ...args, ...always], { env, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

async function awsJson(place: Place, ...args: string[]): Promise<unknown> {
  const { code, stdout, stderr } = await aws(place, ...args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return parse(stdout);
}

/** Does this for all, a few at once, and gives the results in the order of the items. */
async function forAll<T, R>(items: readonly T[], act: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const index = next++;
      results[index] = await act(items[index]!);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

/** All jobs of a place as the endpoint serves them to the SDK, in the order it lists them. */
async function listWithSdk(place: Place, input: object = {}): Promise<FoundJob[]> {
  const { client, wire } = sdkClient(demo.endpoint, { key: demo.keyFor(place.profile)!, region: place.region });
  for await (const page of paginateListCopyJobs({ client }, input)) expect(page.CopyJobs).toBeDefined();
  return wire.flatMap(({ body }) =>
    (parse(body) as { CopyJobs: object[] }).CopyJobs.map((job) => {
      const leaves = leavesOf(job);
      return { ...place, id: leaves['CopyJobId'] ?? '', leaves };
    }),
  );
}

async function listWithCli(place: Place, ...args: string[]): Promise<Leaves[]> {
  const { CopyJobs } = (await awsJson(place, 'list-copy-jobs', ...args)) as { CopyJobs: object[] };
  return CopyJobs.map((job) => leavesOf(job));
}

/** What a job shows that not every job shows. */
function traits({ leaves }: FoundJob): string[] {
  const { ResourceType, State, IsParent, ParentJobId } = leaves;
  const family = `parent ${IsParent} child ${ParentJobId !== undefined}`;
  return [`type ${ResourceType}`, `state ${State}`, family, ...Object.keys(leaves)];
}

/** So many jobs as it takes to see every type, state, kind of family and member at least once. */
function representatives(jobs: readonly FoundJob[]): FoundJob[] {
  const seen = new Set<string>();
  return jobs.filter((job) => {
    const fresh = traits(job).filter((trait) => !seen.has(trait));
    for (const trait of fresh) seen.add(trait);
    return fresh.length > 0;
  });
}

const PRODUCTION: Place = { profile: 'production', region: 'eu-central-1' };
const PLACES: readonly Place[] = [
  PRODUCTION,
  { profile: 'production', region: 'us-east-1' },
  { profile: 'dr-site', region: 'eu-west-1' },
  { profile: 'payments', region: 'us-east-1' },
  { profile: 'payments', region: 'us-west-2' },
  { profile: 'research', region: 'ap-southeast-2' },
  { profile: 'govcloud', region: 'us-gov-west-1' },
];

beforeAll(async () => {
  await access(AWS, constants.X_OK).catch(() => {
    throw new Error(`This check needs Debian's AWS CLI at ${AWS}. Install it with: apt-get install -y awscli`);
  });
  home = await mkdtemp(join(tmpdir(), 'copytrail-aws-cli-'));
  demo = await openDemoAccount({ now: () => NOW });
  found = (await forAll(PLACES, (place) => listWithSdk(place))).flat();
});

afterAll(async () => {
  await demo.close();
  await rm(home, { recursive: true, force: true });
});

describe('aws backup describe-copy-job', () => {
  it(
    'reads, field by field, what the endpoint serves to the SDK',
    async () => {
      const jobs = representatives(found);
      const all = new Set(found.flatMap(traits));
      expect(new Set(jobs.flatMap(traits))).toEqual(all);
      expect([...all].filter((trait) => trait.startsWith('type '))).toHaveLength(19);
      expect([...all].filter((trait) => trait.startsWith('state '))).toHaveLength(6);
      const lacking = new Set<string>();
      await forAll(jobs, async ({ id, leaves, ...place }) => {
        const { client, wire } = sdkClient(demo.endpoint, { key: demo.keyFor(place.profile)!, region: place.region });
        await client.send(new DescribeCopyJobCommand({ CopyJobId: id }));
        const served = leavesOf((parse(wire[0]!.body) as { CopyJob: object }).CopyJob);
        expect(served).toEqual(leaves);
        const cli = leavesOf(
          ((await awsJson(place, 'describe-copy-job', '--copy-job-id', id)) as { CopyJob: object }).CopyJob,
        );
        expect(cli).toEqual(asTheCliKnows(served));
        for (const path of Object.keys(served)) if (!(path in cli)) lacking.add(path);
      });
      expect([...lacking].sort()).toEqual([...CLI_LACKS, ...NOBODY_KNOWS].sort());
    },
    TIMEOUT_MS,
  );

  it(
    'prints the endpoint’s refusals as AWS’s',
    async () => {
      const missing = await aws(PRODUCTION, 'describe-copy-job', '--copy-job-id', 'NO-SUCH-JOB');
      expect(missing.code).toBe(254);
      expect(missing.stderr).toContain(
        'An error occurred (ResourceNotFoundException) when calling the DescribeCopyJob operation: Copy job does not exist',
      );
      const expired = await aws({ ...PRODUCTION, profile: 'contractor' }, 'describe-copy-job', '--copy-job-id', 'x');
      expect(expired.stderr).toContain('An error occurred (ExpiredTokenException)');
      const page = await aws(PRODUCTION, 'list-copy-jobs', '--page-size', '1001');
      expect(page.stderr).toContain('An error occurred (InvalidParameterValueException)');
    },
    TIMEOUT_MS,
  );
});

describe('aws backup list-copy-jobs', () => {
  it(
    'reads every page of every place',
    async () => {
      const cases = PLACES.map((place, i) => ({ place, pageSize: [7, 20, 1000][i % 3]! }));
      await forAll(cases, async ({ place, pageSize }) => {
        const cli = await listWithCli(place, '--page-size', String(pageSize));
        const served = found.filter(({ profile, region }) => profile === place.profile && region === place.region);
        expect(served.length).toBeGreaterThan(0);
        expect(cli).toEqual(served.map(({ leaves }) => asTheCliKnows(leaves)));
      });
      // The CLI asks by the address of the service's model, with the closing slash; the SDK leaves it out.
      const byCli = demo.endpoint.requests.filter(({ userAgent }) => userAgent?.startsWith('aws-cli/'));
      expect(new Set(byCli.filter(({ query }) => 'maxResults' in query).map(({ path }) => path))).toEqual(
        new Set(['/copy-jobs/']),
      );
      expect(byCli.some(({ query }) => query['nextToken']?.includes('+'))).toBe(true);
    },
    TIMEOUT_MS,
  );

  it(
    'finds the same jobs by every filter it has',
    async () => {
      const ours = found.filter(
        ({ profile, region }) => profile === PRODUCTION.profile && region === PRODUCTION.region,
      );
      const some = ours[Math.floor(ours.length / 2)]!.leaves;
      const child = ours.find(({ leaves }) => leaves['ParentJobId'] !== undefined)!.leaves;
      const created = new Date(Number(some['CreationDate']));
      const completed = new Date(Number(some['CompletionDate']));
      const cases: [place: Place, args: string[], input: object][] = [
        [PRODUCTION, ['--by-state', 'FAILED'], { ByState: 'FAILED' }],
        [PRODUCTION, ['--by-resource-type', 'SAP HANA on Amazon EC2'], { ByResourceType: 'SAP HANA on Amazon EC2' }],
        [PRODUCTION, ['--by-resource-arn', some['ResourceArn']!], { ByResourceArn: some['ResourceArn'] }],
        [
          PRODUCTION,
          ['--by-destination-vault-arn', some['DestinationBackupVaultArn']!],
          { ByDestinationVaultArn: some['DestinationBackupVaultArn'] },
        ],
        [PRODUCTION, ['--by-created-before', created.toISOString()], { ByCreatedBefore: created }],
        [PRODUCTION, ['--by-created-after', created.toISOString()], { ByCreatedAfter: created }],
        [PRODUCTION, ['--by-complete-before', completed.toISOString()], { ByCompleteBefore: completed }],
        [PRODUCTION, ['--by-complete-after', completed.toISOString()], { ByCompleteAfter: completed }],
        [PRODUCTION, ['--by-parent-job-id', child['ParentJobId']!], { ByParentJobId: child['ParentJobId'] }],
        [
          { profile: 'audit', region: 'us-east-1' },
          ['--by-account-id', '123456789012', '--by-state', 'COMPLETED'],
          { ByAccountId: '123456789012', ByState: 'COMPLETED' },
        ],
      ];
      await forAll(cases, async ([place, args, input]) => {
        const served = await listWithSdk(place, input);
        expect(served.length).toBeGreaterThan(0);
        expect(await listWithCli(place, ...args)).toEqual(served.map(({ leaves }) => asTheCliKnows(leaves)));
      });
    },
    TIMEOUT_MS,
  );
});
