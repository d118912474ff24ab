import { lastSeenOf, runsUntil, type Run } from '../../domain/snapshot';
import type { JobRow } from '../history/types';

/** What had become of a job by a time, as far as it is told by when it was seen. */
export interface SeenThen {
  /** Whether what it said last then is what it says now. */
  readonly sameContent: boolean;
  /** Epoch ms UTC. */
  readonly lastSeen: number;
  readonly timesSeen: number;
  readonly snapshots: number;
  /** Name of the profile that was answered last. */
  readonly profile: string;
}

/** Numbers in front of the times of each snapshot: how many times are listed, how often it was seen, who was answered first and last. */
const HEAD = 4;

/**
 * When the answers of each row were given. Most jobs are seen once: those need nothing here. Of the others all is kept as one list of numbers a
 * row, because a list of objects would take more room than all columns.
 */
export class Sightings {
  readonly #packed = new Map<number, readonly number[]>();
  readonly #names: string[] = [];
  readonly #numberOf = new Map<string, number>();
  /** When something happened to a row besides its answers: a failed look-up that is its last, something noted. Epoch ms UTC. */
  readonly #besides = new Map<number, number>();

  set(row: number, { runs, lastLookup, notedAt }: Pick<JobRow, 'runs' | 'lastLookup' | 'notedAt'>): void {
    const [only, ...more] = runs;
    if (only === undefined || (more.length === 0 && only.seen.length === 1)) this.#packed.delete(row);
    else
      this.#packed.set(
        row,
        runs.flatMap((run) => this.#pack(run)),
      );
    const besides = Math.max(notedAt ?? -Infinity, lastLookup.outcome === 'failed' ? lastLookup.at : -Infinity);
    if (besides === -Infinity) this.#besides.delete(row);
    else this.#besides.set(row, besides);
  }

  clear(row: number): void {
    this.#packed.delete(row);
    this.#besides.delete(row);
  }

  /** When something happened to a row besides its answers, epoch ms UTC; -Infinity: never. */
  besides(row: number): number {
    return this.#besides.get(row) ?? -Infinity;
  }

  /** What had become of a row's job by a time (epoch ms UTC) at which it was known, and had been seen again since. */
  then(row: number, at: number): SeenThen | undefined {
    const runs = this.#unpack(this.#packed.get(row) ?? []);
    const then = runsUntil(runs, at);
    const newest = then.at(-1);
    if (newest === undefined) return undefined;
    return {
      sameContent: then.length === runs.length,
      lastSeen: lastSeenOf(newest),
      timesSeen: then.reduce((sum, { timesSeen }) => sum + timesSeen, 0),
      snapshots: then.length,
      profile: this.#names[newest.last] ?? '',
    };
  }

  #pack({ seen, timesSeen, first, last }: JobRow['runs'][number]): readonly number[] {
    return [seen.length, timesSeen, this.#numberFor(first), this.#numberFor(last), ...seen];
  }

  #unpack(packed: readonly number[]): readonly Run<number>[] {
    const runs: Run<number>[] = [];
    for (let at = 0; at < packed.length;) {
      const [listed = 0, timesSeen = 0, first = 0, last = 0] = packed.slice(at, at + HEAD);
      const seen = packed.slice(at + HEAD, at + HEAD + listed);
      runs.push({ digest: '', seen, timesSeen, first, last });
      at += HEAD + listed;
    }
    return runs;
  }

  #numberFor(name: string): number {
    const known = this.#numberOf.get(name);
    if (known !== undefined) return known;
    const number = this.#names.push(name) - 1;
    this.#numberOf.set(name, number);
    return number;
  }
}
