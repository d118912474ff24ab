import type { NoticeKind } from '../../../../preload/contract/settings';
import type { Notice } from '../../../../preload/contract/shapes';
import { formatDuration } from '../durations';
import type { JobKey } from '../job-key';

/** Something a followed job did that somebody may want to know. */
export interface Happening {
  readonly kind: NoticeKind;
  readonly jobKey: JobKey;
  /** What a person would call the job. */
  readonly title: string;
  readonly region: string;
  /** By Copytrail's clock, epoch ms UTC. */
  readonly at: number;
  /** AWS's own word for where the job stands; absent if there is none. */
  readonly state?: string;
  readonly message?: string;
  /** How long the job took, or has taken so far (ms). */
  readonly tookMs?: number;
  /** How long such jobs usually take (ms); for `overstays`. */
  readonly usualMs?: number;
}

const HEADINGS: Readonly<Record<NoticeKind, string>> = {
  completed: 'Completed',
  'with-issues': 'Completed with issues',
  partial: 'Partial',
  failed: 'Failed',
  overstays: 'Takes longer than usual',
  gone: 'No longer known to AWS Backup',
};

/** Worst first: what needs somebody stands where it is read. */
const ORDER: readonly NoticeKind[] = ['failed', 'gone', 'partial', 'with-issues', 'overstays', 'completed'];

/** Names listed in a joined notice. */
const MOST_NAMES = 4;

export function headingOf({ kind, state }: { readonly kind: NoticeKind; readonly state?: string | undefined }): string {
  if (kind !== 'with-issues' || state === 'COMPLETED') return HEADINGS[kind];
  // A state that is in no documentation is told as AWS wrote it, and what it did not say is not made up.
  return state === undefined ? 'Ended, AWS Backup named no state' : `Ended as ${state}`;
}

/** One notice about what happened, however much it was. `happenings` is not empty. */
export function noticeOf(happenings: readonly Happening[]): Notice {
  const [first] = happenings;
  if (first === undefined) throw new RangeError('A notice is about something.');
  if (happenings.length === 1) {
    return { title: `${headingOf(first)}: ${first.title}`, body: bodyOf(first), jobKey: first.jobKey };
  }
  const sorted = [...happenings].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  const names = sorted.slice(0, MOST_NAMES).map((one) => `${headingOf(one)}: ${one.title}`);
  const rest = sorted.length - names.length;
  return {
    title: joinedTitle(happenings),
    body: [...names, ...(rest > 0 ? [`and ${rest} more`] : [])].join('; '),
  };
}

/** `12 copy jobs ended, 3 failed`. */
function joinedTitle(happenings: readonly Happening[]): string {
  const count = (...kinds: readonly NoticeKind[]): number =>
    happenings.filter(({ kind }) => kinds.includes(kind)).length;
  const ended = count('completed', 'with-issues', 'partial', 'failed');
  const parts = [
    ended > 0 ? `${jobs(ended)} ended` : '',
    part(count('failed'), 'failed'),
    part(count('partial'), 'partial'),
    part(count('with-issues'), 'with issues'),
    overPart(count('overstays'), ended > 0),
    part(count('gone'), 'no longer known to AWS Backup', ended > 0 || count('overstays') > 0),
  ];
  return parts.filter((text) => text !== '').join(', ');
}

function part(count: number, words: string, follows = true): string {
  if (count === 0) return '';
  return follows ? `${count} ${words}` : `${jobs(count)} ${words}`;
}

function overPart(count: number, follows: boolean): string {
  if (count === 0) return '';
  const takes = count === 1 ? 'takes' : 'take';
  return follows ? `${count} ${takes} longer than usual` : `${jobs(count)} ${takes} longer than usual`;
}

function jobs(count: number): string {
  return count === 1 ? '1 copy job' : `${count} copy jobs`;
}

function bodyOf({ kind, region, message, tookMs, usualMs }: Happening): string {
  const took = tookMs === undefined ? undefined : formatDuration(tookMs);
  switch (kind) {
    case 'overstays': {
      const usual = usualMs === undefined ? '' : `usually ${formatDuration(usualMs)}, `;
      return `${region}: ${usual}now ${took ?? 'longer'}`;
    }
    case 'gone':
      return `${region}: AWS Backup answered that it has no such job. What was seen of it is kept.`;
    case 'completed':
    case 'with-issues':
    case 'partial':
    case 'failed':
      return [took === undefined ? region : `${region}, after ${took}`, message].filter(Boolean).join('. ');
  }
}
