import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { PROFILE, REGION, type World } from './world';

const SCRIPT = path.join(import.meta.dirname, 'plain-node.mjs');
/** Spelt out, because another may come first on PATH. */
export const AWS_CLI = '/usr/bin/aws';

/** The same SDK in a Node process of its own. */
export interface PlainNode {
  /** Ms that the call took. Rejects if it failed. */
  describe(copyJobId: string): Promise<number>;
  close(): Promise<void>;
}

export function startPlainNode({ home, endpoint }: World): PlainNode {
  const child = spawn(process.execPath, [SCRIPT, PROFILE, endpoint.url], {
    env: home.environment,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  return {
    async describe(copyJobId) {
      const answer = once(child, 'message');
      child.send(copyJobId);
      const first: unknown[] = await Promise.race([answer, ended.then(() => [])]);
      if (typeof first[0] !== 'number') throw new Error('The plain Node process ended before it answered.');
      return first[0];
    },
    async close() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

/** Runs `aws backup describe-copy-job` as a shell would: one process for one answer. Answers its ms from start to end. */
export async function describeWithCli({ home, endpoint }: World, copyJobId: string): Promise<number> {
  const words = ['backup', 'describe-copy-job', '--copy-job-id', copyJobId, '--profile', PROFILE, '--region', REGION];
  // Older command lines do not know the profile's endpoint_url.
  const where = ['--endpoint-url', endpoint.url, '--output', 'json'];
  const began = performance.now();
  const text = await new Promise<string>((resolve, reject) => {
    execFile(AWS_CLI, [...words, ...where], { env: home.environment }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`aws failed: ${stderr}`, { cause: error }));
    });
  });
  const took = performance.now() - began;
  if (!text.includes(copyJobId)) throw new Error('The command line answered about another copy job.');
  return took;
}
