import type { LookUpInFlight } from '../data/look-up-desk.svelte';

/** For how many whole seconds a look-up has been under way at `now` (epoch ms UTC); undefined: there is none. */
export function askingSecondsOf(underWay: LookUpInFlight | undefined, now: number): number | undefined {
  return underWay && Math.max(0, Math.floor((now - underWay.startedAt) / 1000));
}
