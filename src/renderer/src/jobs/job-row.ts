import type { JobRow } from '../data/history';
import { shortNameOfArn } from '../domain/arn';
import type { OutcomeKind, Tone } from '../domain/outcome';

/** What a person would call the job: the resource's name, else its short ARN, else the id. */
export function jobTitle(job: JobRow): string {
  if (job.resourceName !== undefined) return job.resourceName;
  return job.resourceArn === undefined ? job.copyJobId : shortNameOfArn(job.resourceArn);
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
