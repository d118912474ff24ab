import type { Rung } from '../rung';

/**
 * Rows of jobs, and of what has been removed, may hold notes. No row is rewritten for that and no table changes; but an older build would drop the
 * notes of every row that it writes, so it must not open this.
 */
export const v6: Rung = { version: 6, stores: {} };
