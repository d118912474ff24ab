import type { Column, ListedJob } from '../columns';
import { comparable, compareComparables, foldText } from '../columns/comparable';
import { compileToken, type CompiledToken, type FilterContext } from './tokens';
import type { Filter, FilterProblem, SortKey } from './types';
import { wordsOfText } from './words';

/** A filter made ready to be asked about many jobs. */
export interface CompiledFilter {
  /** Whether a job fits. This is what a filter means; whatever answers faster must answer the same. */
  readonly fits: (job: ListedJob) => boolean;
  readonly tokens: readonly CompiledToken[];
  /** Words and phrases of the free text, folded. */
  readonly words: readonly string[];
  /** Tokens that mean nothing; they are left out. */
  readonly problems: readonly FilterProblem[];
  /** Whether other jobs may fit as time goes by. */
  readonly movesWithTime: boolean;
}

/** Makes a filter ready. Never throws. */
export function compileFilter(filter: Filter, context: FilterContext): CompiledFilter {
  const tokens: CompiledToken[] = [];
  const problems: FilterProblem[] = [];
  filter.tokens.forEach((token, place) => {
    const result = compileToken(token, context, problems.length);
    if (result.ok) tokens.push(result.token);
    else problems.push({ ...result.problem, token: place });
  });
  const words = wordsOfText(filter.text);
  const searched = context.columns.all.filter((column) => column.searched);
  return {
    fits: (job) =>
      tokens.every(({ column, test }) => test(comparableOf(column, job))) && holdsAll(job, words, searched),
    tokens,
    words,
    problems,
    movesWithTime: tokens.some(({ movesWithTime }) => movesWithTime),
  };
}

function comparableOf(column: Column, job: ListedJob): ReturnType<typeof comparable> | undefined {
  const value = column.value(job);
  return value === undefined ? undefined : comparable(column, value);
}

/** Each word may be in another column. */
function holdsAll(job: ListedJob, words: readonly string[], searched: readonly Column[]): boolean {
  return words.every((word) =>
    searched.some((column) => {
      const value = column.value(job);
      return typeof value === 'string' && foldText(value).includes(word);
    }),
  );
}

/** Puts two jobs in order by the keys, most important first; zero if they are equal in all. Keys of no column are passed over. */
export function compareJobs(
  sort: readonly SortKey[],
  columns: FilterContext['columns'],
): (left: ListedJob, right: ListedJob) => number {
  const keys = sort.flatMap(({ column: id, descending }) => {
    const column = columns.find(id);
    return column ? [{ column, descending }] : [];
  });
  return (left, right) => {
    for (const { column, descending } of keys) {
      const order = compareComparables(column, comparableOf(column, left), comparableOf(column, right), descending);
      if (order !== 0) return order;
    }
    return 0;
  };
}
