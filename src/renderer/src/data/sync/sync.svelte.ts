import type { CopyJobFilters } from '../../../../preload/contract/shapes';
import { without } from '../../domain/without';
import type { StoredReading, SyncDepth } from '../coverage/rows';
import { notFiled } from '../not-filed';
import { PairSync } from './pair-sync.svelte';
import { placeKeyOf, type Place } from './place';
import { planOf } from './plan';
import { ended, newReading } from './reading';
import { withoutTrouble, type SyncWorld } from './world';

/** What is to be read. */
export interface SyncRequest {
  /** What people call it: the name of a set, or of its one place. */
  readonly name: string;
  /** Each once; at least one. */
  readonly places: readonly Place[];
  readonly depth: SyncDepth;
  /** Filters of `ListCopyJobs`; none are needed. */
  readonly filters: CopyJobFilters;
}

/**
 * Reads several places side by side. One that fails does not stop the others. What it is about to read is written before
 * it begins, so that after a crash it is known what was left.
 */
export class Sync {
  readonly id: string;
  readonly name: string;
  pairs = $state.raw<readonly PairSync[]>([]);
  /** True until nothing of it is under way any more. */
  running = $state(false);
  cancelling = $state(false);
  #world: SyncWorld;
  #request: SyncRequest | undefined;
  /** How many starts and resumes have not ended. */
  #underWay = 0;
  /** Ends the last start, also while it is still being written down. */
  #stop = new AbortController();

  private constructor(world: SyncWorld, id: string, name: string) {
    this.#world = world;
    this.id = id;
    this.name = name;
  }

  /** A new sync, not yet begun. */
  static of(world: Omit<SyncWorld, 'trouble'>, request: SyncRequest): Sync {
    const sync = new Sync(withoutTrouble(world), crypto.randomUUID(), request.name);
    sync.#request = request;
    // Until the history has told what is known of them, each is shown as it was asked for.
    sync.pairs = sync.#pairsOf(request.places.map((place) => sync.#rowOf(request, place, undefined)));
    return sync;
  }

  /** One that was interrupted, from its rows; they all belong to it. */
  static from(world: Omit<SyncWorld, 'trouble'>, rows: readonly [StoredReading, ...StoredReading[]]): Sync {
    const sync = new Sync(withoutTrouble(world), rows[0].syncId, rows[0].syncName);
    sync.pairs = sync.#pairsOf(rows);
    return sync;
  }

  /** Places that a retry would read on. */
  get unfinished(): readonly PairSync[] {
    return this.pairs.filter((pair) => pair.unfinished);
  }

  /** Begins, or goes on with all that has not been read to its end. Resolves when nothing is under way; never rejects. */
  async start(): Promise<void> {
    if (this.running) return;
    const { signal } = (this.#stop = new AbortController());
    await this.#during(async () => {
      await this.#writeDown();
      await Promise.all(
        // Cancelled while it was still being written down.
        this.unfinished.map((pair) => (signal.aborted ? pair.leaveOut() : pair.read())),
      );
    });
  }

  /** Reads one place on, whatever the others do. */
  async resume(pair: PairSync): Promise<void> {
    if (!pair.unfinished) return;
    await this.#during(() => pair.read());
  }

  /** Ends what is under way. What was read stays; all of it can be gone on with. */
  cancel(): void {
    if (!this.running) return;
    this.cancelling = true;
    this.#stop.abort();
    for (const pair of this.pairs) pair.cancel();
  }

  /** It is not offered again after a restart; what was read stays. */
  async leave(): Promise<void> {
    const rows = this.pairs.map(({ row }) => row);
    await this.#world.history.coverage
      .write((shelf) => shelf.putReadings(rows.map(closed)))
      // A history that takes nothing in has been said to be so already.
      .catch(() => undefined);
  }

  /** It runs until the last of its works has ended; what begins now is not being cancelled. Works never reject. */
  async #during(work: () => Promise<void>): Promise<void> {
    this.#underWay += 1;
    this.running = true;
    this.cancelling = false;
    this.#world.trouble.clear();
    await work();
    this.#underWay -= 1;
    if (this.#underWay > 0) return;
    this.running = false;
    this.cancelling = false;
  }

  /** Plans each place from what is known, and writes all rows at once; older readings of these places are no longer offered. */
  async #writeDown(): Promise<void> {
    const request = this.#request;
    if (request === undefined) return;
    try {
      const rows = await this.#world.history.coverage.write(async (shelf) => {
        const planned: StoredReading[] = [];
        for (const place of request.places) {
          planned.push(this.#rowOf(request, place, await shelf.place(placeKeyOf(place))));
        }
        const keys = planned.map(({ placeKey }) => placeKey);
        const older = (await shelf.openReadings()).filter(({ placeKey }) => keys.includes(placeKey));
        await shelf.putReadings([...older.map(closed), ...planned]);
        return planned;
      });
      this.#request = undefined;
      this.pairs = this.#pairsOf(rows);
    } catch (reason) {
      const at = this.#world.now();
      this.pairs = this.#pairsOf(this.pairs.map(({ row }) => ended(row, 'failed', at, notFiled(reason))));
    }
  }

  #rowOf({ name, depth, filters }: SyncRequest, place: Place, known: Parameters<typeof planOf>[2]): StoredReading {
    const plan = planOf(depth, filters, known);
    return newReading({ syncId: this.id, syncName: name, place, filters, plan, at: this.#world.now() });
  }

  #pairsOf(rows: readonly StoredReading[]): PairSync[] {
    return rows.map((row) => new PairSync(this.#world, row));
  }
}

function closed(row: StoredReading): StoredReading {
  return without(row, 'open');
}
