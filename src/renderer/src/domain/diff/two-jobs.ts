import type { CopyJobReading } from '../copy-job';
import { outcomeOf } from '../outcome';
import { lower, names } from './summary';
import type { Case, ComparisonRow, Judgement, Relation } from './types';

const EXPECTED: Judgement = { nature: 'expected', reason: undefined };

/**
 * Two jobs need not be alike in anything, so nothing is an alarm. What was decided before they ran is worth a look: there lies
 * why one went well and the other did not. How each went is just told, and what every job has of its own says nothing.
 */
function judge({ field, change, left, right, leftReading, rightReading }: Case): Judgement {
  if (change === 'same') return EXPECTED;
  if (field.ofEachJob === true) return { nature: 'own', reason: undefined };
  if (field.group === 'new') return notable('This version of Copytrail does not know the member.');
  switch (field.change) {
    case 'fixed':
      return notable('Decided when a job is created: the two were set up differently.');
    case 'rare':
      return notable('This can be changed from outside, also between the two jobs.');
    case 'once': {
      // One that has not ended yet may still get it.
      const lacking = left === undefined ? leftReading : right === undefined ? rightReading : undefined;
      if (lacking !== undefined && outcomeOf(lacking).kind !== 'completed') return EXPECTED;
      return notable('The two were set up differently.');
    }
    case 'moves':
      return EXPECTED;
  }
}

function notable(reason: string): Judgement {
  return { nature: 'notable', reason };
}

function summarise(differences: readonly ComparisonRow[], left: CopyJobReading, right: CopyJobReading): string {
  const said = differences.filter(({ nature }) => nature !== 'own');
  const [one, other] = [outcomeOf(left).label, outcomeOf(right).label].map(lower);
  const outcomes = one === other ? `Both: ${one ?? ''}.` : `Left: ${one ?? ''}. Right: ${other ?? ''}.`;
  if (said.length === 0) return `${outcomes} They differ in nothing but what each job has of its own.`;
  const notables = said.filter(({ nature }) => nature === 'notable');
  const rest = said.filter(({ nature, path }) => nature !== 'notable' && path !== 'State');
  const sentences = [outcomes];
  if (notables.length > 0) sentences.push(`Set up differently: ${names(notables)}.`);
  if (rest.length > 0) sentences.push(`${notables.length > 0 ? 'Besides' : 'They differ in'}: ${names(rest)}.`);
  return sentences.join(' ');
}

/** Answers about two different jobs, neither before the other. */
export const TWO_JOBS: Relation = { name: 'jobs', judge, summarise };
