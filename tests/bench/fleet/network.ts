import path from 'node:path';
import { bigFleet } from '../../support/big-fleet';
import { KEY } from '../../support/copy-job-endpoint';
import { openEmptyCopytrail } from '../app-window';
import type { MeasuredWindow } from '../measured-window';
import type { Section } from '../report';
import { describeWithCli, listWithCli, startPlainNode } from '../rivals';
import { openWorld, prepareUserData, REGION, type World } from '../world';
import { bundlePage } from './fill';

/** Ten pages of a list. */
const LISTED = 10_000;
const DESCRIBED = 1000;
/** Of a thousand calls of the command line so many are made, and counted for all. */
const CLI_SAMPLE = 20;
/** Both take seconds a time, and hardly differ from one to the next. */
const MOST_ROUNDS = 5;
/** Calls at once, for both: what the app does unless told otherwise. */
const AT_ONCE = 4;
/** So many that the app's own limit of calls a second is no part of what is measured. */
const PER_SECOND = 1000;

const APP = 'Copytrail, saved durably';
const NODE = `SDK in plain Node, ${AT_ONCE} at once, nothing saved`;
const CLI_LIST = 'aws backup list-copy-jobs, nothing saved';
const CLI_LOOP = `shell loop over /usr/bin/aws, ${CLI_SAMPLE} measured`;

/** What thousands of jobs take from the network to the disk, in a world that has no others. */
export async function measureNetwork(executable: string, rounds: number): Promise<Section[]> {
  const world = await openWorld();
  const turns = Math.min(rounds, MOST_ROUNDS);
  try {
    const ids: string[] = [];
    for (const job of bigFleet(LISTED, { accountId: KEY.accountId, region: REGION })) {
      ids.push(job.copyJobId);
      world.endpoint.putJob({ ...job, body: `{"CopyJob":${job.json}}` });
    }
    return [
      await measureSync(executable, world, turns),
      await measureDescribes(executable, world, ids.slice(0, DESCRIBED), turns),
    ];
  } finally {
    await world.close();
  }
}

async function measureSync(executable: string, world: World, rounds: number): Promise<Section> {
  const app: number[] = [];
  const cli: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const window = await openFresh(executable, world, `sync-${round}`);
    app.push(
      await press(window, 'Collect all copy jobs of this profile and Region', 'Collecting', 'copy jobs collected'),
    );
    await window.close();
    cli.push(await listWithCli(world, LISTED));
  }
  return {
    title: `Sync ${LISTED.toLocaleString('en')} jobs that the history does not have, a thousand a page`,
    notes: ['From pressing the button until the last page is on disk; the command line prints to a pipe.'],
    unit: 'ms',
    rows: [
      { name: APP, figures: app },
      { name: CLI_LIST, figures: cli },
    ],
    comparisons: [{ of: APP, to: CLI_LIST, goal: { atMost: 3 } }],
  };
}

async function measureDescribes(
  executable: string,
  world: World,
  ids: readonly string[],
  rounds: number,
): Promise<Section> {
  const app: number[] = [];
  const plain: number[] = [];
  const loop: number[] = [];
  const node = startPlainNode(world);
  // The first calls of a process make its connections.
  await node.describe(ids.slice(0, AT_ONCE), AT_ONCE);
  for (let round = 0; round < rounds; round++) {
    const window = await openFresh(executable, world, `describe-${round}`);
    app.push(await describeAll(window, ids));
    await window.close();
    plain.push(await node.describe(ids, AT_ONCE));
    let sample = 0;
    for (const id of ids.slice(0, CLI_SAMPLE)) sample += await describeWithCli(world, id);
    loop.push((sample * ids.length) / CLI_SAMPLE);
  }
  await node.close();
  return {
    title: `Describe ${ids.length.toLocaleString('en')} copy jobs`,
    notes: ['From pressing Describe until the last answer is on disk and told.'],
    unit: 'ms',
    rows: [
      { name: APP, figures: app },
      { name: NODE, figures: plain },
      { name: CLI_LOOP, figures: loop },
    ],
    comparisons: [
      { of: APP, to: NODE, goal: { atMost: 1.5 } },
      { of: CLI_LOOP, to: APP, goal: { atLeast: 100 } },
    ],
  };
}

/** Copytrail on an empty history, with its calls a second as good as unlimited. */
async function openFresh(executable: string, world: World, name: string): Promise<MeasuredWindow> {
  const userData = path.join(world.home.home, name);
  await prepareUserData(userData);
  const first = await openEmptyCopytrail(executable, world, userData);
  await first.evaluate(await bundlePage());
  await first.evaluate(`fleetFiller.prefer('call-limits', { perSecond: ${PER_SECOND}, atOnce: ${AT_ONCE} })`);
  await first.evaluate('fleetFiller.close()');
  await first.close();
  return openEmptyCopytrail(executable, world, userData);
}

/** Presses a button and waits until a region of the window says something. Answers the ms between the two. */
async function press(window: MeasuredWindow, button: string, region: string, words: string): Promise<number> {
  const took = await window.evaluate(`(async () => {
    const find = () => [...document.querySelectorAll('button')].find((each) =>
      (each.getAttribute('aria-label') ?? each.textContent).trim() === ${JSON.stringify(button)});
    while (find() === undefined || find().disabled) await new Promise(requestAnimationFrame);
    await new Promise(requestIdleCallback);
    const says = () => document.querySelector('section[aria-label=${JSON.stringify(region)}]')
      ?.textContent.includes(${JSON.stringify(words)}) === true;
    const pressed = performance.now();
    find().click();
    await new Promise((resolve) => {
      const look = () => { if (says()) { observer.disconnect(); resolve(); } };
      const observer = new MutationObserver(look);
      observer.observe(document, { childList: true, subtree: true, characterData: true });
      look();
    });
    return performance.now() - pressed;
  })()`);
  return Number(took);
}

async function describeAll(window: MeasuredWindow, ids: readonly string[]): Promise<number> {
  await window.evaluate(`(() => {
    const label = [...document.querySelectorAll('label')].find(({ textContent }) => textContent.trim() === 'Copy job ID');
    label.control.value = ${JSON.stringify(ids.join(' '))};
    label.control.dispatchEvent(new Event('input', { bubbles: true }));
  })()`);
  return press(window, 'Describe', 'Look-ups', `${ids.length.toLocaleString('en')} look-ups ended`);
}
