import type { MeasuredWindow } from '../measured-window';
import type { Section } from '../report';
import { describeWithCli, startPlainNode } from '../rivals';
import type { World } from '../world';
import { AT_ONCE, openFresh, press } from './fresh-window';

const DESCRIBED = 1000;
/** Of a thousand calls of the command line so many are made, and counted for all. */
const CLI_SAMPLE = 20;

const APP = 'Copytrail, saved durably';
const NODE = `SDK in plain Node, ${AT_ONCE} at once, nothing saved`;
const CLI_LOOP = `shell loop over /usr/bin/aws, ${CLI_SAMPLE} measured`;

/** What a thousand single answers take from the network to the disk. */
export async function measureDescribes(
  executable: string,
  world: World,
  listed: readonly string[],
  rounds: number,
): Promise<Section> {
  const ids = listed.slice(0, DESCRIBED);
  const app: number[] = [];
  const plain: number[] = [];
  const loop: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const window = await openFresh(executable, world, `describe-${round}`);
    app.push(await describeAll(window, ids));
    await window.close();
    // As new as the window: a process that has described thousands before is twice as fast as a script's.
    const node = startPlainNode(world);
    // The first calls of a process make its connections.
    await node.describe(ids.slice(0, AT_ONCE), AT_ONCE);
    plain.push(await node.describe(ids, AT_ONCE));
    await node.close();
    let sample = 0;
    for (const id of ids.slice(0, CLI_SAMPLE)) sample += await describeWithCli(world, id);
    loop.push((sample * ids.length) / CLI_SAMPLE);
  }
  return {
    title: `Describe ${ids.length.toLocaleString('en')} copy jobs`,
    notes: [
      'From pressing Describe until the last answer is on disk and told.',
      'Window and Node process anew each time, as for a script that is run once.',
    ],
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

async function describeAll(window: MeasuredWindow, ids: readonly string[]): Promise<number> {
  await window.evaluate(`(() => {
    const label = [...document.querySelectorAll('label')].find(({ textContent }) => textContent.trim() === 'Copy job ID');
    label.control.value = ${JSON.stringify(ids.join(' '))};
    label.control.dispatchEvent(new Event('input', { bubbles: true }));
  })()`);
  return press(window, 'Describe', 'Look-ups', `${ids.length.toLocaleString('en')} look-ups ended`);
}
