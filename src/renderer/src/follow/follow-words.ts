import type { PausedProfile } from '../data/follow/standstill.svelte';
import type { WatchSummary } from '../data/follow/summary';
import type { NoticeKind } from '../../../preload/contract/settings';
import type { Trouble } from '../domain/follow/trouble';
import { formatDuration } from '../domain/durations';
import { relativeAge } from '../domain/instants';
import { grouped } from '../domain/numbers';
import type { Tone } from '../ui/tones';

/** "1 job unfinished", "2,345 jobs unfinished". That none is known never says that there is none: nobody may have looked. */
export function unfinished(count: number): string {
  if (count === 0) return 'nothing unfinished is known here';
  return `${grouped(count)} ${count === 1 ? 'job' : 'jobs'} unfinished`;
}

/** When AWS was asked last and will be asked next, in one line. */
export function rhythm({ unfinished: jobs, askedAt, nextAt }: WatchSummary, now: number): string {
  if (jobs === 0) return '';
  const asked = askedAt === undefined ? 'not asked yet' : `asked ${relativeAge(askedAt, now)}`;
  if (nextAt === undefined) return asked;
  const wait = nextAt - now;
  return `${asked}, next ${wait < 1000 ? 'now' : `in ${formatDuration(wait)}`}`;
}

const WHY: Readonly<Record<Trouble['why'], string>> = {
  asleep: 'The computer slept',
  offline: 'AWS Backup is not reached',
  unavailable: 'AWS Backup cannot answer at the moment',
  'signed-out': 'Paused: the profile needs you',
  refused: 'AWS Backup refuses this profile',
  closed: 'Copytrail was closed',
};

/** Why something is not asked at present. */
function troubleText({ why, error }: Trouble): string {
  return `${WHY[why]}. ${error.message}`;
}

/** What keeps a watch, or some of its places, from being asked; undefined: nothing. */
export function standstillText({ trouble, notAsked, places }: WatchSummary): string | undefined {
  if (trouble !== undefined) return troubleText(trouble);
  if (notAsked === 0) return undefined;
  return `${notAsked} of ${places} places ${notAsked === 1 ? 'is' : 'are'} not asked at present.`;
}

/** What a paused profile needs, in a heading. */
export function pausedTitle(paused: readonly PausedProfile[], nameOf: (one: PausedProfile) => string): string {
  const names = paused.map((one) => `“${nameOf(one)}”`).join(', ');
  return `Following is paused for ${paused.length === 1 ? 'profile' : 'profiles'} ${names}`;
}

/** Colour family of how a job has ended. */
export function endTone(kind: NoticeKind): Tone {
  switch (kind) {
    case 'completed':
      return 'positive';
    case 'failed':
      return 'negative';
    case 'with-issues':
    case 'partial':
    case 'overstays':
      return 'warning';
    case 'gone':
      return 'neutral';
  }
}
