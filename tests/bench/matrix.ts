import { presentationOf, type MeasuredWindow } from './measured-window';
import type { Section } from './report';
import { openJobAnew, openWithSnapshots, type Members } from './snapshots';
import type { World } from './world';

const SNAPSHOTS = 1000;
const GOAL_MS = 100;

const FIRST = 'newest columns on screen';
const ALL = 'all columns read';

/** Ms from the click. */
interface Shown {
  readonly first: number;
  readonly all: number;
}

/** One job over all its snapshots, from the click on its tab to the frame that shows the newest ones, and until what changed is known of all. */
export async function measureMatrix(executable: string, world: World, rounds: number): Promise<Section> {
  const window = await openWithSnapshots(executable, world, 'history-of-snapshots', SNAPSHOTS, changedAt);
  const figures: Shown[] = [];
  try {
    // The first time the code itself is compiled, which is no matter of how many snapshots there are.
    for (let round = -1; round < rounds; round++) {
      const took = await showAll(window, round);
      if (round >= 0) figures.push(took);
    }
  } finally {
    await window.close();
  }
  return {
    title: `One job over all its ${SNAPSHOTS.toLocaleString('en')} snapshots`,
    notes: [
      'From the click on “All snapshots” to the frame that shows the newest columns, and until all bodies are read from disk and compared.',
      'The job is opened anew each time, so that none of its bodies but the newest fifty are in the window before.',
    ],
    unit: 'ms',
    rows: [
      { name: FIRST, figures: figures.map(({ first }) => first) },
      { name: ALL, figures: figures.map(({ all }) => all) },
    ],
    comparisons: [],
    limits: [{ of: FIRST, what: 'median', atMost: GOAL_MS }],
  };
}

/** Each answer is another one: its size grows, and its state and counts move now and then. */
function changedAt(at: number): Members {
  return {
    State: at % 100 < 50 ? 'CREATED' : 'RUNNING',
    BackupSizeInBytes: at * 1_000_000,
    NumberOfChildJobs: at % 7,
  };
}

async function showAll(window: MeasuredWindow, round: number): Promise<Shown> {
  const grid = '[role="grid"][aria-label="Snapshots"]';
  const took = await window.evaluate(`(async () => {
    ${openJobAnew(SNAPSHOTS)}
    const all = await tab('All snapshots');
    const painted = ${presentationOf(`document.querySelector('${grid} [role="gridcell"]')?.closest('[role="grid"]') ?? null`, `matrix ${round}`)};
    const pressed = performance.now();
    all.click();
    // The members that are the same in all of them are counted once all are there.
    const whole = until(() => find('${grid} ~ [aria-expanded]')).then(() => performance.now() - pressed);
    return { first: (await painted) - pressed, all: await whole };
  })()`);
  return took as Shown;
}
