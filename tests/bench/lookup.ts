import { askFromPage, describeInWindow, openCopytrail } from './app-window';
import type { Section } from './report';
import { describeWithCli, startPlainNode } from './rivals';
import type { World } from './world';

/** The command line takes so long that each of its calls leaves room for several of the others. */
const CALLS_A_ROUND = 4;
/** Before anything counts: the SDK is loaded, connections stand, and the compilers have seen the code. */
const WARM_UP_CALLS = 20;
/**
 * What an answer takes on its way. Assumptions, since every network is another: a Region of one's own country, and one on the
 * other side of an ocean or behind a company's proxies.
 */
const NEAR_MS = 10;
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

type Goals = readonly (typeof SAME_CALL | typeof COMMAND_LINE)[];

/** Nobody can be twenty times faster than a distance that both have to go: far away the second goal says nothing. */
const DISTANCES: readonly {
  readonly ms: number;
  readonly title: string;
  readonly note: string;
  readonly goals: Goals;
}[] = [
  {
    ms: 0,
    title: 'Lookup at no distance: the endpoint on this machine answers at once',
    note: 'What is left is what each rival adds by itself.',
    goals: [SAME_CALL, COMMAND_LINE],
  },
  {
    ms: NEAR_MS,
    title: `Lookup near by: the endpoint answers after ${NEAR_MS} ms`,
    note: 'As from an office to a Region in the same country.',
    goals: [SAME_CALL, COMMAND_LINE],
  },
  {
    ms: FAR_MS,
    title: `Lookup far away: the endpoint answers after ${FAR_MS} ms`,
    note: 'Nobody can be faster than the distance.',
    goals: [SAME_CALL],
  },
];

function compare(goals: Goals): Section['comparisons'] {
  const held = (goal: Goals[number]) => (goals.includes(goal) ? { goal } : {});
  return [
    { of: ANSWER, to: NODE, ...held(SAME_CALL) },
    { of: CLI, to: ANSWER, ...held(COMMAND_LINE) },
    { of: PAINTED, to: NODE },
    { of: CLI, to: PAINTED },
  ];
}

/** Times lookups in turn, each of a job that nobody has asked for before; at no distance, near and far away. */
export async function measureLookups(executable: string, world: World, rounds: number): Promise<Section[]> {
  const window = await openCopytrail(executable, world);
  const node = startPlainNode(world);
  const rivals = {
    [ANSWER]: () => askFromPage(window, world.newJob()),
    [NODE]: () => node.describe([world.newJob()]),
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
    const sections: Section[] = [];
    for (const distance of DISTANCES) {
      const { ms, title, note, goals } = distance;
      const leave = ms === 0 ? undefined : world.endpoint.addFault({ fault: { kind: 'delay', ms } });
      sections.push({ title, notes: [note], unit: 'ms', rows: await measure(), comparisons: compare(goals) });
      leave?.();
    }
    return sections;
  } finally {
    await node.close();
    await window.close();
  }
}
