/** Which answers of a job stay: the first, the last and both sides of every notable change or change of state; or only the first and the last. */
export type Keep = 'notable' | 'ends';

/** What is to go out of a history, if somebody says so. Unfinished jobs, and those whose end is not known, are never meant. */
export type ThinningRule = {
  /** Names it within its list. */
  readonly id: string;
  /** Jobs that ended longer ago than so many days. */
  readonly days: number;
  /** Which jobs, as a filter is typed; empty: all of them. */
  readonly filter: string;
} & (
  | { /** Answers between those that stay. */ readonly kind: 'answers'; readonly keep: Keep }
  | { /** Whole jobs. */ readonly kind: 'jobs' }
);

/** How a history is thinned out when somebody says so. It never is by itself. */
export interface ThinningRules {
  readonly rules: readonly ThinningRule[];
  /** Whether a job with a note stays as if somebody held it. */
  readonly notesHold: boolean;
}

/** Everything is kept. */
export const KEEP_ALL: ThinningRules = { rules: [], notesHold: true };

const FEWEST_DAYS = 1;
export const MOST_DAYS = 36_500;
export const MOST_RULES = 20;
export const LONGEST_FILTER = 2000;

/** What lies in a history's settings, as far as it is such rules: it may have come with a backup of anybody's. */
export function readThinningRules(value: unknown): ThinningRules {
  const { rules, notesHold } = asRecord(value);
  const read = Array.isArray(rules) ? rules.flatMap((rule, nth) => readRule(rule, nth) ?? []) : [];
  return { rules: read.slice(0, MOST_RULES), notesHold: notesHold !== false };
}

function readRule(value: unknown, nth: number): ThinningRule | undefined {
  const { kind, days, filter, keep } = asRecord(value);
  if (typeof days !== 'number' || !isDays(days)) return undefined;
  if (typeof filter !== 'string' || filter.length > LONGEST_FILTER) return undefined;
  const common = { id: `rule-${nth + 1}`, days, filter };
  if (kind === 'jobs') return { ...common, kind };
  if (kind !== 'answers' || (keep !== 'notable' && keep !== 'ends')) return undefined;
  return { ...common, kind, keep };
}

export function isDays(days: number): boolean {
  return Number.isInteger(days) && days >= FEWEST_DAYS && days <= MOST_DAYS;
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

/** A rule as a sentence, without its full stop. */
export function ruleInWords(rule: ThinningRule): string {
  const jobs = rule.filter.trim() === '' ? 'jobs' : `jobs that fit “${rule.filter.trim()}”`;
  const ended = `${jobs} that ended more than ${rule.days} ${rule.days === 1 ? 'day' : 'days'} ago`;
  if (rule.kind === 'jobs') return `Drop ${ended}`;
  return rule.keep === 'ends'
    ? `Of ${ended}, keep the first and the last answer`
    : `Of ${ended}, keep the first and the last answer and both sides of every notable change`;
}
