import { startBackupEndpoint } from '../../src/main/demo/endpoint';
import type { BackupEndpoint, DemoKey } from '../../src/main/demo/types';
import { bodyFor, KEY, KEY_LINES } from './copy-job-endpoint';

export { KEY, KEY_LINES };
export const REGION = 'eu-central-1';

/** As AWS words it for somebody who may describe jobs and not list them. */
export const LIST_REFUSED = {
  kind: 'error',
  status: 403,
  type: 'AccessDeniedException',
  message:
    'User: arn:aws:iam::111122223333:user/reader is not authorized to perform: backup:ListCopyJobs because no identity-based policy allows the backup:ListCopyJobs action',
} as const;

/** An account whose copy jobs say what a test wants, behind a simulated endpoint on this machine. */
export interface ScriptedAccount {
  readonly endpoint: BackupEndpoint;
  /** Lines of a profile section that asks this endpoint, key and Region included. */
  readonly profileLines: string;
  /** Serves this body, byte for byte; account and id are read from it. */
  serve(body: string, region?: string): void;
  /** Serves a job of these members (over a running job's own) and answers its body. */
  serveJob(copyJobId: string, members?: Readonly<Record<string, unknown>>, region?: string): string;
}

/** Accepts `KEY`, and whatever other keys are given. `port`: one that was in use before, to come back on. */
export async function openScriptedAccount(others: readonly DemoKey[] = [], port?: number): Promise<ScriptedAccount> {
  const endpoint = await startBackupEndpoint({ keys: [KEY, ...others], ...(port !== undefined && { port }) });
  function serve(body: string, region = REGION): void {
    const { CopyJob: job } = JSON.parse(body) as { CopyJob: { AccountId: string; CopyJobId: string } };
    endpoint.putJob({ accountId: job.AccountId, region, copyJobId: job.CopyJobId, body });
  }
  return {
    endpoint,
    profileLines: `region = ${REGION}\nendpoint_url = ${endpoint.url}\n${KEY_LINES}`,
    serve,
    serveJob(copyJobId, members = {}, region) {
      const body = bodyFor(copyJobId, members);
      serve(body, region);
      return body;
    },
  };
}

/** A copy job id in AWS's form, told apart by its number. */
export function jobId(number: number): string {
  return `C0FFEE00-0000-4000-8000-${number.toString(16).toUpperCase().padStart(12, '0')}`;
}
