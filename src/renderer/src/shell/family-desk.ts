import type { ProfileRef } from '../../../preload/contract/shapes';
import { ChildFetches } from '../data/family/child-fetches.svelte';
import type { FetchWorld } from '../data/family/child-fetch.svelte';
import type { JobIndex } from '../data/found-jobs';
import { isParentRow } from '../data/family/relative';
import type { JobRow } from '../data/history';
import { firstAnswer } from '../data/sync/first-answer';
import type { JobKey } from '../domain/job-key';
import type { FamilyWorld } from '../job/family/family.svelte';

/** What the window's families are found and fetched with. */
export class FamilyDesk {
  readonly world: Omit<FamilyWorld, 'history'>;
  readonly #fetches: ChildFetches;
  readonly #fetchWorld: FetchWorld;

  constructor(fetchWorld: FetchWorld, index: JobIndex | undefined, profileFor: (row: JobRow) => ProfileRef) {
    this.#fetchWorld = fetchWorld;
    this.#fetches = new ChildFetches(fetchWorld);
    this.world = { index, fetches: this.#fetches, profileFor };
  }

  /**
   * Whoever asks about a parent wants to know of its children, too. To be called once its answer is kept, which neither
   * waits for them nor fails with them. Never rejects.
   */
  async fetchIfParent(jobKey: JobKey, profile: ProfileRef): Promise<void> {
    const row = await firstAnswer(this.#fetchWorld.history.job(jobKey)).catch(() => undefined);
    if (row !== undefined && isParentRow(row)) await this.world.fetches.fetch({ jobKey, profile });
  }

  cancelAll(): void {
    this.#fetches.cancelAll();
  }
}
