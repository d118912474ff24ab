import { describePath } from '../fields';
import { grouped } from '../numbers';
import type { ClassCounts, SetClass } from './classes';
import type { Pairing } from './pairing';

interface ClassWords {
  readonly label: string;
  /** One sentence. */
  readonly meaning: string;
  /** Of none: `Nothing is newly failing`. */
  readonly none: string;
}

/** How the classes are spoken of. */
export const CLASS_WORDS: Readonly<Record<SetClass, ClassWords>> = {
  'newly-failing': {
    label: 'Newly failing',
    meaning: 'Failed or partial on the right, and not so on the left.',
    none: 'Nothing is newly failing',
  },
  missing: {
    label: 'Missing',
    meaning: 'There was a job on the left and none on the right, although its account and Region were looked at.',
    none: 'Nothing is missing',
  },
  'still-failing': {
    label: 'Still failing',
    meaning: 'Failed or partial on both sides.',
    none: 'Nothing is still failing',
  },
  'not-observed': {
    label: 'Not observed',
    meaning: 'Known on one side only, and nobody looked at the other where and when it would have been.',
    none: 'Nothing is without a look at the other side',
  },
  changed: {
    label: 'Changed',
    meaning: 'Set up in another way: role, key, vaults, lock, plan, rule, retention or type.',
    none: 'Nothing is set up in another way',
  },
  slower: {
    label: 'Slower',
    meaning: 'Both completed, and the right one took longer, by more than the threshold.',
    none: 'Nothing is slower',
  },
  larger: {
    label: 'Larger',
    meaning: 'Both completed, and the right one has a larger size, by more than the threshold.',
    none: 'Nothing is larger',
  },
  new: {
    label: 'New',
    meaning: 'There is a job on the right and was none on the left, although its account and Region were looked at.',
    none: 'Nothing is new',
  },
  recovered: {
    label: 'Recovered',
    meaning: 'Failed or partial on the left, completed on the right.',
    none: 'Nothing has recovered',
  },
  unsettled: {
    label: 'Unsettled',
    meaning:
      'One of the two has not ended, or is in a state that Copytrail does not know, and the right one has not failed.',
    none: 'Nothing is unsettled',
  },
  faster: {
    label: 'Faster',
    meaning: 'Both completed, and the right one took less time, by more than the threshold.',
    none: 'Nothing is faster',
  },
  smaller: {
    label: 'Smaller',
    meaning: 'Both completed, and the right one has a smaller size, by more than the threshold.',
    none: 'Nothing is smaller',
  },
  'left-out': {
    label: 'Left out',
    meaning: 'On one side only; the other has a job that would be its counterpart, but its filter leaves it out.',
    none: 'Nothing is left out by a filter',
  },
  unpaired: {
    label: 'Cannot be paired',
    meaning: 'AWS Backup names no resource or no destination, so that nobody can say what its counterpart would be.',
    none: 'Everything can be paired',
  },
  same: {
    label: 'The same',
    meaning: 'Both completed, and none of the other things can be said.',
    none: 'Nothing is the same',
  },
};

/** How pairs are made, for the choice and in a sentence. */
export const PAIRING_WORDS: Readonly<Record<Pairing, { readonly label: string; readonly meaning: string }>> = {
  lineage: {
    label: 'Same resource to the same vault',
    meaning:
      'Two jobs are a pair if they copy the same resource to the same vault. Of several on one side the newest counts.',
  },
  alike: {
    label: 'Same name and plan, in any account or Region',
    meaning:
      'Two jobs are a pair if type and name of the resource, plan, rule and name of the destination vault are the same. What each account or Region has of its own (keys, ids and versions of plans) is not compared. Of several on one side the newest counts.',
  },
  job: {
    label: 'The very same job',
    meaning:
      'A job is a pair with itself: what is on one side only was not known on the other, or is left out by its filter.',
  },
};

/** What a list without any line says; with what nobody looked at, because nothing found there is no news. */
export function noneInWords(of: SetClass | undefined, pairs: number, counts: ClassCounts): string {
  const among = pairs === 1 ? 'the one pair' : `the ${grouped(pairs)} pairs`;
  const said =
    of === undefined ? 'Neither side has a job.' : `${CLASS_WORDS[of].none}${pairs === 0 ? '' : ` among ${among}`}.`;
  const unseen = counts['not-observed'];
  if (unseen === 0 || of === 'not-observed') return said;
  const jobs = unseen === 1 ? 'One job has' : `${grouped(unseen)} jobs have`;
  return `${said} ${jobs} no counterpart because nobody looked where and when it would have been.`;
}

/** The members in which a pair is set up in another way, as one reads them: `IAM role, Backup plan version`. */
export function changedInWords(paths: readonly string[]): string {
  return paths.map((path) => describePath(path).label).join(', ');
}
