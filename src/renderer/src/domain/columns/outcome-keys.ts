import type { OutcomeKind } from '../outcome';

/** Outcomes by what needs somebody first. `other` and those behind it stand for whatever else AWS may say. */
export const OUTCOME_KEYS: readonly OutcomeKind[] = [
  'failed',
  'partial',
  'completed-with-issues',
  'running',
  'created',
  'completed',
  'other',
  'none',
];
