import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DemoKey } from '../../src/main/demo/types';

/** Debian's AWS CLI; another one may come first on PATH. */
const AWS = '/usr/bin/aws';

/** Members of a copy job that the model of awscli 2.9 (early 2023) does not have. */
const LACKING = [
  /^CreatedBy\.(?:BackupPlanName|BackupRuleName|BackupRuleCron|BackupRuleTimezone)$/,
  /^CreatedByBackupJobId$/,
  /^DestinationEncryptionKeyArn$/,
  /^DestinationRecoveryPointLifecycle(?:\.|$)/,
  /^DestinationVault(?:LockState|Type)$/,
  /^MessageCategory$/,
  /^ResourceName$/,
];

/** Whether the CLI's model is too old for this member. */
export function cliLacks(member: string): boolean {
  return LACKING.some((pattern) => pattern.test(member));
}

export interface CliPlace {
  readonly endpoint: string;
  readonly key: DemoKey;
  readonly region: string;
}

/**
 * What `aws backup describe-copy-job` prints for a job, as JSON text, with instants as they came over the wire. Rejects
 * with what the CLI complained of.
 */
export function describeWithCli(asked: CliPlace & { readonly copyJobId: string }): Promise<string> {
  return runCli(asked, ['describe-copy-job', '--copy-job-id', asked.copyJobId, '--output', 'json']);
}

/**
 * What one `aws backup …` prints. Rejects with what the CLI complained of. Nothing of this machine's own AWS settings is
 * in its sight.
 */
export async function runCli({ endpoint, key, region }: CliPlace, asked: readonly string[]): Promise<string> {
  const home = await mkdtemp(path.join(tmpdir(), 'copytrail-cli-'));
  const config = path.join(home, 'config');
  await writeFile(config, '[default]\ncli_timestamp_format = wire\n');
  const env = {
    PATH: '/usr/bin:/bin',
    HOME: home,
    LC_ALL: 'C.UTF-8',
    AWS_CONFIG_FILE: config,
    AWS_SHARED_CREDENTIALS_FILE: path.join(home, 'credentials'),
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_PAGER: '',
    AWS_ACCESS_KEY_ID: key.accessKeyId,
    AWS_SECRET_ACCESS_KEY: key.secretAccessKey,
    ...(key.sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: key.sessionToken }),
  };
  const words = ['backup', ...asked];
  const place = ['--endpoint-url', endpoint, '--region', region];
  try {
    return await new Promise((resolve, reject) => {
      execFile(AWS, [...words, ...place], { env }, (error, stdout, stderr) => {
        if (error === null) resolve(stdout);
        else reject(new Error(`aws ${words.join(' ')}: ${stderr.trim()}`));
      });
    });
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
