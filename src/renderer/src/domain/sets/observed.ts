import { HOUR_MS } from '../durations';
import { gaps, type Interval } from '../coverage/intervals';
import { LISTED_FOR_MS } from '../coverage/span';

/** What is recorded of one place: of which creation times every job of these accounts in that Region is known. */
export interface LookedAt {
  readonly region: string;
  readonly accounts: readonly string[];
  readonly covered: readonly Interval[];
}

/** Where the jobs of one side can be, as far as its filter says. */
export interface SideScope {
  /** Creation times, epoch ms UTC, infinite where open; undefined: none at all. */
  readonly span: Interval | undefined;
  /** Asked for by the filter; empty: it asks for none in particular. */
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
}

/** A look so long ago counts as one of now: a sync takes its time, and people read its outcome afterwards. */
const JUST_NOW_MS = HOUR_MS;

/**
 * Whether every job that one side could have at an account and Region is known: then that there is none says something. A filter that names
 * accounts or Regions is about those instead of the one asked for. A span that is not over is known up to a look of the last hour.
 * @param now epoch ms UTC
 */
export function lookedEverywhere(
  { span, accounts, regions }: SideScope,
  known: readonly LookedAt[],
  now: number,
): (accountId: string, region: string) => boolean {
  const wanted = span === undefined ? undefined : elapsed(span, now);
  const cache = new Map<string, boolean>();
  const isCovered = (accountId: string, region: string): boolean => {
    if (wanted === undefined) return false;
    const covered = known
      .filter((place) => place.region === region && place.accounts.includes(accountId))
      .flatMap((place) => place.covered);
    // Of a span that is over nothing may be missing.
    const enough = wanted.to < now ? wanted.to : now - JUST_NOW_MS;
    return gaps(wanted, covered).every(({ from }) => from >= enough);
  };
  return (accountId, region) => {
    const places = (accounts.length > 0 ? accounts : [accountId]).flatMap((account) =>
      (regions.length > 0 ? regions : [region]).map((of) => [account, of] as const),
    );
    return places.every(([account, of]) => {
      const key = `${account}/${of}`;
      const before = cache.get(key) ?? isCovered(account, of);
      cache.set(key, before);
      return before;
    });
  };
}

/** The part of a span that is over; of one without a beginning what AWS still lists for certain. */
function elapsed({ from, to }: Interval, now: number): Interval | undefined {
  const end = Math.min(to, now);
  const begin = Number.isFinite(from) ? from : end - LISTED_FOR_MS;
  // Nothing of it is over: nobody can have looked at it.
  return begin < end ? { from: begin, to: end } : undefined;
}
