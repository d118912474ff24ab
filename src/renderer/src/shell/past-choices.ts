import type { RecordedSync } from '../data/sync/recorded-syncs';
import { DAY_MS, HOUR_MS } from '../domain/durations';
import { instantWithZone, type TimeDisplay } from '../domain/instants';
import { yesterdayAt } from '../domain/wall-time';

/** A time to look back to with one click. */
export interface PastChoice {
  readonly text: string;
  /** Epoch ms UTC. */
  readonly at: number;
}

/** Syncs offered to look back to: more than these are looked for by their time. */
export const SYNCS_OFFERED = 6;

/** Times that people look back to. @param lastSync undefined: there was none */
export function pastChoices(
  now: number,
  times: TimeDisplay,
  lastSync: Pick<RecordedSync, 'askedAt'> | undefined,
): readonly PastChoice[] {
  return [
    { text: 'An hour ago', at: now - HOUR_MS },
    { text: 'Yesterday at 9:00', at: yesterdayAt(9, now, times) },
    { text: 'A day ago', at: now - DAY_MS },
    { text: 'A week ago', at: now - 7 * DAY_MS },
    // Just before: what it brought is not known yet.
    ...(lastSync === undefined ? [] : [{ text: 'Before the last sync', at: lastSync.askedAt - 1 }]),
  ];
}

/** The moments at which all was known that each sync brought. */
export function syncChoices(syncs: readonly RecordedSync[], times: TimeDisplay): readonly PastChoice[] {
  return syncs.map(({ name, endedAt, complete }) => ({
    text: `${name}, ${instantWithZone(endedAt, times)}${complete ? '' : ', not read to its end'}`,
    at: endedAt,
  }));
}
