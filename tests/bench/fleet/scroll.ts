import { setTimeout as sleep } from 'node:timers/promises';
import { openCopytrail } from '../app-window';
import type { MeasuredWindow } from '../measured-window';
import { memoryOfTree } from '../processes';
import type { Section } from '../report';
import type { World } from '../world';
import type { FilledHistory } from './fill';
import { nameOf } from './sizes';

/** The way is gone in so many parts, and memory weighed between them. */
const PARTS = 10;
/** Screens of the list that are passed over from one frame to the next: as fast as a wheel that is spun. */
const SCREENS_A_FRAME = 1;
/** One part of the way takes this long at most (ms). */
const PART_LIMIT_MS = 300_000;
/** Long enough for what scrolling set off to have ended (ms). */
const REST_MS = 3000;
/** What the browser calls a long task (ms). */
const LONG_MS = 50;
/** Memory at the end over memory after the first tenth, when everything that is kept for scrolling back is there. */
const FLAT = { atMost: 1.1 };

/** What happened in the page on one part of the way. */
interface Passed {
  /** Ms from each frame to the next. */
  readonly frames: readonly number[];
  /** Ms of each task over 50 ms (Long Tasks API). */
  readonly longTasks: readonly number[];
  /** Rows of elements at the most. */
  readonly rows: number;
  /** Place of the last row shown, from 1. */
  readonly reached: number;
  /** Rows on screen at the moments that were looked at, and how many of them were still being read. */
  readonly looked: number;
  readonly blank: number;
}

/** Scrolls a list from its first row to its last, screen by screen. It has no rival: nothing else lists so many copy jobs. */
export async function measureScrolling(
  executable: string,
  world: World,
  { jobs, userData }: FilledHistory,
): Promise<Section[]> {
  const window = await openCopytrail(executable, world, userData);
  try {
    await window.evaluate(WAIT_FOR_ALL(jobs), PART_LIMIT_MS);
    const memory = [await weigh(window)];
    const passed: Passed[] = [];
    for (let part = 1; part <= PARTS; part++) {
      passed.push((await window.evaluate(scrollTo(part / PARTS), PART_LIMIT_MS)) as Passed);
      memory.push(await weigh(window));
    }
    const last = passed.at(-1)?.reached ?? 0;
    if (last !== jobs) throw new Error(`Scrolling came to row ${last} of ${jobs}.`);
    return [tasksOf(jobs, passed), memoryOf(jobs, memory)];
  } finally {
    await window.close();
  }
}

function tasksOf(jobs: number, passed: readonly Passed[]): Section {
  const longTasks = passed.flatMap((part) => part.longTasks);
  const rows = Math.max(...passed.map((part) => part.rows));
  const sum = (of: (part: Passed) => number): number => passed.reduce((all, part) => all + of(part), 0);
  const blank = Math.round((100 * sum((part) => part.blank)) / sum((part) => part.looked));
  return {
    title: `Scroll end to end through ${nameOf(jobs)}, a screen a frame`,
    notes: [
      `${longTasks.length} tasks of the page took ${LONG_MS} ms or longer (Long Tasks API); ${rows} rows of elements at the most.`,
      `${blank} % of the rows that passed were still being read: they have their place and no text.`,
    ],
    unit: 'ms',
    rows: [
      { name: 'from one frame to the next', figures: passed.flatMap(({ frames }) => frames) },
      {
        name: `longest task of ${LONG_MS} ms or longer, else 0`,
        figures: passed.map((part) => Math.max(0, ...part.longTasks)),
      },
    ],
    comparisons: [],
    limits: [{ of: `longest task of ${LONG_MS} ms or longer, else 0`, what: 'most', atMost: LONG_MS }],
  };
}

function memoryOf(jobs: number, memory: readonly number[]): Section {
  const [before = 0, tenth = 0, ...others] = memory;
  const middle = memory[PARTS / 2] ?? 0;
  return {
    title: `Memory while scrolling through ${nameOf(jobs)}: all processes of the window`,
    notes: [
      'Proportional set size, after three seconds of rest each time. Rows that left the screen are kept, up to a number.',
    ],
    unit: 'MiB',
    rows: [
      { name: 'before', figures: [before] },
      { name: 'after a tenth of the way', figures: [tenth] },
      { name: 'half-way', figures: [middle] },
      { name: 'at the end', figures: [others.at(-1) ?? 0] },
    ],
    comparisons: [
      { of: 'at the end', to: 'after a tenth of the way', goal: FLAT },
      { of: 'at the end', to: 'before' },
    ],
  };
}

async function weigh(window: MeasuredWindow): Promise<number> {
  await sleep(REST_MS);
  return memoryOfTree(window.pid);
}

const GRID = `document.querySelector('[role="grid"][aria-label="Copy jobs"]')`;

/** Until the index is there the list has only its first rows. */
const WAIT_FOR_ALL = (jobs: number): string => `(async () => {
  while (Number(${GRID}?.getAttribute('aria-rowcount')) !== ${jobs + 1} ||
    ${GRID}.parentElement.scrollHeight < 100 * ${GRID}.parentElement.clientHeight)
    await new Promise((resolve) => setTimeout(resolve, 100));
})()`;

/** Scrolls on until this share of the way is behind, as fast as frames come. */
function scrollTo(share: number): string {
  return `(async () => {
    const grid = ${GRID};
    const scroller = grid.parentElement;
    // The heads stay over the rows.
    const heads = grid.querySelector('[role="rowgroup"]').clientHeight;
    const screen = (scroller.clientHeight - heads) * ${SCREENS_A_FRAME};
    const longTasks = [];
    const note = (list) => { for (const { duration } of list.getEntries()) longTasks.push(duration); };
    const observer = new PerformanceObserver(note);
    observer.observe({ type: 'longtask' });
    const frame = () => new Promise(requestAnimationFrame);
    const frames = [];
    const rows = () => [...grid.querySelectorAll('[data-index]')];
    const total = Number(grid.getAttribute('aria-rowcount')) - 1;
    const shown = () => {
      const box = scroller.getBoundingClientRect();
      return rows().filter((row) => {
        const { top, bottom } = row.getBoundingClientRect();
        return top < box.bottom && bottom > box.top;
      });
    };
    const place = (all) => Math.max(...all.map((row) => Number(row.dataset.index) + 1));
    let looked = 0;
    let blank = 0;
    let most = 0;
    let last = await frame();
    for (let turn = 0; ; turn++) {
      scroller.scrollTop += screen;
      const now = await frame();
      frames.push(now - last);
      last = now;
      // Looked at now and then only: looking costs the page time, too.
      if (turn % 20 !== 0) continue;
      most = Math.max(most, rows().length);
      const all = shown();
      looked += all.length;
      blank += all.filter((row) => row.getAttribute('aria-busy') === 'true').length;
      if (place(all) >= total * ${share}) break;
    }
    await frame();
    note({ getEntries: () => observer.takeRecords() });
    observer.disconnect();
    return { frames, longTasks, rows: most, reached: place(shown()), looked, blank };
  })()`;
}
