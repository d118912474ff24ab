// The AWS SDK as a script of one's own would use it: one client, kept for all calls. Started by the benchmark, which says
// which copy jobs to ask about, how many at once, and is told how many milliseconds that took, measured here.
import { BackupClient, DescribeCopyJobCommand } from '@aws-sdk/client-backup';

const [profile, endpoint] = process.argv.slice(2);
const client = new BackupClient({ profile, endpoint });

/** @param {string} copyJobId */
async function describe(copyJobId) {
  const { CopyJob } = await client.send(new DescribeCopyJobCommand({ CopyJobId: copyJobId }));
  if (CopyJob?.CopyJobId !== copyJobId) throw new Error('The answer is about another copy job.');
}

process.on('message', async (/** @type {{ copyJobIds: string[], atOnce: number }} */ { copyJobIds, atOnce }) => {
  const began = performance.now();
  const left = [...copyJobIds];
  const worker = async () => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) await describe(next);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  process.send?.(performance.now() - began);
});
