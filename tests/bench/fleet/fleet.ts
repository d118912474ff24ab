import { openCopytrail } from '../app-window';
import type { Section } from '../report';
import type { World } from '../world';
import { measureNetwork } from './network';
import { fillHistory, type FilledHistory } from './fill';

/** What a start is held against. */
const FEW = 100;
const MANY = 100_000;
const MILLION = 1_000_000;

/** At most so many times the start on a hundred jobs. */
const START_GOALS: ReadonlyMap<number, { atMost: number }> = new Map([
  [MANY, { atMost: 1.2 }],
  [MILLION, { atMost: 1.5 }],
]);
/** Disk per job with one snapshot, over its JSON as it came. */
const DISK_GOAL = { atMost: 0.8 };

/** How the app does on histories of a whole organisation. */
export async function measureFleet(
  executable: string,
  world: World,
  { rounds, million }: { readonly rounds: number; readonly million: boolean },
): Promise<Section[]> {
  const histories: FilledHistory[] = [];
  for (const jobs of [FEW, MANY, ...(million ? [MILLION] : [])])
    histories.push(await fillHistory(executable, world, jobs));
  const large = histories.filter(({ jobs }) => jobs > FEW);
  return [
    ...(await measureNetwork(executable, rounds)),
    await measureStarts(executable, world, histories, rounds),
    ...large.map(weighDisk),
  ];
}

async function measureStarts(
  executable: string,
  world: World,
  histories: readonly FilledHistory[],
  rounds: number,
): Promise<Section> {
  const rows = histories.map(({ jobs }) => ({ name: nameOf(jobs), figures: new Array<number>() }));
  for (let round = 0; round <= rounds; round++) {
    for (const [index, { userData }] of histories.entries()) {
      const window = await openCopytrail(executable, world, userData);
      await window.close();
      // The first start of each is cold.
      if (round > 0) rows[index]?.figures.push(window.times.painted);
    }
  }
  return {
    title: 'Start on many jobs: from starting the process to the first painted history row',
    notes: ['The endpoint is gone: what is painted comes from the history.'],
    unit: 'ms',
    rows,
    comparisons: histories.slice(1).map(({ jobs }) => {
      const goal = START_GOALS.get(jobs);
      return { of: nameOf(jobs), to: nameOf(FEW), ...(goal && { goal }) };
    }),
  };
}

function weighDisk({ jobs, wireBytes, diskBytes }: FilledHistory): Section {
  const ours = 'Copytrail, one snapshot a job, all indexes';
  const wire = 'the jobs as AWS sends them';
  return {
    title: `Disk per job of ${nameOf(jobs)}`,
    notes: [],
    unit: 'bytes',
    rows: [
      { name: wire, figures: [wireBytes / jobs] },
      { name: ours, figures: [diskBytes / jobs] },
    ],
    comparisons: [{ of: ours, to: wire, goal: DISK_GOAL }],
  };
}

function nameOf(jobs: number): string {
  return `${jobs.toLocaleString('en')} jobs`;
}
