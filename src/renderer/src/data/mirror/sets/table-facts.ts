import type { JobValue } from '../../../domain/job-values';
import type { SetFacts } from '../../../domain/sets/compare-sets';
import { pairKeyOf, type Pairing } from '../../../domain/sets/pairing';
import { LINEAGE_PATHS } from '../../../domain/runs/lineage';
import type { ColumnValues } from '../column-values';
import type { Rows } from '../rows';
import type { Spellings } from '../spellings';

/** What is looked at of the table. */
export interface TableColumns {
  readonly rows: Pick<Rows, 'keyAt'>;
  readonly valuesOf: (column: string) => ColumnValues | undefined;
  /** How the rows' resources are spelt. */
  readonly resources: Spellings;
}

/** The facts that sets are compared by, read out of the columns; jobs are numbered by their rows. */
export function tableFacts({ rows, valuesOf, resources }: TableColumns, pairing: Pairing): SetFacts {
  const columns = new Map<string, ColumnValues | undefined>();
  // The names of columns are looked up once: there are tens of thousands of jobs.
  const column = (id: string): ColumnValues | undefined => {
    if (!columns.has(id)) columns.set(id, valuesOf(id));
    return columns.get(id);
  };
  const value = (job: number, id: string): JobValue | undefined => column(id)?.encoding.valueAt(job);
  const text = (job: number, id: string): string => String(value(job, id) ?? '');
  const number = (job: number, id: string): number | undefined => {
    const found = column(id)?.at(job);
    return typeof found === 'number' ? found : undefined;
  };
  return {
    jobKey: (job) => rows.keyAt(job),
    accountId: (job) => text(job, 'account'),
    region: (job) => text(job, 'region'),
    outcomeKey: (job) => text(job, 'outcome'),
    createdAt: (job) => number(job, 'CreationDate'),
    measured: (job) => ({ durationMs: number(job, 'duration'), bytes: number(job, 'BackupSizeInBytes') }),
    reader: (job) => (path) => value(job, path),
    pairKey:
      pairing === 'lineage' ? lineageMark : (job) => pairKeyOf(pairing, rows.keyAt(job), (path) => value(job, path)),
  };

  /** What `lineageKey` says, by marks instead of the long texts: these would have to be put together and compared letter by letter. */
  function lineageMark(job: number): string | undefined {
    const mark = (path: string): string | number | undefined =>
      value(job, path) === '' ? undefined : column(path)?.encoding.markAt(job);
    const resource = mark(LINEAGE_PATHS.resource);
    const destination = mark(LINEAGE_PATHS.destination);
    if (resource === undefined || destination === undefined) return undefined;
    const part = mark(LINEAGE_PATHS.part) ?? (mark(LINEAGE_PATHS.parent) === undefined ? '' : '-');
    // A long column keeps small letters only: two resources may differ in nothing else.
    return `${destination} ${part} ${resources.at(job)} ${resource}`;
  }
}
