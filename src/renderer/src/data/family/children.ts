import type { Filter } from '../../domain/filter/types';
import { parseJobKey, type JobKey } from '../../domain/job-key';
import type { History, HistoryChange, JobRow, Live } from '../history';
import type { MirrorStatus } from '../mirror/mirror';
import type { ListAnswer, ListQuery } from '../mirror/types';

/** The index of the history. */
export interface JobIndex {
  /** How far it is, told at once and at every change; the returned function ends it. */
  status(listener: (status: MirrorStatus) => void): () => void;
  watch(query: ListQuery): Live<ListAnswer>;
}

/** Children that the history knows. */
export interface KnownChildren {
  readonly rows: readonly JobRow[];
  /** How many there are besides, too many to be read: what is counted of these rows is not all. */
  readonly more: number;
}

/** Children read of one generation: far more than a group has. */
export const MOST_CHILDREN = 10_000;

/**
 * The jobs in the history that name one of these as their parent, told anew whenever they change. Parents and children
 * share account and Region. The index is asked; where there is none, or it could not be made, all jobs are looked through.
 * While it is being read nothing is told: children that are only not found yet would pass for none.
 */
export function knownChildren(
  history: History,
  index: JobIndex | undefined,
  parents: readonly JobKey[],
): Live<KnownChildren> {
  const looked = new Set(parents);
  const isChild = (row: JobRow): boolean => {
    const identity = parseJobKey(row.jobKey);
    const parent = row.values['ParentJobId'];
    return identity !== undefined && looked.has(`${identity.accountId}/${identity.region}/${String(parent)}`);
  };
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
          next === 'scan' || index === undefined
            ? scanned(history, isChild)
            : indexed(history, index, parents, isChild);
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

function indexed(
  history: History,
  index: JobIndex,
  parents: readonly JobKey[],
  isChild: (row: JobRow) => boolean,
): Live<KnownChildren> {
  const ids = parents.map((key) => parseJobKey(key)?.copyJobId ?? '');
  const filter: Filter = { text: '', tokens: [{ column: 'ParentJobId', operator: '=', values: ids }] };
  const sort = [{ column: 'CreationDate', descending: false }];
  return {
    subscribe: (listener) => {
      let asked: string | undefined;
      let endRows: () => void = () => undefined;
      const endKeys = index.watch({ filter, sort, from: 0, count: MOST_CHILDREN, facets: [] }).subscribe((found) => {
        if (found.status !== 'ready') {
          if (found.status === 'failed') listener(found);
          return;
        }
        const { jobKeys, fits } = found.value;
        const more = fits - jobKeys.length;
        const asks = JSON.stringify([more, jobKeys]);
        // Rows tell of their own changes: they are asked for anew only when other jobs are meant.
        if (asks === asked) return;
        asked = asks;
        endRows();
        endRows = history.jobsByKey(jobKeys).subscribe((state) => {
          if (state.status === 'failed') listener(state);
          // The index knows no letter case, and answers for every account and Region.
          else if (state.status === 'ready')
            listener({
              status: 'ready',
              value: { rows: state.value.flatMap((row) => row ?? []).filter(isChild), more },
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
function scanned(history: History, isChild: (row: JobRow) => boolean): Live<KnownChildren> {
  return {
    subscribe: (listener) => {
      let found: Map<JobKey, JobRow> | undefined;
      let ended = false;
      const meanwhile: HistoryChange[] = [];
      const tell = (): void => {
        const rows = [...(found?.values() ?? [])];
        const value = { rows: rows.slice(0, MOST_CHILDREN), more: Math.max(0, rows.length - MOST_CHILDREN) };
        listener({ status: 'ready', value });
      };
      const leave = history.onChange((change) => {
        if (found === undefined) meanwhile.push(change);
        else if (apply(change, found, isChild)) tell();
      });
      history.jobsWhere(isChild).then(
        (rows) => {
          if (ended) return;
          found = new Map(rows.map((row) => [row.jobKey, row]));
          for (const change of meanwhile) apply(change, found, isChild);
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
function apply(
  { put, removed }: HistoryChange,
  found: Map<JobKey, JobRow>,
  isChild: (row: JobRow) => boolean,
): boolean {
  let differs = false;
  for (const row of put) {
    if (isChild(row)) {
      found.set(row.jobKey, row);
      differs = true;
    } else differs = found.delete(row.jobKey) || differs;
  }
  for (const jobKey of removed) differs = found.delete(jobKey) || differs;
  return differs;
}
