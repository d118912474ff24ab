import { lineageOf, LINEAGE_PATHS, isSameLineage } from '../../domain/runs/lineage';
import type { JobValues } from '../../domain/job-values';
import { foundJobs, type FoundJobs, type JobIndex } from '../found-jobs';
import type { History, JobRow, Live } from '../history';

/** Runs that are read, the newest: of a nightly copy more than five years. */
export const MOST_RUNS = 2000;

/**
 * The runs of the same resource to the same destination in the history, newest first, told anew whenever they change. Undefined where the
 * job does not name both.
 */
export function knownRuns(
  history: History,
  index: JobIndex | undefined,
  values: JobValues,
): Live<FoundJobs> | undefined {
  const lineage = lineageOf(values);
  if (lineage === undefined) return undefined;
  const { resourceArn, destinationVaultArn } = lineage;
  return foundJobs(history, index, {
    filter: {
      text: '',
      tokens: [
        { column: LINEAGE_PATHS.resource, operator: '=', values: [resourceArn] },
        { column: LINEAGE_PATHS.destination, operator: '=', values: [destinationVaultArn] },
      ],
    },
    fits: (row: JobRow): boolean => isSameLineage(row.values, values),
    sort: { column: 'CreationDate', descending: true },
    compare: (a, b) => (b.createdAt ?? -Infinity) - (a.createdAt ?? -Infinity),
    most: MOST_RUNS,
  });
}
