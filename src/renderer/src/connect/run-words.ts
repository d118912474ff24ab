import type { LookUpRun, RunItem, RunState } from '../data/look-up-run.svelte';
import { formatDuration, SECOND_MS } from '../domain/durations';
import { grouped } from '../domain/numbers';
import type { Tone } from '../ui/tones';

/** Below this many the end comes soon enough: nothing is announced on the way. */
const ANNOUNCED_ON_THE_WAY = 8;
const ON_THE_WAY = ['A quarter', 'Half', 'Three quarters'];

/** States of look-ups that have ended without an answer. */
const WITHOUT_ANSWER: ReadonlySet<RunState> = new Set(['failed', 'not-asked', 'cancelled']);

/** In the order in which they are told. */
const COUNTED: readonly (readonly [RunState, string])[] = [
  ['answered', 'answered'],
  ['failed', 'failed'],
  ['not-asked', 'not asked'],
  ['cancelled', 'cancelled'],
  ['filing', 'being saved'],
  ['asking', 'under way'],
  ['waiting', 'waiting'],
];

const STATES: Readonly<Record<Exclude<RunState, 'answered'>, StateWord>> = {
  waiting: { text: 'Waiting', tone: 'pending' },
  asking: { text: 'Asking', tone: 'active' },
  filing: { text: 'Saving', tone: 'active' },
  failed: { text: 'Failed', tone: 'negative' },
  cancelled: { text: 'Cancelled', tone: 'warning' },
  'not-asked': { text: 'Not asked', tone: 'neutral' },
};

const ANSWERED = { 'new-job': 'New job', changed: 'New snapshot', unchanged: 'Unchanged' } as const;

export interface StateWord {
  readonly text: string;
  readonly tone: Tone;
}

/** How one look-up stands, in a word or two. */
export function stateWord(item: RunItem): StateWord {
  return item.state === 'answered' ? { text: ANSWERED[item.recorded.kind], tone: 'positive' } : STATES[item.state];
}

/** "5 answered, 1 failed, 6 waiting": states without a look-up are left out. */
export function countsInWords(counts: LookUpRun['counts']): string {
  return COUNTED.filter(([state]) => counts[state] > 0)
    .map(([state, word]) => `${grouped(counts[state])} ${word}`)
    .join(', ');
}

/** "7 of 12". */
export function progressText(run: LookUpRun): string {
  return `${grouped(run.ended)} of ${grouped(run.items.length)}`;
}

/** What is read out: the end, and on a longer way three words that do not change with every answer. */
export function announcementOf(run: LookUpRun): string {
  const total = run.items.length;
  if (!run.running) return `${lookUps(total)} ended: ${countsInWords(run.counts)}.`;
  if (run.cancelling) return 'Cancelling.';
  if (total < ANNOUNCED_ON_THE_WAY) return '';
  const asked = run.counts.answered + run.counts.failed;
  const passed = Math.floor((asked * (ON_THE_WAY.length + 1)) / total);
  const words = ON_THE_WAY[passed - 1];
  return words === undefined ? '' : `${words} of ${lookUps(total)} ended.`;
}

/** "1 look-up", "12 look-ups". */
export function lookUps(count: number): string {
  return `${grouped(count)} look-${count === 1 ? 'up' : 'ups'}`;
}

/** The one place that is asked, or how many there are. */
export function placesInWords(places: readonly string[]): string {
  return places.length === 1 ? (places[0] ?? '') : `${grouped(places.length)} profiles and Regions`;
}

/** "12 a second, about 3 m 20 s left"; empty while that cannot be told. */
export function paceInWords({ perSecond, timeLeftMs }: Pick<LookUpRun, 'perSecond' | 'timeLeftMs'>): string {
  if (perSecond === undefined || timeLeftMs === undefined) return '';
  const rate = perSecond < 10 ? perSecond.toFixed(1) : String(Math.round(perSecond));
  return `${rate} a second, about ${formatDuration(Math.max(timeLeftMs, SECOND_MS))} left`;
}

/** Which look-ups of a run are shown. */
export type RunView = 'all' | 'without-answer' | 'news';

/** Those that a view shows, in the order given. `news`: new jobs and new snapshots. */
export function inView(items: readonly RunItem[], view: RunView): readonly RunItem[] {
  switch (view) {
    case 'all':
      return items;
    case 'without-answer':
      return items.filter(({ state }) => WITHOUT_ANSWER.has(state));
    case 'news':
      return items.filter((item) => item.state === 'answered' && item.recorded.kind !== 'unchanged');
  }
}
