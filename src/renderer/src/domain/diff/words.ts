import type { Change, Nature, RelationName } from './types';

/** How a comparison of one kind speaks, on screen and in whatever is handed on. */
export interface RelationWords {
  readonly left: string;
  readonly right: string;
  readonly changes: Readonly<Record<Change, string>>;
  /** What members are that do not differ: “17 unchanged members”. */
  readonly same: string;
  /** The classes of differences, as one filters by them. */
  readonly natures: Readonly<Record<Nature, string>>;
}

/** The classes, whatever is compared. */
export const NATURE_NAMES: RelationWords['natures'] = {
  never: 'Should not change',
  notable: 'Worth a look',
  'newly-reported': 'Newly reported',
  expected: 'Expected',
  own: 'Each job’s own',
};

const WORDS: Readonly<Record<RelationName, RelationWords>> = {
  answers: {
    left: 'Earlier',
    right: 'Later',
    changes: { same: 'Same', changed: 'Changed', added: 'Added', removed: 'Removed' },
    same: 'unchanged',
    natures: NATURE_NAMES,
  },
  jobs: {
    left: 'Left',
    right: 'Right',
    changes: { same: 'Same', changed: 'Different', added: 'Only right', removed: 'Only left' },
    same: 'equal',
    natures: {
      ...NATURE_NAMES,
      notable: 'Set up differently',
      'newly-reported': 'Told of one only',
      expected: 'How it went',
    },
  },
};

export function wordsOf(relation: RelationName): RelationWords {
  return WORDS[relation];
}

/** Told where the keys for the next and the previous change have nowhere to go. */
export const NO_CHANGE = 'There is no change to go to.';
