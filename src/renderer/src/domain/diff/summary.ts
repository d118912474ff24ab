import type { CopyJobReading } from '../copy-job';
import { outcomeOf } from '../outcome';
import type { Change, ComparisonRow, Nature } from './types';

/** How many members a sentence names before it counts the rest. */
const NAMED = 3;
/** Longest value that a sentence holds; longer ones stand in their row. */
const LONGEST_VALUE = 80;

/** How a sentence speaks of a member that is on one side only, or on both. */
export type Verbs = Readonly<Record<Exclude<Change, 'same'>, string>>;

const VERBS: Verbs = { changed: 'changed', added: 'appeared', removed: 'disappeared' };

/** What happened between two answers about one job: the outcome, then what needs somebody, then the ordinary course. */
export function summarise(differences: readonly ComparisonRow[], left: CopyJobReading, right: CopyJobReading): string {
  if (differences.length === 0) return 'Nothing changed: AWS Backup said the same both times.';
  const before = outcomeOf(left).label;
  const after = outcomeOf(right).label;
  const sentences = [before === after ? `Still ${lower(before)}.` : `From ${lower(before)} to ${lower(after)}.`];
  const of = (nature: Nature) => differences.filter((row) => row.nature === nature);
  const say = (start: string, rows: readonly ComparisonRow[]) => {
    if (rows.length > 0) sentences.push(`${start}: ${listed(rows.map((row) => saying(row, VERBS)))}.`);
  };
  say('Should not happen', of('never'));
  say('Worth a look', of('notable'));
  const news = of('newly-reported');
  if (news.length > 0) sentences.push(`Newly reported: ${names(news)}.`);
  for (const change of ['changed', 'added', 'removed'] as const) {
    const rows = of('expected').filter((row) => row.change === change && row.path !== 'State');
    if (rows.length > 0) sentences.push(`${names(rows)} ${VERBS[change]}.`);
  }
  return sentences.join(' ');
}

/** One difference inside a sentence, as exactly as it is short: `Size +1 KiB (+100.0 %)`, `Account (1 → 2)`, `Resource name appeared`. */
export function saying(row: ComparisonRow, verbs: Verbs): string {
  const { label, kind, change, delta } = row;
  // The sentence about the outcome tells from what to what.
  if (change === 'same' || kind === 'state') return label;
  if (change !== 'changed') return `${label} ${verbs[change]}`;
  if (kind === 'arn') return isShort(delta) ? `${label} (${delta})` : `${label} ${verbs.changed}`;
  if (delta !== undefined) return `${label} ${delta}`;
  const { left, right } = row;
  return isShort(left) && isShort(right) ? `${label} (${left} → ${right})` : `${label} ${verbs.changed}`;
}

function isShort(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= LONGEST_VALUE && !/[\n\r]/.test(value);
}

export function names(rows: readonly { readonly label: string }[]): string {
  return listed(rows.map((row) => row.label));
}

/** Some of a list in words: the first few by name, the others counted. */
export function listed(items: readonly string[]): string {
  if (items.length <= NAMED) return list(items);
  const rest = items.length - NAMED + 1;
  return list([...items.slice(0, NAMED - 1), `${rest} more`]);
}

function list(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
}

/** Outcome words are ours and take a small letter inside a sentence; AWS's own spelling of an unknown state stays. */
export function lower(label: string): string {
  return label === label.toUpperCase() ? label : label.charAt(0).toLowerCase() + label.slice(1);
}
