import * as v from 'valibot';
import { NOTICE_KINDS } from '../../../../preload/contract/settings';
import { watchIdOf, type Watch } from '../../domain/follow/watch';

/** Name of the history's preference that keeps what is watched from one start to the next. */
export const FOLLOWING_PREFERENCE = 'following';

/** More than a person looks at; the oldest leave first. */
export const MOST_ENDED = 50;

const TokenSchema = v.object({ column: v.string(), operator: v.string(), values: v.array(v.string()) });
const TargetSchema = v.variant('kind', [
  v.object({ kind: v.literal('job'), jobKey: v.string(), title: v.string() }),
  v.object({
    kind: v.literal('view'),
    viewId: v.string(),
    title: v.string(),
    filter: v.object({ text: v.string(), tokens: v.array(TokenSchema) }),
  }),
  v.object({ kind: v.literal('unfinished') }),
]);
const WatchSchema = v.object({ target: TargetSchema, since: v.number() });

const EndedSchema = v.object({
  jobKey: v.string(),
  title: v.string(),
  region: v.string(),
  kind: v.picklist(NOTICE_KINDS),
  at: v.number(),
  state: v.optional(v.string()),
});
/** A followed job that has ended, until somebody has seen it. */
export type EndedJob = v.InferOutput<typeof EndedSchema>;

/** What is kept of following. */
export interface StoredFollowing {
  readonly watches: readonly Watch[];
  /** Newest first. */
  readonly ended: readonly EndedJob[];
  /** Unfinished jobs of which it has been told that they overstay. */
  readonly toldLate: readonly string[];
}

/** Reads what was stored; what makes no sense is left out. */
export function readFollowing(stored: unknown): StoredFollowing {
  const { watches, ended, toldLate } = (typeof stored === 'object' && stored !== null ? stored : {}) as Record<
    string,
    unknown
  >;
  const kept = listOf(watches).flatMap((one): Watch[] => {
    const read = v.safeParse(WatchSchema, one);
    if (!read.success) return [];
    // A filter from a later version may have operators that mean nothing here: compiling it says so.
    const target = read.output.target as Watch['target'];
    return [{ id: watchIdOf(target), target, since: read.output.since }];
  });
  return {
    watches: kept.filter(({ id }, at) => kept.findIndex((other) => other.id === id) === at),
    ended: listOf(ended)
      .flatMap((one) => {
        const read = v.safeParse(EndedSchema, one);
        return read.success ? [read.output] : [];
      })
      .slice(0, MOST_ENDED),
    toldLate: listOf(toldLate).filter((one) => typeof one === 'string'),
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
