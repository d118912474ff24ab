import { NO_FILTER } from '../domain/filter';
import type { JobKey } from '../domain/job-key';
import type { History, JobRow, Live } from './history';
import type { HistoryFinder } from './job-finder';
import type { KnownAt } from './mirror/known-at';
import type { MirrorStatus } from './mirror/mirror';
import { isSetsQuery, type AnswerTo, type Question } from './mirror/types';

/** Asked for no job: it only tells whether anything can be answered. */
const WHETHER = { filter: NO_FILTER, sort: [], from: 0, count: 0, facets: [] } as const;

/** Finds jobs as they were known at a time. It asks the index of now, which tells the two apart; nothing is read a second time. */
export class PastFinder implements HistoryFinder {
  readonly #present: HistoryFinder;
  readonly #then: History;
  readonly #at: number;

  /** @param then the history as it was known at `at`, epoch ms UTC */
  constructor(present: HistoryFinder, then: History, at: number) {
    this.#present = present;
    this.#then = then;
    this.#at = at;
  }

  begin(): void {
    this.#present.begin();
  }

  /** It is ready once the index knows how the jobs stood then: until that the first rows come from the history. */
  status(listener: (status: MirrorStatus) => void): () => void {
    let leave: (() => void) | undefined;
    let newPaths: readonly string[] = [];
    const end = this.#present.status((status) => {
      if (status.state !== 'ready') {
        leave?.();
        leave = undefined;
        listener(status);
        return;
      }
      newPaths = status.newPaths;
      if (leave !== undefined) return;
      listener({ state: 'loading', loaded: 0, total: undefined });
      leave = this.watch(WHETHER).subscribe((state) => {
        if (state.status === 'failed') listener({ state: 'failed', problem: state.problem });
        else if (state.status === 'ready') listener({ state: 'ready', jobs: state.value.all, newPaths });
      });
    });
    return () => {
      end();
      leave?.();
    };
  }

  /** Nothing of a later time is told, whatever is asked. */
  watch<Q extends Question>(query: Q): Live<AnswerTo<Q>> {
    const at = this.#at;
    const then = ({ knownAt }: KnownAt): number => Math.min(knownAt ?? at, at);
    if (!isSetsQuery(query)) return this.#present.watch({ ...query, knownAt: then(query) });
    const { left, right } = query.sides;
    const sides = { left: { ...left, knownAt: then(left) }, right: { ...right, knownAt: then(right) } };
    return this.#present.watch({ ...query, sides });
  }

  rowsByKey(keys: readonly JobKey[]): Live<readonly (JobRow | undefined)[]> {
    return this.#then.jobsByKey(keys);
  }
}
