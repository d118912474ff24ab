import { FIRST_PAGE_AT } from '../../support/fleet-variants';
import { openCopytrail } from '../app-window';
import type { Section } from '../report';
import type { World } from '../world';
import type { FilledHistory } from './fill';
import { MANY, MILLION, nameOf } from './sizes';

/** Pages of the fleet hold so many jobs and come a second apart: half of them had been seen by the middle. */
const JOBS_A_SECOND = 1000;

/** Median from the choice of a time to the first rows as they were known then, in ms. */
const GOALS: ReadonlyMap<number, number> = new Map([
  [MANY, 200],
  [MILLION, 1000],
]);

/** Until all is counted again (ms). */
const COUNTED_LIMIT_MS = 600_000;

interface Switched {
  /** Ms from the press on "Show" to the frame with the first row under the band. */
  readonly rows: number;
  /** Ms until the jobs of then are counted, and can be filtered. */
  readonly counted: number;
}

/** Looks back to the middle of a fleet's sightings, time and again. No rival: nothing else knows what it knew. */
export async function measureLookingBack(
  executable: string,
  world: World,
  histories: readonly FilledHistory[],
  rounds: number,
): Promise<Section> {
  const rows: Section['rows'][number][] = [];
  const notes = [
    'Chosen is the moment at which half of the jobs had been seen. The first rows come from the index of creation dates.',
  ];
  for (const { jobs, userData } of histories) {
    const window = await openCopytrail(executable, world, userData);
    const all: Switched[] = [];
    try {
      // At rest: the index of now is read first.
      await window.evaluate(counted(jobs), COUNTED_LIMIT_MS);
      const at = FIRST_PAGE_AT + (jobs / JOBS_A_SECOND / 2) * 1000 - 1000;
      for (let round = 0; round < rounds; round++) {
        all.push((await window.evaluate(lookBack(at, jobs / 2), COUNTED_LIMIT_MS)) as Switched);
      }
    } finally {
      await window.close();
    }
    rows.push({ name: `${nameOf(jobs)}, first rows`, figures: all.map((each) => each.rows) });
    rows.push({ name: `${nameOf(jobs)}, counted and ready for filters`, figures: all.map((each) => each.counted) });
  }
  return {
    title: 'Look back: from the choice of a time to what was known then',
    notes,
    unit: 'ms',
    rows,
    comparisons: [],
    limits: histories.flatMap(({ jobs }) => {
      const atMost = GOALS.get(jobs);
      return atMost === undefined ? [] : [{ of: `${nameOf(jobs)}, first rows`, what: 'median' as const, atMost }];
    }),
  };
}

/** Waits until so many jobs are on the list. */
function counted(jobs: number): string {
  return `(async () => {
    while (document.querySelector('[role="grid"]')?.getAttribute('aria-rowcount') !== '${jobs + 1}')
      await new Promise((resolve) => setTimeout(resolve, 20));
    await new Promise(requestIdleCallback);
  })()`;
}

/** Presses the keys, gives a time, presses "Show", waits for rows and counts, and goes back to now. */
function lookBack(at: number, jobs: number): string {
  return `(async () => {
    const until = async (holds) => { while (!holds()) await new Promise(requestAnimationFrame); };
    const press = (key) => document.body.dispatchEvent(
      new KeyboardEvent('keydown', { key, ctrlKey: true, shiftKey: true, bubbles: true, cancelable: true }));
    const band = () => document.querySelector('section[aria-label="As known earlier"]');
    press('H');
    const field = () => document.querySelector('#as-known-at');
    await until(() => field() !== null);
    const local = ${at} - new Date(${at}).getTimezoneOffset() * 60000;
    field().value = new Date(local).toISOString().slice(0, 19);
    field().dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise(requestIdleCallback);
    const show = [...document.querySelectorAll('button')].find(({ textContent }) => textContent.trim() === 'Show');
    const pressed = performance.now();
    show.click();
    await until(() => band() !== null && document.querySelector('[role="grid"] [data-job-key]') !== null);
    await new Promise(requestAnimationFrame);
    const rows = performance.now() - pressed;
    await until(() => document.querySelector('[role="grid"]')?.getAttribute('aria-rowcount') === '${jobs + 1}');
    const counted = performance.now() - pressed;
    press('N');
    await until(() => band() === null && document.querySelector('[role="grid"] [data-job-key]') !== null);
    await new Promise(requestIdleCallback);
    return { rows, counted };
  })()`;
}
