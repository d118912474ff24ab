import type { JobRow } from '../data/history';
import { shortNameOfArn } from '../domain/arn';
import { formatBytes } from '../domain/bytes';
import type { OutcomeKind, Tone } from '../domain/outcome';

/** What a person would call the job: the resource's name, else its short ARN, else the id. */
export function jobTitle(job: JobRow): string {
  if (job.resourceName !== undefined) return job.resourceName;
  return job.resourceArn === undefined ? job.copyJobId : shortNameOfArn(job.resourceArn);
}

/** Size for a list. Zero and not reported look different, because they mean different things. */
export function jobSize(job: JobRow): { text: string; known: boolean } {
  if (job.sizeBytes === undefined) return { text: 'no size', known: false };
  const bytes = BigInt(job.sizeBytes);
  return { text: formatBytes(bytes).binary, known: bytes > 0n };
}

const TONES: Record<OutcomeKind, Tone> = {
  created: 'pending',
  running: 'active',
  completed: 'positive',
  'completed-with-issues': 'warning',
  partial: 'warning',
  failed: 'negative',
  other: 'neutral',
  none: 'neutral',
};

/** Colour family of an outcome. */
export function outcomeTone(kind: OutcomeKind): Tone {
  return TONES[kind];
}

const ORDER: readonly string[] = ['failed', 'partial', 'completed-with-issues', 'running', 'created', 'completed'];

/** Place of an outcome among the filters: what needs somebody first, states we do not know last. */
export function outcomeRank(outcomeKey: string): number {
  const rank = ORDER.indexOf(outcomeKey);
  return rank < 0 ? ORDER.length : rank;
}
