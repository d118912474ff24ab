import type { Filter, SortKey } from '../domain/filter/types';
import type { JobKey } from '../domain/job-key';
import type { History, HistoryChange, JobRow, Live } from './history';
import type { MirrorStatus } from './mirror/mirror';
import type { ListAnswer, ListQuery } from './mirror/types';

/** The index of the history. */
export interface JobIndex {
  /** How far it is, told at once and at every change; the returned function ends it. */
  status(listener: (status: MirrorStatus) => void): () => void;
  watch(query: ListQuery): Live<ListAnswer>;
}

/** Which jobs of the history are wanted. */
export interface Wanted {
  /** What the index is asked for: may find more than `fits` does, but nothing less. */
  readonly filter: Filter;
  /** Which of them it really is; the index knows no letter case. */
  readonly fits: (row: JobRow) => boolean;
  readonly sort: SortKey;
  /** The same order, for where there is no index. */
  readonly compare: (a: JobRow, b: JobRow) => number;
  /** Rows that are read; how many there are besides is told. */
  readonly most: number;
}

export interface FoundJobs {
  readonly rows: readonly JobRow[];
  /** How many there are besides, too many to be read: what is counted of these rows is not all. */
  readonly more: number;
}

/**
 * Jobs of the history, told anew whenever they change. The index is asked; where there is none, or it could not be made, all jobs
 * are looked through. While it is being read nothing is told: jobs that are only not found yet would pass for none.
 */
export function foundJobs(history: History, index: JobIndex | undefined, wanted: Wanted): Live<FoundJobs> {
  return {
    subscribe: (listener) => {
      listener({ status: 'loading' });
      let way: 'index' | 'scan' | undefined;
      let end: () => void = () => undefined;
      const take = (next: 'index' | 'scan'): void => {
        if (way === next) return;
        way = next;
        end();
        const live =
          next === 'scan' || index === undefined ? scanned(history, wanted) : indexed(history, index, wanted);
        end = live.subscribe(listener);
      };
      if (index === undefined) take('scan');
      const leave = index?.status(({ state }) => {
        if (state === 'ready') take('index');
        else if (state === 'failed') take('scan');
      });
      return () => {
        leave?.();
        end();
      };
    },
  };
}

function indexed(history: History, index: JobIndex, { filter, sort, most, fits }: Wanted): Live<FoundJobs> {
  return {
    subscribe: (listener) => {
      let asked: string | undefined;
      let endRows: () => void = () => undefined;
      const endKeys = index.watch({ filter, sort: [sort], from: 0, count: most, facets: [] }).subscribe((found) => {
        if (found.status !== 'ready') {
          if (found.status === 'failed') listener(found);
          return;
        }
        const { jobKeys, fits: all } = found.value;
        const more = all - jobKeys.length;
        const asks = JSON.stringify([more, jobKeys]);
        // Rows tell of their own changes: they are asked for anew only when other jobs are meant.
        if (asks === asked) return;
        asked = asks;
        endRows();
        endRows = history.jobsByKey(jobKeys).subscribe((state) => {
          if (state.status === 'failed') listener(state);
          else if (state.status === 'ready')
            listener({
              status: 'ready',
              value: { rows: state.value.flatMap((row) => row ?? []).filter(fits), more },
            });
        });
      });
      return () => {
        endKeys();
        endRows();
      };
    },
  };
}

/** Looks through the whole history once, and takes note of every change from then on. */
function scanned(history: History, { fits, compare, most }: Wanted): Live<FoundJobs> {
  return {
    subscribe: (listener) => {
      let found: Map<JobKey, JobRow> | undefined;
      let ended = false;
      const meanwhile: HistoryChange[] = [];
      const tell = (): void => {
        const rows = [...(found?.values() ?? [])].sort(compare);
        listener({ status: 'ready', value: { rows: rows.slice(0, most), more: Math.max(0, rows.length - most) } });
      };
      const leave = history.onChange((change) => {
        if (found === undefined) meanwhile.push(change);
        else if (apply(change, found, fits)) tell();
      });
      history.jobsWhere(fits).then(
        (rows) => {
          if (ended) return;
          found = new Map(rows.map((row) => [row.jobKey, row]));
          for (const change of meanwhile) apply(change, found, fits);
          tell();
        },
        (problem: unknown) => {
          if (!ended)
            listener({ status: 'failed', problem: problem instanceof Error ? problem : new Error(String(problem)) });
        },
      );
      return () => {
        ended = true;
        leave();
      };
    },
  };
}

/** Brings what was found in step with a change; whether it made a difference. */
function apply({ put, removed }: HistoryChange, found: Map<JobKey, JobRow>, fits: (row: JobRow) => boolean): boolean {
  let differs = false;
  for (const row of put) {
    if (fits(row)) {
      found.set(row.jobKey, row);
      differs = true;
    } else differs = found.delete(row.jobKey) || differs;
  }
  for (const jobKey of removed) differs = found.delete(jobKey) || differs;
  return differs;
}
