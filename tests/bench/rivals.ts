import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { PROFILE, REGION, type World } from './world';

const SCRIPT = path.join(import.meta.dirname, 'plain-node.mjs');
/** Spelt out, because another may come first on PATH. */
export const AWS_CLI = '/usr/bin/aws';

/** The same SDK in a Node process of its own. */
export interface PlainNode {
  /** Ms that the calls took, so many at once. Rejects if one failed. */
  describe(copyJobIds: readonly string[], atOnce?: number): Promise<number>;
  close(): Promise<void>;
}

export function startPlainNode({ home, endpoint }: World): PlainNode {
  const child = spawn(process.execPath, [SCRIPT, PROFILE, endpoint.url], {
    env: home.environment,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  return {
    async describe(copyJobIds, atOnce = 1) {
      const answer = once(child, 'message');
      child.send({ copyJobIds, atOnce });
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
export async function describeWithCli(world: World, copyJobId: string): Promise<number> {
  const { took, text } = await runCli(world, ['describe-copy-job', '--copy-job-id', copyJobId]);
  if (!text.includes(copyJobId)) throw new Error('The command line answered about another copy job.');
  return took;
}

/** Lists all copy jobs with `aws backup list-copy-jobs`, a thousand a page, to a pipe. Answers its ms from start to end. */
export async function listWithCli(world: World, jobs: number): Promise<number> {
  const { took, text } = await runCli(world, ['list-copy-jobs', '--page-size', '1000']);
  const found = text.split('"CopyJobId"').length - 1;
  if (found !== jobs) throw new Error(`The command line listed ${found} copy jobs of ${jobs}.`);
  return took;
}

/** Room for ten thousand jobs as the command line prints them. */
const MOST_OUTPUT = 256 * 2 ** 20;

async function runCli(
  { home, endpoint }: World,
  words: readonly string[],
): Promise<{ readonly took: number; readonly text: string }> {
  // Older command lines do not know the profile's endpoint_url.
  const where = ['--profile', PROFILE, '--region', REGION, '--endpoint-url', endpoint.url, '--output', 'json'];
  const began = performance.now();
  const text = await new Promise<string>((resolve, reject) => {
    const options = { env: home.environment, maxBuffer: MOST_OUTPUT };
    execFile(AWS_CLI, ['backup', ...words, ...where], options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`aws failed: ${stderr}`, { cause: error }));
    });
  });
  return { took: performance.now() - began, text };
}
