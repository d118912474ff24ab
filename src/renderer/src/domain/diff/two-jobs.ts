import type { CopyJobReading } from '../copy-job';
import { outcomeOf } from '../outcome';
import { isNews, missingOf } from './absence';
import { listed, lower, names, saying, type Verbs } from './summary';
import type { Case, ComparisonRow, Judgement, Nature, Relation } from './types';

const EXPECTED: Judgement = { nature: 'expected', reason: undefined };

/**
 * Two jobs need not be alike in anything, so nothing is an alarm. What was decided before they ran is worth a look: there lies
 * why one went well and the other did not. How each went is just told, and what every job has of its own says nothing.
 */
function judge({ field, left, right, leftReading, rightReading }: Case): Judgement {
  if (field.ofEachJob === true) return { nature: 'own', reason: undefined };
  const lacking = left === undefined ? leftReading : right === undefined ? rightReading : undefined;
  if (field.change === 'moves') return EXPECTED;
  // One that has not ended yet may still get it.
  if (field.change === 'once' && lacking !== undefined && outcomeOf(lacking).kind !== 'completed') return EXPECTED;
  if (lacking !== undefined && isNews(missingOf(field, lacking))) {
    return { nature: 'newly-reported', reason: 'AWS Backup told this of one of the two only.' };
  }
  if (field.group === 'new') return notable('This version of Copytrail does not know the member.');
  switch (field.change) {
    case 'fixed':
      return notable('Decided when a job is created: the two were set up differently.');
    case 'rare':
      return notable('This can be changed from outside, also between the two jobs.');
    case 'once':
      return notable('The two were set up differently.');
  }
}

function notable(reason: string): Judgement {
  return { nature: 'notable', reason };
}

const VERBS: Verbs = { changed: 'differs', added: 'only right', removed: 'only left' };

function summarise(differences: readonly ComparisonRow[], left: CopyJobReading, right: CopyJobReading): string {
  const of = (...natures: readonly Nature[]) => differences.filter(({ nature }) => natures.includes(nature));
  const [one, other] = [outcomeOf(left).label, outcomeOf(right).label].map(lower);
  const outcomes = one === other ? `Both: ${one ?? ''}.` : `Left: ${one ?? ''}. Right: ${other ?? ''}.`;
  if (of('own').length === differences.length) {
    return `${outcomes} They differ in nothing but what each job has of its own.`;
  }
  const notables = of('notable');
  const news = of('newly-reported');
  const rest = of('expected').filter(({ path }) => path !== 'State');
  const sentences = [outcomes];
  if (notables.length > 0) {
    sentences.push(`Set up differently: ${listed(notables.map((row) => saying(row, VERBS)))}.`);
  }
  if (news.length > 0) sentences.push(`Told of one only: ${names(news)}.`);
  if (rest.length > 0) sentences.push(`${sentences.length > 1 ? 'Besides' : 'They differ in'}: ${names(rest)}.`);
  return sentences.join(' ');
}

/** Answers about two different jobs, neither before the other. */
export const TWO_JOBS: Relation = { name: 'jobs', judge, summarise };
