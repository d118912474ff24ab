import { setTimeout as sleep } from 'node:timers/promises';
import { openBareWindow, openCopytrail } from './app-window';
import type { MeasuredWindow } from './measured-window';
import { memoryOfTree } from './processes';
import type { Section } from './report';
import { BARE, COPYTRAIL } from './start';
import type { World } from './world';

/** Long enough for what a start sets off to have ended. */
const IDLE_MS = 10_000;
/** Memory hardly differs from start to start, and every figure takes as long as it idles. */
const MOST_ROUNDS = 5;

/** Weighs both windows in turn, each after a start and ten seconds of rest. The caller has filled the history. */
export async function measureMemory(executable: string, world: World, rounds: number): Promise<Section> {
  const bare: number[] = [];
  const copytrail: number[] = [];
  for (let round = 0; round < Math.min(rounds, MOST_ROUNDS); round++) {
    bare.push(await weigh(() => openBareWindow(executable, world)));
    copytrail.push(await weigh(() => openCopytrail(executable, world)));
  }
  return {
    title: `Memory at rest: all processes of the window, ${IDLE_MS / 1000} s after its first paint`,
    notes: ['Proportional set size: what several processes share counts once.'],
    unit: 'MiB',
    rows: [
      { name: BARE, figures: bare },
      { name: COPYTRAIL, figures: copytrail },
    ],
    comparisons: [{ of: COPYTRAIL, to: BARE }],
  };
}

async function weigh(open: () => Promise<MeasuredWindow>): Promise<number> {
  const window = await open();
  await sleep(IDLE_MS);
  const memory = await memoryOfTree(window.pid);
  await window.close();
  return memory;
}
