import type { Rung } from '../rung';

/**
 * The first history. Few and lean indexes keep inserting fast however large it grows; ranks are negative times, so that the
 * newest rows come first when an index is read forwards.
 */
export const v1: Rung = {
  version: 1,
  stores: {
    jobs: [
      'jobKey',
      'copyJobId',
      '[seenRank+jobKey]',
      '[createdRank+jobKey]',
      '[outcomeKey+seenRank+jobKey]',
      '[outcomeKey+createdRank+jobKey]',
    ].join(', '),
    totals: 'outcomeKey',
    snapshots: '[jobKey+firstSeen+digest]',
    bodies: '[jobKey+digest]',
    lookups: '++id, lastAt, [region+copyJobId+lastAt]',
    removed: '++id',
    removedContents: 'id',
    preferences: 'name',
  },
};
