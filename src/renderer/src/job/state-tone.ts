import type { Tone } from '../ui/tones';

/** A map, because a state comes from outside and may be called `constructor`. */
const TONES = new Map<string, Tone>([
  ['CREATED', 'pending'],
  ['RUNNING', 'active'],
  ['COMPLETED', 'positive'],
  ['PARTIAL', 'warning'],
  ['FAILED', 'negative'],
]);

/** Colour of a state where nothing but its name is known; states we do not know get the neutral one. */
export function stateTone(state: string): Tone {
  return TONES.get(state) ?? 'neutral';
}
