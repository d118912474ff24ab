import { readFile } from 'node:fs/promises';
import { startBackupEndpoint } from '../../src/main/demo/endpoint';
import type { BackupEndpoint, DemoKey } from '../../src/main/demo/types';
import { COPY_JOB_ID, REGION } from './aws-sandbox';

/** Made up for tests; known to no service but the simulated one. */
export const ACCOUNT = '111122223333';
export const KEY: DemoKey = {
  accessKeyId: 'AKIATESTKEY000000001',
  secretAccessKey: 'testSecretKeyForLoopbackOnly000000000001',
  accountId: ACCOUNT,
};

/** Lines of a profile that signs with `KEY`. */
export const KEY_LINES = keyLines(KEY);

export function keyLines(key: DemoKey): string {
  const token = key.sessionToken === undefined ? '' : `\naws_session_token = ${key.sessionToken}`;
  return `aws_access_key_id = ${key.accessKeyId}\naws_secret_access_key = ${key.secretAccessKey}${token}`;
}

/** A body as AWS sends it for a running job, on one line. */
export function bodyFor(copyJobId = COPY_JOB_ID, more: Readonly<Record<string, unknown>> = {}): string {
  const job = { AccountId: ACCOUNT, CopyJobId: copyJobId, State: 'RUNNING', CreationDate: 1516925490.087, ...more };
  return JSON.stringify({ CopyJob: job });
}

/** The simulated endpoint with one job in it, accepting `KEY` and any others given. */
export async function startCopyJobEndpoint(keys: readonly DemoKey[] = []): Promise<BackupEndpoint> {
  const endpoint = await startBackupEndpoint({ keys: [KEY, ...keys] });
  for (const { accountId } of [KEY, ...keys]) {
    endpoint.putJob({ accountId, region: REGION, copyJobId: COPY_JOB_ID, body: bodyFor() });
  }
  return endpoint;
}

export function fixture(name: string): Promise<string> {
  return readFile(new URL(`../fixtures/copy-jobs/${name}`, import.meta.url), 'utf8');
}
