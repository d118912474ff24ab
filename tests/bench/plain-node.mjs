// The AWS SDK as a script of one's own would use it: one client, kept for all calls. Started by the benchmark, which says
// which copy job to ask about and is told how many milliseconds the call took, measured here.
import { BackupClient, DescribeCopyJobCommand } from '@aws-sdk/client-backup';

const [profile, endpoint] = process.argv.slice(2);
const client = new BackupClient({ profile, endpoint });

process.on('message', async (copyJobId) => {
  const began = performance.now();
  const { CopyJob } = await client.send(new DescribeCopyJobCommand({ CopyJobId: String(copyJobId) }));
  const took = performance.now() - began;
  if (CopyJob?.CopyJobId !== copyJobId) throw new Error('The answer is about another copy job.');
  process.send?.(took);
});
