import type { CopyJobReading } from './copy-job';

/** Colour family of a state on screen; always beside words, never alone. */
export type Tone = 'positive' | 'warning' | 'negative' | 'active' | 'pending' | 'neutral';

/**
 * `completed-with-issues` is ours, after the console: COMPLETED with something to say. `other` is a state that is not in
 * AWS's documentation of copy jobs; `none` an answer without a state.
 */
export type OutcomeKind =
  'created' | 'running' | 'completed' | 'completed-with-issues' | 'partial' | 'failed' | 'other' | 'none';

export interface Outcome {
  readonly kind: OutcomeKind;
  /** For filters and counts: the kind, or for `other` `other:` and AWS's own text. */
  readonly key: string;
  /** For people; an unknown state is shown as AWS wrote it. */
  readonly label: string;
  readonly tone: Tone;
  /** Whether the job is over, well or badly. For `other`: whether it has a completion date. */
  readonly ended: boolean;
  /** One sentence where the word alone may mislead. */
  readonly note: string | undefined;
  /** True when the reasons are in the child jobs. */
  readonly seeChildren: boolean;
}

/** What an outcome is told by. */
type Told = Pick<CopyJobReading, 'state' | 'statusMessage' | 'messageCategory' | 'completedAt' | 'isParent'>;

/** How a copy job stands. States are open text: AWS may add some at any time. */
export function outcomeOf(reading: Told): Outcome {
  const { state } = reading;
  if (state === undefined) return outcome('none', reading);
  const kind = KINDS.get(state) ?? 'other';
  if (kind === 'other') return { ...outcome('other', reading), key: OTHER_PREFIX + state, label: state };
  return outcome(kind === 'completed' && hasIssues(reading) ? 'completed-with-issues' : kind, reading);
}

/** What an outcome key stands for on a filter: see {@link Outcome.key}. */
export function outcomeLabel(key: string): string {
  if (key.startsWith(OTHER_PREFIX)) return key.slice(OTHER_PREFIX.length);
  return Object.hasOwn(ABOUT, key) ? ABOUT[key as OutcomeKind].label : key;
}

/** Colour family of an outcome. */
export function outcomeTone(kind: OutcomeKind): Tone {
  return ABOUT[kind].tone;
}

const OTHER_PREFIX = 'other:';

/** Whether a key stands for a state that is not documented. */
export function isOtherOutcome(key: string): boolean {
  return key.startsWith(OTHER_PREFIX);
}

/** Whether a job of this outcome may still move. States that nobody knows are judged by the completion date, which a key does not tell. */
export function isUnfinishedKey(key: string): boolean {
  if (key.startsWith(OTHER_PREFIX)) return true;
  return Object.hasOwn(ABOUT, key) && ABOUT[key as OutcomeKind].ended !== true;
}

/** A map, because the states come from outside: an object would answer for `constructor`, too. */
const KINDS: ReadonlyMap<string, OutcomeKind> = new Map([
  ['CREATED', 'created'],
  ['RUNNING', 'running'],
  ['COMPLETED', 'completed'],
  ['PARTIAL', 'partial'],
  ['FAILED', 'failed'],
] as const);

interface About {
  readonly label: string;
  readonly tone: Tone;
  /** Undefined: the completion date tells. */
  readonly ended: boolean | undefined;
  readonly note?: string;
}

const ABOUT: Readonly<Record<OutcomeKind, About>> = {
  created: {
    label: 'Created',
    tone: 'pending',
    ended: false,
    note: 'Waiting. Another job for the same resource may be running, or AWS Backup may be retrying.',
  },
  running: { label: 'Running', tone: 'active', ended: false },
  completed: { label: 'Completed', tone: 'positive', ended: true },
  'completed-with-issues': {
    label: 'Completed with issues',
    tone: 'warning',
    ended: true,
    note: 'The job completed, but AWS Backup has something to say about it.',
  },
  partial: {
    label: 'Partial',
    tone: 'warning',
    ended: true,
    note: 'Some of the child jobs did not make their copy. The reasons are theirs.',
  },
  failed: { label: 'Failed', tone: 'negative', ended: true },
  other: { label: 'Other', tone: 'neutral', ended: undefined, note: 'Copytrail does not know this state yet.' },
  none: { label: 'No state', tone: 'neutral', ended: undefined, note: 'AWS Backup sent no state.' },
};

/**
 * One spelling for a message category: AWS's pages write both `AccessDenied` and `ACCESS_DENIED`, `Success` and
 * `SUCCESS`. Compare only what this returns.
 */
export function categoryKey(category: string): string {
  return category.replace(/[_\s-]/g, '').toUpperCase();
}

function hasIssues({ statusMessage, messageCategory }: Told): boolean {
  if (statusMessage !== undefined && statusMessage.trim() !== '') return true;
  return messageCategory !== undefined && categoryKey(messageCategory) !== 'SUCCESS';
}

function outcome(kind: OutcomeKind, reading: Told): Outcome {
  const { label, tone, ended, note } = ABOUT[kind];
  return {
    kind,
    key: kind,
    label,
    tone,
    ended: ended ?? reading.completedAt !== undefined,
    note,
    seeChildren: kind === 'partial' || (kind === 'failed' && reading.isParent),
  };
}
