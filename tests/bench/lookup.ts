import { askFromPage, describeInWindow, openCopytrail } from './app-window';
import type { Section } from './report';
import { describeWithCli, startPlainNode } from './rivals';
import type { World } from './world';

/** The command line takes so long that each of its calls leaves room for several of the others. */
const CALLS_A_ROUND = 4;
/** Before anything counts: the SDK is loaded, connections stand, and the compilers have seen the code. */
const WARM_UP_CALLS = 20;
/** What an answer takes on its way when the Region is not next door. An assumption: every network is another. */
const FAR_MS = 50;

const ANSWER = 'Copytrail, answer in the window';
const PAINTED = 'Copytrail, saved and painted';
const NODE = 'SDK in plain Node';
const CLI = '/usr/bin/aws';

/**
 * Both goals are for the same thing done by each: ask, and have the answer. Nobody else writes it to disk or shows it; what
 * that adds is printed beside it, and has no rival to be held against.
 */
const SAME_CALL = { atMost: 1.3 };
const COMMAND_LINE = { atLeast: 20 };

/** Times lookups in turn, each of a job that nobody has asked for before; once at no distance and once far away. */
export async function measureLookups(executable: string, world: World, rounds: number): Promise<Section[]> {
  const window = await openCopytrail(executable, world);
  const node = startPlainNode(world);
  const rivals = {
    [ANSWER]: () => askFromPage(window, world.newJob()),
    [NODE]: () => node.describe(world.newJob()),
    [PAINTED]: () => describeInWindow(window, world.newJob()),
  };
  const measure = async () => {
    const figures = { [ANSWER]: new Array<number>(), [NODE]: new Array<number>(), [PAINTED]: new Array<number>() };
    const cli: number[] = [];
    for (let round = 0; round < rounds; round++) {
      cli.push(await describeWithCli(world, world.newJob()));
      for (let call = 0; call < CALLS_A_ROUND; call++) {
        for (const name of [ANSWER, NODE, PAINTED] as const) figures[name].push(await rivals[name]());
      }
    }
    return [...Object.entries(figures), [CLI, cli] as const].map(([name, all]) => ({ name, figures: all }));
  };
  try {
    for (let call = 0; call < WARM_UP_CALLS; call++) for (const ask of Object.values(rivals)) await ask();
    const near = await measure();
    const leave = world.endpoint.addFault({ fault: { kind: 'delay', ms: FAR_MS } });
    const far = await measure();
    leave();
    return [
      {
        title: 'Lookup at no distance: the endpoint on this machine answers at once',
        notes: ['What is left is what each rival adds by itself.'],
        unit: 'ms',
        rows: near,
        comparisons: [
          { of: ANSWER, to: NODE, goal: SAME_CALL },
          { of: CLI, to: ANSWER, goal: COMMAND_LINE },
          { of: PAINTED, to: NODE },
          { of: CLI, to: PAINTED },
        ],
      },
      {
        title: `Lookup far away: the endpoint answers after ${FAR_MS} ms`,
        notes: ['Nobody can be faster than the distance.'],
        unit: 'ms',
        rows: far,
        comparisons: [
          { of: ANSWER, to: NODE, goal: SAME_CALL },
          { of: CLI, to: ANSWER },
          { of: PAINTED, to: NODE },
          { of: CLI, to: PAINTED },
        ],
      },
    ];
  } finally {
    await node.close();
    await window.close();
  }
}
