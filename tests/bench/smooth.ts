import type { MeasuredWindow } from './measured-window';
import type { Section } from './report';
import { openJobAnew, openWithSnapshots, type Members } from './snapshots';
import type { World } from './world';

const FIELDS = 1000;
const COLUMNS = 50;
/** Of the members of an answer that is one of many: more than any job of AWS Backup was seen to change. */
const FIELDS_OF_A_COLUMN = 30;
/** Changes that are gone through one by one. */
const STEPS = 200;
/** Frames that are watched after what is opened has come. */
const FRAMES_AFTER = 60;
/** What the browser calls a long task (ms). */
const LONG_MS = 50;

/** What the page did on one way through what is compared. */
interface Passed {
  readonly way: string;
  /** Ms from each frame to the next. */
  readonly frames: readonly number[];
  /** Ms of the longest task of 50 ms or longer (Long Tasks API), else 0. */
  readonly longest: number;
}

/**
 * Whether what is compared stays smooth when there is much of it: two answers that differ in a thousand members, and fifty answers side by side,
 * opened and gone through as fast as frames come.
 */
export async function measureSmoothness(executable: string, world: World, rounds: number): Promise<readonly Section[]> {
  const passed: Passed[] = [];
  const measure = async (name: string, snapshots: number, fields: number, ways: string): Promise<void> => {
    const window = await openWithSnapshots(executable, world, name, snapshots, (at) => members(fields, at));
    try {
      for (let round = -1; round < rounds; round++) {
        const through = await goThrough(window, snapshots, ways);
        // The first time the code itself is compiled.
        if (round >= 0) passed.push(...through);
      }
    } finally {
      await window.close();
    }
  };
  await measure('history-of-many-members', 2, FIELDS, TWO_ANSWERS);
  await measure('history-of-many-columns', COLUMNS, FIELDS_OF_A_COLUMN, MANY_ANSWERS);
  const ways = [...new Set(passed.map(({ way }) => way))];
  const of = (way: string): readonly Passed[] => passed.filter((one) => one.way === way);
  const notes = [
    `Two answers that differ in ${FIELDS.toLocaleString('en')} members, and ${COLUMNS} that differ in ${FIELDS_OF_A_COLUMN}; a step or a screen a frame`,
  ];
  return [
    {
      title: `Much that differs: longest task of ${LONG_MS} ms or longer, else 0`,
      notes,
      unit: 'ms',
      rows: ways.map((way) => ({ name: way, figures: of(way).map(({ longest }) => longest) })),
      comparisons: [],
      limits: ways.map((way) => ({ of: way, what: 'median', atMost: LONG_MS })),
    },
    {
      title: 'Much that differs: from one frame to the next',
      notes,
      unit: 'ms',
      rows: ways.map((way) => ({ name: way, figures: of(way).flatMap(({ frames }) => frames) })),
      comparisons: [],
    },
  ];
}

/** Members that no catalogue has, each with another value in each answer. */
function members(fields: number, at: number): Members {
  return Object.fromEntries(
    Array.from({ length: fields }, (_, member) => [`Member${String(member).padStart(4, '0')}`, `${member}-${at}`]),
  );
}

const GRID = '[role="grid"][aria-label="Snapshots"]';

const TWO_ANSWERS = `
    const table = '[role="table"][aria-label="Comparison"]';
    await pass('open ${FIELDS} changes', opens('Compare', table, (found) => found?.querySelector('[data-row]') != null));
    await pass('step through ${STEPS} changes', async (next) => {
      (find(table + ' [data-row][tabindex="0"]')).focus();
      for (let step = 0; step < ${STEPS}; step++) {
        press(document.activeElement, 'ArrowDown');
        await next();
      }
      press(document.activeElement, 'Home');
      await next();
    });
    const pageScroller = (element) => {
      while (element.scrollHeight <= element.clientHeight || getComputedStyle(element).overflowY === 'visible') element = element.parentElement;
      return element;
    };
    await pass('scroll through ${FIELDS} changes', scrolls(pageScroller(find(table).parentElement), 'scrollTop', 'clientHeight'));`;

const MANY_ANSWERS = `
    await pass('open ${COLUMNS} columns', opens('All snapshots', '${GRID} ~ [aria-expanded]', (found) => found !== null));
    const grid = find('${GRID}');
    await pass('step through ${COLUMNS} columns', async (next) => {
      press(grid, 'Home');
      for (let step = 0; step < ${COLUMNS}; step++) {
        press(grid, 'ArrowRight');
        await next();
      }
    });
    await pass('step through ${FIELDS_OF_A_COLUMN} rows of ${COLUMNS} columns', async (next) => {
      for (let step = 0; step < ${FIELDS_OF_A_COLUMN}; step++) {
        press(grid, 'ArrowDown');
        await next();
      }
    });
    await pass('scroll down ${COLUMNS} columns', scrolls(grid, 'scrollTop', 'clientHeight'));
    await pass('scroll along ${COLUMNS} columns', scrolls(grid, 'scrollLeft', 'clientWidth'));`;

/** @param ways JavaScript that goes through what was opened */
async function goThrough(window: MeasuredWindow, snapshots: number, ways: string): Promise<readonly Passed[]> {
  return (await window.evaluate(`(async () => {
    ${openJobAnew(snapshots)}
    const passed = [];
    const frame = () => new Promise(requestAnimationFrame);
    const pass = async (way, work) => {
      const longTasks = [];
      const note = (entries) => { for (const { duration } of entries) longTasks.push(duration); };
      const observer = new PerformanceObserver((list) => note(list.getEntries()));
      observer.observe({ type: 'longtask' });
      const frames = [];
      let last = await frame();
      await work(async () => {
        const now = await frame();
        frames.push(now - last);
        last = now;
      });
      await frame();
      await new Promise(requestIdleCallback);
      note(observer.takeRecords());
      observer.disconnect();
      passed.push({ way, frames, longest: Math.max(0, ...longTasks) });
    };
    const press = (element, key) => element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    const opens = (name, selector, isThere) => async (next) => {
      (await tab(name)).click();
      while (!isThere(find(selector))) await next();
      // What is not in sight may be drawn after what is.
      for (let further = ${FRAMES_AFTER}; further > 0; further--) await next();
    };
    const scrolls = (element, side, extent) => async (next) => {
      element[side] = 0;
      for (let before = -1; element[side] > before; await next()) {
        before = element[side];
        element[side] += element[extent] - 100;
      }
    };

    ${ways}
    return passed;
  })()`)) as readonly Passed[];
}
