import { writeFile } from 'node:fs/promises';
import { describeInWindow, openEmptyCopytrail } from './app-window';
import { measureFleet } from './fleet/fleet';
import { measureLookups } from './lookup';
import { describeMachine, printMachine } from './machine';
import { measureMemory } from './memory';
import type { BenchOptions } from './options';
import { judgeSection, printSection, type Section } from './report';
import { measureStarts } from './start';
import { openWorld, type World } from './world';

export { readOptions } from './options';

/** A history such as an administrator has after a few weeks. */
const JOBS = 300;

/**
 * Measures the built app beside what one would use instead, and prints what came out. Figures are no tests: a goal that
 * is missed is said and nothing more.
 * @param executable absolute path of Electron
 */
export async function run(executable: string, { rounds, jsonFile, parts, million }: BenchOptions): Promise<void> {
  const machine = describeMachine(executable);
  say(...printMachine(machine), `${rounds} rounds, all rivals in turn; a history of ${JOBS} jobs`);
  const sections: Section[] = [];
  const add = (...more: Section[]) => {
    sections.push(...more);
    for (const section of more) say('', ...printSection(judgeSection(section)));
  };
  const world = await openWorld();
  try {
    await fillHistory(executable, world);
    if (parts.includes('lookup')) add(...(await measureLookups(executable, world, rounds)));
    // From here on there is no network: the window shows what it has kept.
    await world.endpoint.close();
    if (parts.includes('start')) add(await measureStarts(executable, world, rounds));
    if (parts.includes('fleet')) add(...(await measureFleet(executable, world, { rounds, million })));
    if (parts.includes('memory')) add(await measureMemory(executable, world, rounds));
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
