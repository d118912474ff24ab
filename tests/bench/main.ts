import { writeFile } from 'node:fs/promises';
import { describeInWindow, openEmptyCopytrail } from './app-window';
import { measureDiff } from './diff';
import { measureHistories, measureNetwork } from './fleet/fleet';
import { measureLookups } from './lookup';
import { describeMachine, printMachine } from './machine';
import { measureMatrix } from './matrix';
import { measureMemory } from './memory';
import type { BenchOptions, Part } from './options';
import { judgeSection, printSection, type Section } from './report';
import { measureSets } from './sets';
import { measureSmoothness } from './smooth';
import { measureStarts } from './start';
import { openWorld, type World } from './world';

export { readOptions } from './options';

/** A history such as an administrator has after a few weeks: what look-ups, starts and memory are measured on. */
const JOBS = 300;

/**
 * Measures the built app beside what one would use instead, and prints what came out. Figures are no tests: a goal that
 * is missed is said and nothing more.
 * @param executable absolute path of Electron
 */
export async function run(executable: string, options: BenchOptions): Promise<void> {
  const { rounds, jsonFile, parts } = options;
  const machine = describeMachine(executable);
  say(...printMachine(machine), `${rounds} rounds, all rivals in turn`);
  const sections: Section[] = [];
  const add = (...more: readonly Section[]): void => {
    sections.push(...more);
    for (const section of more) say('', ...printSection(judgeSection(section)));
  };
  const wants = (...some: readonly Part[]): boolean => some.some((part) => parts.includes(part));
  const world = await openWorld();
  try {
    if (wants('lookup', 'start', 'memory')) await fillHistory(executable, world);
    if (wants('lookup')) add(...(await measureLookups(executable, world, rounds)));
    // From here on there is no network: the window shows what it has kept.
    await world.endpoint.close();
    if (wants('start')) add(await measureStarts(executable, world, rounds));
    if (wants('memory')) add(await measureMemory(executable, world, rounds));
    if (wants('sync', 'describe')) add(...(await measureNetwork(executable, options)));
    if (wants('matrix')) add(await measureMatrix(executable, world, rounds));
    if (wants('smooth')) add(...(await measureSmoothness(executable, world, rounds)));
    await measureHistories(executable, world, options, add);
    if (wants('diff')) add(...(await measureDiff(rounds)));
    if (wants('sets')) add(...(await measureSets(rounds, options.million)));
  } finally {
    await world.close();
  }
  if (jsonFile !== undefined) {
    await writeFile(
      jsonFile,
      `${JSON.stringify({ machine, rounds, sections: sections.map(judgeSection) }, null, 2)}\n`,
    );
    say('', `Every figure: ${jsonFile}`);
  }
}

/** Looks every job up in the window itself, so that the history is as the app makes it. */
async function fillHistory(executable: string, world: World): Promise<void> {
  const window = await openEmptyCopytrail(executable, world);
  for (let job = 0; job < JOBS; job++) await describeInWindow(window, world.newJob());
  await window.close();
}

function say(...lines: readonly string[]): void {
  for (const line of lines) console.log(line);
}
