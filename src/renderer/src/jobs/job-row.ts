import type { OutcomeKind, Tone } from '../domain/outcome';

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
