import { readCopyJob } from '../../domain/copy-job';
import { parseJobKey, type JobKey } from '../../domain/job-key';
import { digestOf } from '../../domain/json';
import type { JoinedText } from '../history/join-jobs';
import type { StoredBody } from '../history/rows';

/** The texts of a job that are what they are said to be: a copy job, this one, with this content. Others are left out, and counted. */
export async function soundTexts(
  jobKey: JobKey,
  bodies: readonly Omit<StoredBody, 'no'>[],
): Promise<{ readonly texts: ReadonlyMap<string, JoinedText>; readonly unfit: number }> {
  const wanted = parseJobKey(jobKey)?.copyJobId.toLowerCase();
  const read = await Promise.all(
    bodies.map(async ({ digest, body }): Promise<readonly [string, JoinedText] | undefined> => {
      const result = readCopyJob(body);
      if (!result.ok) return undefined;
      const { reading } = result;
      const isOfJob = reading.copyJobId === undefined || reading.copyJobId.toLowerCase() === wanted;
      return isOfJob && (await digestOf(reading.copyJob)) === digest ? [digest, { body, reading }] : undefined;
    }),
  );
  const texts = new Map(read.filter((one) => one !== undefined));
  return { texts, unfit: bodies.length - texts.size };
}
