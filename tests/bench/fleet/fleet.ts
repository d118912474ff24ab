import { bigFleet } from '../../support/big-fleet';
import { KEY } from '../../support/copy-job-endpoint';
import type { BenchOptions, Part } from '../options';
import type { Section } from '../report';
import { openWorld, REGION, type World } from '../world';
import { measureDescribes } from './describe';
import { weighDisk } from './disk';
import { fillHistory, type FilledHistory } from './fill';
import { measureFinding } from './find';
import { measureOpening } from './open';
import { measureLookingBack } from './past';
import { measureScrolling } from './scroll';
import { FEW, MANY, MILLION, PAGES } from './sizes';
import { measureSyncs } from './sync';

/** Syncs and a thousand descriptions take seconds a time, and hardly differ from one to the next. */
const MOST_ROUNDS = 5;

/** What thousands of jobs take from the network to the disk, in a world that has no others. */
export async function measureNetwork(
  executable: string,
  { rounds, parts }: Pick<BenchOptions, 'rounds' | 'parts'>,
): Promise<Section[]> {
  const turns = Math.min(rounds, MOST_ROUNDS);
  const world = await openWorld();
  try {
    const ids: string[] = [];
    for (const job of bigFleet(PAGES, { accountId: KEY.accountId, region: REGION })) {
      ids.push(job.copyJobId);
      world.endpoint.putJob({ ...job, body: `{"CopyJob":${job.json}}` });
    }
    const sections: Section[] = [];
    if (parts.includes('sync')) sections.push(...(await measureSyncs(executable, world, ids.length, turns)));
    if (parts.includes('describe')) sections.push(await measureDescribes(executable, world, ids, turns));
    return sections;
  } finally {
    await world.close();
  }
}

/** How the app does on histories of a whole organisation. Each is made when it is first needed, and used for all parts. */
export async function measureHistories(
  executable: string,
  world: World,
  { rounds, parts, million }: Pick<BenchOptions, 'rounds' | 'parts' | 'million'>,
  add: (...sections: readonly Section[]) => void,
): Promise<void> {
  const wants = (part: Part): boolean => parts.includes(part);
  if (!(['open', 'disk', 'find', 'scroll', 'past'] as const).some(wants)) return;
  const filled = (jobs: number): Promise<FilledHistory> => fillHistory(executable, world, jobs);
  const many = await filled(MANY);
  const onlyScroll = !wants('open') && !wants('disk') && !wants('find') && !wants('past');
  const large = [many, ...(million && !onlyScroll ? [await filled(MILLION)] : [])];
  if (wants('open')) add(await measureOpening(executable, world, [await filled(FEW), ...large], rounds));
  if (wants('disk')) add(...large.map(weighDisk));
  if (wants('find')) add(...(await measureFinding(executable, world, large, rounds)));
  if (wants('past')) add(await measureLookingBack(executable, world, large, rounds));
  if (wants('scroll')) add(...(await measureScrolling(executable, world, many)));
}
