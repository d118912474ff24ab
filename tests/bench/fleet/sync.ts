import { bundlePage } from '../../support/page-code';
import type { HistoryCount } from '../../in-page/shapes';
import type { MeasuredWindow } from '../measured-window';
import { bytesWrittenByTree } from '../processes';
import type { Section } from '../report';
import { listWithCli } from '../rivals';
import type { World } from '../world';
import { openFresh, press } from './fresh-window';

const APP = 'Copytrail, saved durably';
const CLI = 'aws backup list-copy-jobs, nothing saved';
const AGAIN = 'Copytrail, the same jobs again';
const COLLECT = 'Collect all copy jobs of this profile and Region';

/** What a list of many pages takes from the network to the disk, the first time and when nothing is new. */
export async function measureSyncs(executable: string, world: World, jobs: number, rounds: number): Promise<Section[]> {
  const first: number[] = [];
  const again: number[] = [];
  const cli: number[] = [];
  const before: number[] = [];
  const after: number[] = [];
  const writtenFirst: number[] = [];
  const writtenAgain: number[] = [];
  const said = jobs.toLocaleString('en');
  for (let round = 0; round < rounds; round++) {
    const window = await openFresh(executable, world, `sync-${round}`);
    await window.evaluate(await bundlePage('fill-history'));
    const sync = async (says: string, times: number[], written: number[]): Promise<number> => {
      const bytes = await bytesWrittenByTree(window.pid);
      times.push(await press(window, COLLECT, 'Collecting', says));
      written.push((await bytesWrittenByTree(window.pid)) - bytes);
      return countSnapshots(window, jobs);
    };
    before.push(await sync(`${said} new, 0 changed, 0 unchanged`, first, writtenFirst));
    after.push(await sync(`0 new, 0 changed, ${said} unchanged`, again, writtenAgain));
    await window.evaluate('fleetFiller.close()');
    await window.close();
    cli.push(await listWithCli(world, jobs));
  }
  return [
    {
      title: `Sync ${said} jobs that the history does not have, a thousand a page`,
      notes: ['From pressing the button until the last page is on disk; the command line prints to a pipe.'],
      unit: 'ms',
      rows: [
        { name: APP, figures: first },
        { name: AGAIN, figures: again },
        { name: CLI, figures: cli },
      ],
      comparisons: [
        { of: APP, to: CLI, goal: { atMost: 3 } },
        { of: AGAIN, to: APP },
        { of: AGAIN, to: CLI },
      ],
    },
    {
      title: `Snapshots kept of ${said} jobs`,
      notes: ['A sync that finds nothing new may add none.'],
      unit: 'snapshots',
      rows: [
        { name: 'after the first sync', figures: before },
        { name: 'after the second', figures: after },
      ],
      comparisons: [{ of: 'after the second', to: 'after the first sync', goal: { atMost: 1 } }],
    },
    {
      title: `Bytes that a sync of ${said} jobs hands to the disk, all processes`,
      notes: ['The second one writes when each job was seen last, and how far the reading has come.'],
      unit: 'bytes',
      rows: [
        { name: 'the first sync', figures: writtenFirst },
        { name: 'the second', figures: writtenAgain },
      ],
      comparisons: [{ of: 'the second', to: 'the first sync' }],
    },
  ];
}

async function countSnapshots(window: MeasuredWindow, jobs: number): Promise<number> {
  const counted = (await window.evaluate('fleetFiller.count()')) as HistoryCount;
  if (counted.jobs !== jobs) throw new Error(`The history has ${counted.jobs} jobs of ${jobs}.`);
  return counted.snapshots;
}
