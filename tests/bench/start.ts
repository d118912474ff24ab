import { openBareWindow, openCopytrail } from './app-window';
import type { MeasuredWindow, StartTimes } from './measured-window';
import type { Section } from './report';
import type { World } from './world';

/** A start may cost half as much again as the runtime alone. */
const GOAL = { atMost: 1.5 };

export const BARE = 'bare Electron window';
export const COPYTRAIL = 'Copytrail';

/**
 * Times starts in turn, one of each rival a round, the first of each (cold caches) left out. The caller has filled the
 * history and closed the endpoint.
 */
export async function measureStarts(executable: string, world: World, rounds: number): Promise<Section> {
  const rivals = [
    { name: BARE, open: () => openBareWindow(executable, world), times: new Array<StartTimes>() },
    { name: COPYTRAIL, open: () => openCopytrail(executable, world), times: new Array<StartTimes>() },
  ];
  for (let round = 0; round <= rounds; round++) {
    for (const { open, times } of rivals) {
      const window = await startAndClose(open);
      if (round > 0) times.push(window);
    }
  }
  return {
    title: 'Start: from starting the process to the first painted history row, beside one painted line of text',
    notes: [
      'Files in the disk cache, the same data folder each time, the endpoint gone: what is painted comes from the history.',
    ],
    unit: 'ms',
    rows: [
      ...rivals.map(({ name, times }) => ({ name, figures: times.map(({ painted }) => painted) })),
      ...rivals.flatMap(({ name, times }) =>
        STEPS.map((step) => ({ name: `  ${name}: ${step.text}`, figures: times.map((time) => time[step.moment]) })),
      ),
    ],
    comparisons: [{ of: COPYTRAIL, to: BARE, goal: GOAL }],
  };
}

/** Where the time goes, on the way to the paint. */
const STEPS = [
  { moment: 'mainScript', text: 'main script begins' },
  { moment: 'ready', text: 'Electron ready' },
  { moment: 'pageCommitted', text: 'page begins to load' },
  { moment: 'shown', text: 'window on screen' },
] as const;

async function startAndClose(open: () => Promise<MeasuredWindow>): Promise<StartTimes> {
  const window = await open();
  await window.close();
  return window.times;
}
