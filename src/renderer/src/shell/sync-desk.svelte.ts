import { interruptedSyncs, type Interrupted } from '../data/sync/interrupted';
import { SyncSets } from '../data/sync/sync-sets.svelte';
import { Sync, type SyncRequest } from '../data/sync/sync.svelte';

type World = Parameters<typeof Sync.of>[0];

/** The reading of one place or several: one at a time, and what an earlier window left of one. */
export class SyncDesk {
  readonly sets: SyncSets;
  /** The last one, until it is put away. */
  current = $state.raw<Sync>();
  /** Syncs that an earlier window left before their end, newest first. */
  interrupted = $state.raw<readonly Interrupted[]>([]);
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
    this.sets = new SyncSets(world.history);
  }

  get running(): boolean {
    return this.current?.running === true;
  }

  /** Takes up what an earlier window left: sets, limits, and syncs that did not come to their end. */
  async lookBack(): Promise<void> {
    const { history, budget } = this.#world;
    const [interrupted] = await Promise.all([interruptedSyncs(history), this.sets.load(budget)]);
    if (this.current === undefined) this.interrupted = interrupted;
  }

  /** Reads several places. */
  start(request: SyncRequest): void {
    if (this.running) return;
    this.interrupted = [];
    this.#run(Sync.of(this.#world, request));
  }

  /** Goes on with a sync that was interrupted. */
  goOn(rows: Interrupted): void {
    if (this.running) return;
    this.#withdraw(rows);
    this.#run(Sync.from(this.#world, rows));
  }

  /** An interrupted sync is not offered any more; what it has read stays. */
  leave(rows: Interrupted): void {
    this.#withdraw(rows);
    void Sync.from(this.#world, rows).leave();
  }

  /** Puts the sync on screen away. */
  dismiss(): void {
    void this.current?.leave();
    this.current = undefined;
  }

  #run(sync: Sync): void {
    this.current = sync;
    void sync.start();
  }

  #withdraw(rows: Interrupted): void {
    this.interrupted = this.interrupted.filter((other) => other !== rows);
  }
}
