import type { JobKey } from '../../domain/job-key';
import { ChildFetch, type FetchRequest, type FetchWorld } from './child-fetch.svelte';

/** Name of the preference that keeps when a job's children were last fetched, so that it is known after a restart. */
const preferenceOf = (jobKey: JobKey): string => `children-fetched/${jobKey}`;

/** Every fetch of children of this window, by the parent's key: one at a time for each parent. */
export class ChildFetches {
  readonly #world: FetchWorld;
  #fetches = $state.raw<Readonly<Record<JobKey, ChildFetch>>>({});
  #fetchedAt = $state.raw<Readonly<Record<JobKey, number>>>({});

  constructor(world: FetchWorld) {
    this.#world = world;
  }

  /** The last fetch of this job's children since the window was opened. */
  of(jobKey: JobKey): ChildFetch | undefined {
    return this.#fetches[jobKey];
  }

  /** When its children were last fetched to the end, epoch ms UTC; undefined: never, or {@link recall} has not been asked. */
  fetchedAt(jobKey: JobKey): number | undefined {
    return this.#fetchedAt[jobKey];
  }

  /** Reads when the children of a job were last fetched by an earlier window. */
  async recall(jobKey: JobKey): Promise<void> {
    // What the window knows itself is newer, and a history that cannot be read says so elsewhere.
    const kept = await this.#world.history.preference(preferenceOf(jobKey)).catch(() => undefined);
    if (typeof kept === 'number') this.#fetchedAt = { [jobKey]: kept, ...this.#fetchedAt };
  }

  /** Fetches the children of a job, unless that is under way. Resolves when it has ended; never rejects. */
  async fetch(request: FetchRequest): Promise<void> {
    const { jobKey } = request;
    if (this.of(jobKey)?.state === 'fetching') return;
    const fetch = new ChildFetch(this.#world, request);
    this.#fetches = { ...this.#fetches, [jobKey]: fetch };
    await fetch.run();
    const { state, endedAt } = fetch;
    if (state !== 'fetched' || endedAt === undefined) return;
    this.#fetchedAt = { ...this.#fetchedAt, [jobKey]: endedAt };
    // Only a time to be shown: the children themselves are kept, and each knows when it was seen.
    await this.#world.history.setPreference(preferenceOf(jobKey), endedAt).catch(() => undefined);
  }

  cancelAll(): void {
    for (const fetch of Object.values(this.#fetches)) fetch.cancel();
  }
}
