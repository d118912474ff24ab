import path from 'node:path';
import type { Observation } from '../../src/preload/contract/shapes';
import { fleetModels } from '../support/big-fleet';
import { bundlePage } from '../support/page-code';
import { openCopytrail, openEmptyCopytrail } from './app-window';
import { presentationOf, type MeasuredWindow } from './measured-window';
import type { Section } from './report';
import { prepareUserData, PROFILE, type World } from './world';

const SNAPSHOTS = 1000;
/** When the first snapshot was seen, epoch ms UTC; the others a minute later each. */
const FIRST_AT = Date.UTC(2026, 10, 21);
const MINUTE_MS = 60_000;
const GOAL_MS = 100;

const SHOWN = 'first columns on screen';

/** One job over all its snapshots, from the click on its tab to the frame that shows the newest ones. Nothing of it is read before. */
export async function measureMatrix(executable: string, world: World, rounds: number): Promise<Section> {
  const userData = path.join(world.home.home, 'history-of-snapshots');
  await prepareUserData(userData);
  const filling = await openEmptyCopytrail(executable, world, userData);
  await filling.evaluate(await bundlePage('fill-history'));
  await filling.evaluate(`fleetFiller.file(${JSON.stringify(snapshots(world))})`);
  await filling.evaluate('fleetFiller.close()');
  await filling.close();
  const window = await openCopytrail(executable, world, userData);
  const figures: number[] = [];
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
      'From the click on “All snapshots” to the frame that shows its columns: all bodies are read from disk and compared in between.',
      'The job is opened anew each time, so that none of its bodies but the newest fifty are in the window before.',
    ],
    unit: 'ms',
    rows: [{ name: SHOWN, figures }],
    comparisons: [],
    limits: [{ of: SHOWN, what: 'median', atMost: GOAL_MS }],
  };
}

/** Answers about one job, each another one: its size grows, and its state and counts move now and then. */
function snapshots({ endpoint }: World): readonly Observation[] {
  const model = fleetModels().find(({ members }) => members['IsParent'] === true);
  if (model === undefined) throw new Error('The demo account has no parent.');
  const { region, members } = model;
  return Array.from({ length: SNAPSHOTS }, (_, at) => ({
    source: 'describe',
    profile: { origin: 'shared', name: PROFILE },
    endpoint: endpoint.url,
    observedAt: FIRST_AT + at * MINUTE_MS,
    region,
    copyJobId: String(members['CopyJobId']),
    attempts: 1,
    tookMs: 1,
    body: JSON.stringify({
      CopyJob: {
        ...members,
        State: at % 100 < 50 ? 'CREATED' : 'RUNNING',
        BackupSizeInBytes: at * 1_000_000,
        NumberOfChildJobs: at % 7,
      },
    }),
  }));
}

async function showAll(window: MeasuredWindow, round: number): Promise<number> {
  const took = await window.evaluate(`(async () => {
    const find = (selector) => document.querySelector(selector);
    const until = async (look) => {
      for (;;) {
        const found = look();
        if (found) return found;
        await new Promise(requestAnimationFrame);
      }
    };
    find('button[aria-label="Close job"]')?.click();
    await until(() => find('article[data-job-key]') === null);
    (await until(() => find('[role="grid"][aria-label="Copy jobs"] [data-job-key]'))).click();
    const tab = await until(() => [...document.querySelectorAll('[role="tab"]')].find(({ textContent }) => textContent.includes('All snapshots')));
    await until(() => document.querySelectorAll('[data-snapshot-id]').length === ${SNAPSHOTS});
    await new Promise(requestAnimationFrame);
    await new Promise(requestIdleCallback);
    const painted = ${presentationOf(`document.querySelector('[role="grid"][aria-label="Snapshots"] [role="gridcell"]')?.closest('[role="grid"]') ?? null`, `matrix ${round}`)};
    const pressed = performance.now();
    tab.click();
    return (await painted) - pressed;
  })()`);
  return Number(took);
}
