import type { CopyJobFilters } from '../../../../preload/contract/shapes';
import { isNarrowed } from '../../domain/coverage/span';
import { HOUR_MS } from '../../domain/durations';
import type { StoredPlace, StoredReading, SyncDepth } from '../coverage/rows';

/**
 * How far behind the newest job seen the next list of changes begins. `CreationDate` is stamped by AWS's clocks, not ours,
 * and a job may be listed some time after that stamp; AWS names no bound. An hour is far more than either ever was, and
 * costs a few jobs that are read twice.
 */
export const SAFETY_MARGIN_MS = HOUR_MS;

/** States of jobs that have not ended (AWS Backup API reference, `CopyJobState`): any of them may have changed. */
const UNFINISHED_STATES = ['CREATED', 'RUNNING'] as const;

/** What to ask of a place: how deep, and for changes from when on (creation time, epoch ms UTC). */
export interface Plan {
  readonly depth: SyncDepth;
  readonly since?: number;
  /** For changes: jobs that ended after this are asked for too, epoch ms UTC. */
  readonly endedSince?: number;
}

/**
 * Changes can be asked for where a reading came to its end before; everything is read where none did, and where filters
 * were chosen, for what these leave out is no base for the next time.
 */
export function planOf(wanted: SyncDepth, filters: CopyJobFilters, known: StoredPlace | undefined): Plan {
  const filtered = isNarrowed(filters) || filters.ByCreatedAfter !== undefined || filters.ByCreatedBefore !== undefined;
  if (wanted === 'everything' || filtered || known?.lastCompleteAt === undefined || known.newest === undefined) {
    return { depth: 'everything' };
  }
  return {
    depth: 'changes',
    since: known.newest - SAFETY_MARGIN_MS,
    // By this machine's clock, which the margin makes up for.
    endedSince: known.lastCompleteAt - SAFETY_MARGIN_MS,
  };
}

/** The lists to read, one after the other, each page by page. Jobs that stand on two of them are one job all the same. */
export function listsOf({
  depth,
  filters,
  since,
  endedSince,
}: Pick<StoredReading, 'depth' | 'filters' | 'since' | 'endedSince'>): readonly CopyJobFilters[] {
  if (depth === 'everything' || since === undefined) return [filters];
  return [
    { ByCreatedAfter: since },
    ...UNFINISHED_STATES.map((ByState) => ({ ByState })),
    ...(endedSince === undefined ? [] : [{ ByCompleteAfter: endedSince }]),
  ];
}

/** Whether a reading that came to its end has listed all that AWS lists. */
export function listsAll({ depth, filters }: Pick<StoredReading, 'depth' | 'filters'>): boolean {
  return depth === 'everything' && Object.values(filters).every((value) => value === undefined);
}
