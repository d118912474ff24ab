import type { Rung } from '../rung';

/** What was looked at, when, and how far it came. Adds tables only. */
export const v3: Rung = {
  version: 3,
  stores: {
    readings: 'id, open, [placeKey+askedAt]',
    placesRead: 'placeKey',
    notListed: 'jobKey',
  },
};
