import { parseJobKey, type JobKey } from '../../domain/job-key';
import { foundJobs, type FoundJobs, type JobIndex } from '../found-jobs';
import type { History, JobRow, Live } from '../history';

/** Children read of one generation: far more than a group has. */
export const MOST_CHILDREN = 10_000;

/**
 * The jobs in the history that name one of these as their parent, told anew whenever they change. Parents and children
 * share account and Region.
 */
export function knownChildren(
  history: History,
  index: JobIndex | undefined,
  parents: readonly JobKey[],
): Live<FoundJobs> {
  const looked = new Set(parents);
  const ids = parents.map((key) => parseJobKey(key)?.copyJobId ?? '');
  return foundJobs(history, index, {
    filter: { text: '', tokens: [{ column: 'ParentJobId', operator: '=', values: ids }] },
    // The index answers for every account and Region.
    fits: (row: JobRow): boolean => {
      const identity = parseJobKey(row.jobKey);
      const parent = row.values['ParentJobId'];
      return identity !== undefined && looked.has(`${identity.accountId}/${identity.region}/${String(parent)}`);
    },
    sort: { column: 'CreationDate', descending: false },
    compare: (a, b) => (a.createdAt ?? Infinity) - (b.createdAt ?? Infinity),
    most: MOST_CHILDREN,
  });
}
