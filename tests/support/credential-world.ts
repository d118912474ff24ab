import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect } from 'vitest';
import type { BackupEndpoint, DemoKey } from '../../src/main/demo/types';
import type { AppError } from '../../src/preload/contract/error';
import type { Result } from '../../src/preload/contract/result';
import { openSandbox, type Sandbox, type SandboxOptions } from './aws-sandbox';
import { KEY, startCopyJobEndpoint } from './copy-job-endpoint';
import { startStsEndpoint, type StsEndpoint } from './sts-endpoint';
import { bePatient } from './patience';

export const ROLE_ARN = 'arn:aws:iam::444455556666:role/team/CopyAuditor';
export const OUTER_ARN = 'arn:aws:iam::444455556666:role/Outer';
export const WEB_ARN = 'arn:aws:iam::444455556666:role/Pipeline';

/** Temporary credentials that roles and sign-ins lead to; each belongs to an account of its own. */
function temporaryKey(name: string, accountId: string): DemoKey {
  const id = createHash('sha256').update(name).digest('hex').toUpperCase();
  return {
    accessKeyId: `ASIA${id.slice(0, 16)}`,
    secretAccessKey: id.slice(0, 40),
    sessionToken: `session-token-of-${name}`,
    accountId,
  };
}

export const ROLE_KEY = temporaryKey('role', '444455556666');
export const OUTER_KEY = temporaryKey('outer', '444455556666');
export const WEB_KEY = temporaryKey('web', '444455556666');
export const SSO_KEY = temporaryKey('sso', '123456789012');
export const LOGIN_KEY = temporaryKey('login', '123456789012');

/** AWS Backup and AWS STS, both simulated on loopback, and a way to open sandboxes that end with the test. */
export interface CredentialWorld {
  readonly endpoint: BackupEndpoint;
  readonly sts: StsEndpoint;
  readonly open: (options: SandboxOptions) => Promise<Sandbox>;
  /** Runs at the end of the test. */
  readonly atEnd: (close: () => Promise<unknown>) => void;
  /** The services section called "local", which sends each service to its simulated endpoint. */
  readonly services: (more?: Readonly<Record<string, string>>) => string;
  /** The access key id that AWS Backup saw last. */
  readonly signedBy: () => string | undefined;
}

/** Sets the world up before each test of the file, and takes it down after. */
export function useCredentialWorld(): () => CredentialWorld {
  bePatient();
  let world: CredentialWorld | undefined;
  let closers: (() => Promise<unknown>)[] = [];

  beforeEach(async () => {
    closers = [];
    const endpoint = await startCopyJobEndpoint([ROLE_KEY, OUTER_KEY, WEB_KEY, SSO_KEY, LOGIN_KEY]);
    const sts = await startStsEndpoint([
      { arn: ROLE_ARN, gives: ROLE_KEY, trusts: [KEY.accessKeyId, SSO_KEY.accessKeyId] },
      { arn: OUTER_ARN, gives: OUTER_KEY, trusts: [ROLE_KEY.accessKeyId] },
      { arn: WEB_ARN, gives: WEB_KEY, webToken: 'web-token' },
    ]);
    closers.push(
      () => endpoint.close(),
      () => sts.close(),
    );
    world = {
      endpoint,
      sts,
      async open(options) {
        const sandbox = await openSandbox(options);
        closers.unshift(async () => {
          const { strays } = sandbox.guard;
          await sandbox.close();
          // Neither AWS nor the instance metadata service at 169.254.169.254 was tried.
          expect(strays).toEqual([]);
        });
        return sandbox;
      },
      atEnd: (close) => closers.push(close),
      services(more = {}) {
        const urls = { backup: endpoint.url, sts: sts.url, ...more };
        const blocks = Object.entries(urls).map(([service, url]) => `${service} =\n  endpoint_url = ${url}`);
        return `[services local]\n${blocks.join('\n')}\n`;
      },
      signedBy: () => endpoint.requests.at(-1)?.accessKeyId,
    };
  });

  afterEach(async () => {
    for (const close of closers) await close();
  });

  return () => {
    if (!world) throw new Error('The world exists within tests only.');
    return world;
  };
}

export function errorOf(result: Result<unknown>): AppError {
  if (result.ok) throw new Error('The lookup was expected to fail.');
  return result.error;
}
