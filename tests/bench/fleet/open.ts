import { openCopytrail } from '../app-window';
import type { Section } from '../report';
import type { World } from '../world';
import type { FilledHistory } from './fill';
import { FEW, MANY, MILLION, nameOf } from './sizes';

/** At most so many times the start on a hundred jobs. */
const GOALS: ReadonlyMap<number, { atMost: number }> = new Map([
  [MANY, { atMost: 1.2 }],
  [MILLION, { atMost: 1.5 }],
]);

/** Times starts on histories of different sizes in turn, the first of each (cold caches) left out. */
export async function measureOpening(
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
      if (round > 0) rows[index]?.figures.push(window.times.painted);
    }
  }
  return {
    title: 'Start on many jobs: from starting the process to the first painted history row',
    notes: ['What is painted comes from the history.'],
    unit: 'ms',
    rows,
    comparisons: histories
      .filter(({ jobs }) => jobs !== FEW)
      .map(({ jobs }) => {
        const goal = GOALS.get(jobs);
        return { of: nameOf(jobs), to: nameOf(FEW), ...(goal && { goal }) };
      }),
  };
}
