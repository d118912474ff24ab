import type { MeasuredWindow } from './measured-window';
import type { Section } from './report';
import { openJobAnew, openWithSnapshots, type Members } from './snapshots';
import type { World } from './world';

const FIELDS = 1000;
const COLUMNS = 50;
/** Changes that are gone through one by one. */
const STEPS = 200;
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
 * Whether what is compared stays smooth when there is much of it: two answers that differ in a thousand members, and fifty such answers side by
 * side, opened and gone through as fast as frames come.
 */
export async function measureSmoothness(executable: string, world: World, rounds: number): Promise<readonly Section[]> {
  const window = await openWithSnapshots(executable, world, 'history-of-many-members', COLUMNS, manyMembers);
  const passed: Passed[] = [];
  try {
    for (let round = -1; round < rounds; round++) {
      const ways = await goThrough(window);
      // The first time the code itself is compiled.
      if (round >= 0) passed.push(...ways);
    }
  } finally {
    await window.close();
  }
  const ways = [...new Set(passed.map(({ way }) => way))];
  const of = (way: string): readonly Passed[] => passed.filter((one) => one.way === way);
  const notes = [
    `Two answers that differ in ${FIELDS.toLocaleString('en')} members, and ${COLUMNS} such answers side by side; a step or a screen a frame`,
  ];
  return [
    {
      title: `Much that differs: longest task of ${LONG_MS} ms or longer, else 0`,
      notes,
      unit: 'ms',
      rows: ways.map((way) => ({ name: way, figures: of(way).map(({ longest }) => longest) })),
      comparisons: [],
      limits: ways.map((way) => ({ of: way, what: 'most', atMost: LONG_MS })),
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
function manyMembers(at: number): Members {
  return Object.fromEntries(
    Array.from({ length: FIELDS }, (_, member) => [`Member${String(member).padStart(4, '0')}`, `${member}-${at}`]),
  );
}

async function goThrough(window: MeasuredWindow): Promise<readonly Passed[]> {
  const grid = '[role="grid"][aria-label="Snapshots"]';
  return (await window.evaluate(`(async () => {
    ${openJobAnew(COLUMNS)}
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
    };
    const scrolls = (element, side, extent) => async (next) => {
      element[side] = 0;
      for (let before = -1; element[side] > before; await next()) {
        before = element[side];
        element[side] += element[extent] - 100;
      }
    };

    const table = '[role="table"][aria-label="Comparison"]';
    await pass('open ${FIELDS} changes', opens('Compare', table, (found) => Number(found?.getAttribute('aria-rowcount')) >= ${FIELDS} &&
      found.querySelectorAll('[data-row]').length >= ${FIELDS}));
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
    await pass('scroll through ${FIELDS} changes', scrolls(pageScroller(find(table).parentElement), 'scrollTop', 'clientHeight'));

    await pass('open ${COLUMNS} columns', opens('All snapshots', '${grid} ~ [aria-expanded]', (found) => found !== null));
    const grid = find('${grid}');
    await pass('step through ${COLUMNS} columns', async (next) => {
      press(grid, 'Home');
      for (let step = 0; step < ${COLUMNS}; step++) {
        press(grid, 'ArrowRight');
        await next();
      }
    });
    await pass('step through ${STEPS} rows of ${COLUMNS} columns', async (next) => {
      for (let step = 0; step < ${STEPS}; step++) {
        press(grid, 'ArrowDown');
        await next();
      }
    });
    await pass('scroll down ${COLUMNS} columns', scrolls(grid, 'scrollTop', 'clientHeight'));
    await pass('scroll along ${COLUMNS} columns', scrolls(grid, 'scrollLeft', 'clientWidth'));
    return passed;
  })()`)) as readonly Passed[];
}
