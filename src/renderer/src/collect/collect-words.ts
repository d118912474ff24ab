import type { ReadingState, StoredReading } from '../data/coverage/rows';
import type { CallBudget } from '../data/sync/budget.svelte';
import type { Sync } from '../data/sync/sync.svelte';
import { listsAll } from '../data/sync/plan';
import { instantWithZone, type TimeDisplay } from '../domain/instants';
import { grouped } from '../domain/numbers';
import type { Tone } from '../ui/tones';

/** "1 copy job", "2,345 copy jobs". */
export function copyJobs(count: number): string {
  return `${grouped(count)} ${count === 1 ? 'copy job' : 'copy jobs'}`;
}

/** "1 place", "12 places". */
export function places(count: number): string {
  return `${grouped(count)} ${count === 1 ? 'place' : 'places'}`;
}

/** What a reading that came to its end has read. */
function whatWasRead(row: StoredReading): string {
  if (row.depth === 'changes') return 'all that can have changed since the last time';
  return listsAll(row) ? 'all that AWS Backup lists' : 'all that AWS Backup lists for these filters';
}

/** How one place stands. What AWS did not list is never called "none": it lists unfinished jobs and the last 30 days. */
export function headline(row: StoredReading): string {
  const { state, jobs } = row;
  switch (state) {
    case 'waiting':
    case 'reading':
      return jobs === 0 ? 'Collecting copy jobs' : `Collecting copy jobs: ${grouped(jobs)} so far`;
    case 'complete':
      if (jobs > 0) return `${copyJobs(jobs)} collected: ${whatWasRead(row)}`;
      return row.depth === 'changes'
        ? 'AWS Backup lists no change here'
        : `AWS Backup lists no copy jobs here${listsAll(row) ? '' : ' for these filters'}`;
    case 'cancelled':
    case 'failed':
      if (jobs === 0) return 'Stopped before anything was read';
      return row.newestFirst && row.depth === 'everything'
        ? `Stopped after ${copyJobs(jobs)}: older ones were not read`
        : `Stopped after ${copyJobs(jobs)}: others were not read`;
  }
}

/** "12 new, 3 changed, 330 unchanged"; empty while nothing has come. */
export function countsInWords(rows: readonly StoredReading[]): string {
  const sum = (of: (row: StoredReading) => number): number => rows.reduce((all, row) => all + of(row), 0);
  const jobs = sum((row) => row.jobs);
  if (jobs === 0) return '';
  const newJobs = sum((row) => row.newJobs);
  const changed = sum((row) => row.changedJobs);
  return [
    `${grouped(newJobs)} new`,
    `${grouped(changed)} changed`,
    `${grouped(jobs - newJobs - changed)} unchanged`,
  ].join(', ');
}

/** What came of unfinished jobs that no list brought; empty if there were none. */
export function describedInWords({ described, undescribed = 0 }: StoredReading): string {
  const parts = [];
  if (described > 0) parts.push(`${grouped(described)} unfinished asked about one by one`);
  if (undescribed > 0) parts.push(`${grouped(undescribed)} unfinished got no answer and may be out of date`);
  return parts.join(', ');
}

/** "2 pages, created 20 Nov 2026, … to 24 Nov 2026, …": how far a reading has come; empty while nothing has come. */
export function reachInWords({ pages, newest, oldest }: StoredReading, times: TimeDisplay): string {
  if (pages === 0) return '';
  const read = `${grouped(pages)} ${pages === 1 ? 'page' : 'pages'}`;
  if (newest === undefined || oldest === undefined) return read;
  return `${read}, created ${instantWithZone(oldest, times)} to ${instantWithZone(newest, times)}`;
}

/** The name of a sync of several places and how many of them are done. */
export function syncHeadline({ name, pairs, running }: Pick<Sync, 'name' | 'pairs' | 'running'>): string {
  const done = pairs.filter(({ row }) => row.state === 'complete').length;
  if (running) return `Syncing ${name}: ${grouped(done)} of ${places(pairs.length)} read`;
  return done === pairs.length
    ? `${name} synced: ${places(done)}`
    : `${name}: ${grouped(done)} of ${places(pairs.length)} read to the end`;
}

/** What is read out: the beginning and the end, not every page. */
export function announcementOf({ name, pairs, running }: Pick<Sync, 'name' | 'pairs' | 'running'>): string {
  const [first] = pairs;
  if (first === undefined) return '';
  if (running) return pairs.length === 1 ? `Collecting copy jobs in ${first.row.region}.` : `Syncing ${name}.`;
  const head = pairs.length === 1 ? headline(first.row) : syncHeadline({ name, pairs, running });
  return [head, countsInWords(pairs.map(({ row }) => row))].filter((words) => words !== '').join('. ');
}

const STATES: Readonly<Record<ReadingState, { readonly text: string; readonly tone: Tone }>> = {
  waiting: { text: 'Waiting', tone: 'pending' },
  reading: { text: 'Reading', tone: 'active' },
  complete: { text: 'Read', tone: 'positive' },
  cancelled: { text: 'Cancelled', tone: 'warning' },
  failed: { text: 'Failed', tone: 'negative' },
};

/** How one place stands, in a word. A reading that nobody reads on was interrupted. */
export function stateWord(state: ReadingState, active: boolean): { readonly text: string; readonly tone: Tone } {
  return state === 'reading' && !active ? { text: 'Interrupted', tone: 'warning' } : STATES[state];
}

/** "2 of 4 calls under way, at most 20 a second", and that AWS slows it down where it does. */
export function budgetInWords({ inFlight, limits, pace, slowed, pausing }: CallBudget): string {
  const calls = `${inFlight} of ${limits.atOnce} calls under way`;
  if (pausing) return `${calls}. AWS asks to slow down: waiting`;
  if (slowed)
    return `${calls}. AWS asks to slow down: ${pace < 1 ? pace.toFixed(1) : Math.floor(pace)} a second for now`;
  return `${calls}, at most ${limits.perSecond} a second`;
}
