import { columnSet, type ListedJob } from '../columns';
import { DAY_MS } from '../durations';
import { compileFilter, parseFilter } from '../filter';
import type { TimeDisplay } from '../instants';
import type { ThinningRule } from './rules';

/** By when and in which zone filters and ends are read. */
export interface MeantBy {
  /** Epoch ms UTC. */
  readonly now: number;
  readonly times: TimeDisplay;
}

/** What rules look at of a job. */
export type EndedJob = ListedJob & {
  /** Epoch ms UTC. */
  readonly completedAt?: number;
};

const COLUMNS = columnSet();

/** When a job ended, epoch ms UTC; undefined: it has not, or nobody knows when. Of a state that nobody knows the completion date tells. */
export function endOf({ outcomeKey, completedAt }: Pick<EndedJob, 'outcomeKey' | 'completedAt'>): number | undefined {
  return outcomeKey === 'created' || outcomeKey === 'running' ? undefined : completedAt;
}

/** What is wrong with the filter of a rule, in words; none: it means what it says. A rule with a fault means no job. */
export function filterFaults(text: string, by: MeantBy): readonly string[] {
  const { filter, problems } = parseFilter(text, COLUMNS);
  const compiled = compileFilter(filter, { ...by, columns: COLUMNS });
  return [...problems, ...compiled.problems].map(({ message }) => message);
}

/** Answers of a job whether it is meant by a rule. */
export function meantBy(
  { filter, days }: Pick<ThinningRule, 'filter' | 'days'>,
  by: MeantBy,
): (job: EndedJob) => boolean {
  if (filterFaults(filter, by).length > 0) return () => false;
  const { fits } = compileFilter(parseFilter(filter, COLUMNS).filter, { ...by, columns: COLUMNS });
  const before = by.now - days * DAY_MS;
  return (job) => {
    const end = endOf(job);
    return end !== undefined && end < before && fits(job);
  };
}

/** Of the rules that mean a job the one that takes most: the whole of it, all but its ends, or what is between notable changes. */
export function strongest(rules: readonly ThinningRule[]): ThinningRule | undefined {
  const ofKind = (kind: string): ThinningRule | undefined =>
    rules.find((rule) => (rule.kind === 'jobs' ? 'jobs' : rule.keep) === kind);
  return ofKind('jobs') ?? ofKind('ends') ?? ofKind('notable');
}
