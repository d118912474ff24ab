import type { SetClass } from '../../domain/sets/classes';
import type { Tone } from '../../domain/outcome';

const TONES: Readonly<Record<SetClass, Tone>> = {
  'newly-failing': 'negative',
  missing: 'negative',
  'still-failing': 'negative',
  'not-observed': 'neutral',
  changed: 'warning',
  slower: 'warning',
  larger: 'active',
  new: 'active',
  recovered: 'positive',
  unsettled: 'pending',
  faster: 'active',
  smaller: 'active',
  'left-out': 'pending',
  unpaired: 'neutral',
  same: 'positive',
};

/** Colour family of a class; it stands beside the word, never alone. */
export function classTone(name: SetClass): Tone {
  return TONES[name];
}
