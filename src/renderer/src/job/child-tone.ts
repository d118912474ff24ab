import type { Tone } from '../ui/tones';

/** A map, because a state comes from outside and may be called `constructor`. */
const TONES = new Map<string, Tone>([
  ['CREATED', 'pending'],
  ['RUNNING', 'active'],
  ['COMPLETED', 'positive'],
  ['PARTIAL', 'warning'],
  ['FAILED', 'negative'],
]);

/** Colour of a state among the child counts; states we do not know get the neutral one. */
export function childTone(state: string): Tone {
  return TONES.get(state) ?? 'neutral';
}
