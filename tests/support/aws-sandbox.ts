import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createAws, type Aws } from '../../src/main/aws';
import type { AwsOptions } from '../../src/main/aws/options';
import { createDescribeCopyJob } from '../../src/main/copy-jobs/describe-copy-job';
import { createListCopyJobs } from '../../src/main/copy-jobs/list-copy-jobs';
import type { Log } from '../../src/main/copy-jobs/ports';
import { systemClock } from '../../src/main/copy-jobs/system-clock';
import { createListProfiles } from '../../src/main/credentials/list-profiles';
import type { Result } from '../../src/preload/contract/result';
import type {
  CopyJobFilters,
  CopyJobsPage,
  Observation,
  ProfileRef,
  ProfileSummary,
} from '../../src/preload/contract/shapes';
import { loopbackOnly, type LoopbackGuard } from './loopback-only';

/** Variables that would let the machine's own settings into a test. */
const FOREIGN = /^(?:AWS_|HTTPS?_PROXY$|NO_PROXY$|https?_proxy$|no_proxy$|NODE_EXTRA_CA_CERTS$)/;

export interface SandboxOptions {
  readonly config?: string;
  readonly credentials?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly mfaCode?: AwsOptions['mfaCode'];
  readonly demo?: AwsOptions['demo'];
  readonly deadlineMs?: number;
  readonly timeouts?: AwsOptions['timeouts'];
}

export interface Lookup {
  /** Where no person waits. */
  readonly background?: true;
  readonly profile?: string | ProfileRef;
  readonly region?: string;
  readonly copyJobId?: string;
  readonly signal?: AbortSignal;
}

export interface Listing {
  readonly profile?: string | ProfileRef;
  readonly region?: string;
  readonly filters?: CopyJobFilters;
  readonly nextToken?: string;
  readonly maxResults?: number;
  readonly signal?: AbortSignal;
}

/** The real adapters and use cases on a home folder of their own, with no way to anywhere but this machine. */
export interface Sandbox {
  readonly home: string;
  readonly aws: Aws;
  readonly logged: readonly string[];
  readonly guard: LoopbackGuard;
  /** Writes a file below the home folder. */
  readonly write: (path: string, text: string | Uint8Array) => Promise<string>;
  readonly describe: (lookup?: Lookup) => Promise<Result<Observation>>;
  readonly list: (listing?: Listing) => Promise<Result<CopyJobsPage>>;
  readonly profiles: () => Promise<readonly ProfileSummary[]>;
  readonly close: () => Promise<void>;
}

export const COPY_JOB_ID = '47C8EF56-74D8-059D-1301-C5BE1D5C926E';
export const REGION = 'eu-central-1';

export async function openSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const home = await mkdtemp(join(tmpdir(), 'copytrail-aws-'));
  const restoreEnvironment = isolate(home, options.environment ?? {});
  const guard = loopbackOnly();
  const logged: string[] = [];
  const note = (text: string) => logged.push(text);
  const log: Log = { info: note, warn: note, error: note };

  async function write(path: string, text: string | Uint8Array): Promise<string> {
    const file = join(home, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    return file;
  }
  if (options.config !== undefined) await write('.aws/config', options.config);
  if (options.credentials !== undefined) await write('.aws/credentials', options.credentials);

  const aws = createAws({
    environment: process.env,
    homeDirectory: home,
    appVersion: '0.0.0-test',
    mfaCode: options.mfaCode ?? (() => Promise.reject(new Error('This test expects no multi-factor question.'))),
    demo: options.demo ?? (() => Promise.resolve(undefined)),
    log,
    ...(options.timeouts === undefined ? {} : { timeouts: options.timeouts }),
  });
  const calls = {
    backup: aws.backup,
    clock: systemClock,
    log,
    ...(options.deadlineMs === undefined ? {} : { deadlineMs: options.deadlineMs }),
  };
  const describeCopyJob = createDescribeCopyJob(calls);
  const listCopyJobs = createListCopyJobs(calls);
  const listProfiles = createListProfiles({ sharedFiles: aws.sharedFiles, now: Date.now });
  let callId = 0;

  return {
    home,
    aws,
    logged,
    guard,
    write,
    describe({ profile = 'default', region = REGION, copyJobId = COPY_JOB_ID, signal, background } = {}) {
      callId += 1;
      const input = {
        callId: String(callId),
        profile: refOf(profile),
        region,
        copyJobId,
        ...(background && { background }),
      };
      return describeCopyJob(input, signal ?? new AbortController().signal);
    },
    list({ profile = 'default', region = REGION, filters = {}, maxResults = 1000, signal, ...rest } = {}) {
      callId += 1;
      const input = { callId: String(callId), profile: refOf(profile), region, filters, maxResults, ...rest };
      return listCopyJobs(input, signal ?? new AbortController().signal);
    },
    async profiles() {
      const listed = await listProfiles();
      if (!listed.ok) throw new Error(listed.error.message);
      return listed.value.profiles;
    },
    async close() {
      aws.close();
      guard.end();
      restoreEnvironment();
      await rm(home, { recursive: true, force: true });
    },
  };
}

function refOf(profile: string | ProfileRef): ProfileRef {
  return typeof profile === 'string' ? { origin: 'shared', name: profile } : profile;
}

/** The SDK reads `process.env` itself, so the process's own environment has to be the sandbox's. */
function isolate(home: string, wanted: Readonly<Record<string, string>>): () => void {
  const before = { ...process.env };
  for (const name of Object.keys(process.env)) if (FOREIGN.test(name)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, { HOME: home, USERPROFILE: home, AWS_EC2_METADATA_DISABLED: 'true', ...wanted });
  return () => {
    for (const name of Object.keys(process.env)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, before);
  };
}
