import type { Rung } from '../rung';

/**
 * What thinnings have set aside, until its week is over; and rows of jobs may have a hold. No row is rewritten for that; but an older build would
 * drop the hold of every row that it writes, so it must not open this.
 */
export const v7: Rung = {
  version: 7,
  stores: { thinnings: 'id', setAside: '++id, thinning, jobKey' },
};
