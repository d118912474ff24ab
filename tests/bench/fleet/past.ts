import { FIRST_PAGE_AT } from '../../support/fleet-variants';
import { bundlePage } from '../../support/page-code';
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

/** Answered as soon as the index can be asked. */
const ANY_QUESTION = { filter: '', sort: [], facets: [], count: 1 };

/** Until the index of now is read, or all is counted again (ms). */
const LIMIT_MS = 600_000;

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
    'Chosen are moments by which about half of the jobs had been seen, each another one, once the index of now is read.',
    'The first time is not counted: the code itself is compiled then.',
  ];
  for (const { jobs, userData } of histories) {
    const window = await openCopytrail(executable, world, userData);
    const all: Switched[] = [];
    try {
      await window.evaluate(await bundlePage('ask-jobs'));
      await window.evaluate(`jobAsker.ask(${JSON.stringify(ANY_QUESTION)})`, LIMIT_MS);
      const middle = jobs / JOBS_A_SECOND / 2;
      for (let round = -1; round < rounds; round++) {
        const second = middle + round;
        const switched = await window.evaluate(
          lookBack(FIRST_PAGE_AT + (second - 1) * 1000, second * JOBS_A_SECOND),
          LIMIT_MS,
        );
        if (round >= 0) all.push(switched as Switched);
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
