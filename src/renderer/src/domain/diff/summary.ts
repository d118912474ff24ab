import type { CopyJobReading } from '../copy-job';
import type { ComparisonRow } from './types';
import { outcomeOf } from '../outcome';

/** How many members a sentence names before it counts the rest. */
const NAMED = 3;

/** What happened between two answers about one job, in one to three sentences. */
export function summarise(differences: readonly ComparisonRow[], left: CopyJobReading, right: CopyJobReading): string {
  if (differences.length === 0) return 'Nothing changed: AWS Backup said the same both times.';
  const sentences: string[] = [];
  const before = outcomeOf(left).label;
  const after = outcomeOf(right).label;
  sentences.push(before === after ? `Still ${lower(before)}.` : `From ${lower(before)} to ${lower(after)}.`);
  for (const { change, verb } of VERBS) {
    const rows = differences.filter((row) => row.change === change && row.path !== 'State');
    if (rows.length > 0) sentences.push(`${names(rows)} ${verb}.`);
  }
  const alarms = differences.filter((row) => row.nature === 'never');
  if (alarms.length > 0) sentences.push(`Should not happen: ${names(alarms)}.`);
  return sentences.join(' ');
}

const VERBS = [
  { change: 'changed', verb: 'changed' },
  { change: 'added', verb: 'appeared' },
  { change: 'removed', verb: 'disappeared' },
] as const;

export function names(rows: readonly ComparisonRow[]): string {
  const labels = rows.map((row) => row.label);
  if (labels.length <= NAMED) return list(labels);
  const rest = labels.length - NAMED + 1;
  return list([...labels.slice(0, NAMED - 1), `${rest} more`]);
}

function list(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
}

/** Outcome words are ours and take a small letter inside a sentence; AWS's own spelling of an unknown state stays. */
export function lower(label: string): string {
  return label === label.toUpperCase() ? label : label.charAt(0).toLowerCase() + label.slice(1);
}
