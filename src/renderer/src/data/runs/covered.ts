import type { Interval } from '../../domain/coverage/intervals';
import type { StoredPlace } from '../coverage/rows';
import type { JobRow } from '../history';

/**
 * Creation times of which every job is known, for each account and Region that these jobs are of: what all profiles together have read
 * there. A place of which nobody read a list has none.
 */
export function coveredWhere(
  rows: readonly Pick<JobRow, 'accountId' | 'region'>[],
  places: readonly Pick<StoredPlace, 'region' | 'accounts' | 'covered'>[],
): readonly (readonly Interval[])[] {
  const where = new Map(rows.map(({ accountId, region }) => [`${accountId}/${region}`, { accountId, region }]));
  return [...where.values()].map(({ accountId, region }) =>
    places
      .filter((place) => place.region === region && place.accounts.includes(accountId))
      .flatMap(({ covered }) => covered),
  );
}
