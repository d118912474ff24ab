import type { Rung } from '../rung';

/** When followed jobs were due and nobody could ask. Adds a table only. */
export const v4: Rung = {
  version: 4,
  stores: { gaps: 'id, open, [region+from]' },
};
