import { DAY_MS, HOUR_MS } from '../domain/durations';
import type { History } from '../data/history';
import type { TimeDisplay } from '../domain/instants';
import { yesterdayAt } from '../domain/wall-time';

/** A time to look back to with one click. */
export interface PastChoice {
  readonly text: string;
  /** Epoch ms UTC. */
  readonly at: number;
}

/** When the last sync was asked for, epoch ms UTC; undefined if there was none. */
export async function lastSyncAt(history: History): Promise<number | undefined> {
  const times = await history.coverage.read(async (shelf) => {
    const newest = await Promise.all((await shelf.places()).map(({ placeKey }) => shelf.readingsOf(placeKey, 1)));
    return newest.flat().map(({ askedAt }) => askedAt);
  });
  return times.length === 0 ? undefined : Math.max(...times);
}

/** Times that people look back to. @param lastSync see {@link lastSyncAt} */
export function pastChoices(now: number, times: TimeDisplay, lastSync: number | undefined): readonly PastChoice[] {
  return [
    { text: 'An hour ago', at: now - HOUR_MS },
    { text: 'Yesterday at 9:00', at: yesterdayAt(9, now, times) },
    { text: 'A day ago', at: now - DAY_MS },
    { text: 'A week ago', at: now - 7 * DAY_MS },
    // Just before: what it brought is not known yet.
    ...(lastSync === undefined ? [] : [{ text: 'Before the last sync', at: lastSync - 1 }]),
  ];
}
