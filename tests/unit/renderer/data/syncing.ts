import type { CopyJobFilters } from '../../../../src/preload/contract/shapes';
import type { StoredReading, SyncDepth } from '../../../../src/renderer/src/data/coverage/rows';
import type { History } from '../../../../src/renderer/src/data/history';
import { openWithoutHistory } from '../../../../src/renderer/src/data/open-history';
import { CallBudget } from '../../../../src/renderer/src/data/sync/budget.svelte';
import { placeKeyOf, type Place } from '../../../../src/renderer/src/data/sync/place';
import { Sync } from '../../../../src/renderer/src/data/sync/sync.svelte';
import { once } from '../../../component/support/history';
import { MainProcess } from '../../../component/support/main-process';

export const REGION = 'eu-central-1';
export const PLACE: Place = { profile: { origin: 'shared', name: 'prod' }, region: REGION };
/** When jobs were created unless it is said, epoch s UTC. */
export const CREATED = 1790000000;

/** A copy job as AWS lists it; `created` in epoch s UTC. */
export const job = (id: string, state = 'RUNNING', created = CREATED): string =>
  JSON.stringify({ AccountId: '111122223333', CopyJobId: id, State: state, CreationDate: created });
export const keyOf = (id: string): string => `111122223333/${REGION}/${id}`;

export type Pages = Parameters<MainProcess['lists']>[1];

/** A place whose lists hold these pages, and syncs of it into a history in memory. `now` is everybody's clock, epoch ms UTC. */
export async function prepare(
  pages: Pages,
  { history, now = Date.now }: { readonly history?: History; readonly now?: () => number } = {},
) {
  const main = new MainProcess();
  main.now = now;
  main.lists(REGION, pages);
  const kept = history ?? (await openWithoutHistory('aws'));
  const world = { backend: main.api, history: kept, budget: new CallBudget(), now };
  const syncOf = (more: Partial<{ places: Place[]; depth: SyncDepth; filters: CopyJobFilters }> = {}): Sync =>
    Sync.of(world, { name: 'nightly', places: [PLACE], depth: 'everything', filters: {}, ...more });
  return {
    main,
    world,
    history: kept,
    syncOf,
    sync: syncOf(),
    ids: async (): Promise<string[]> =>
      (await once(kept.jobs({ text: '', sort: 'lastSeen', limit: 100 }))).rows.map(({ copyJobId }) => copyJobId).sort(),
    tokens: () => main.listed.map(({ nextToken }) => nextToken),
    filters: () => main.listed.map(({ filters }) => filters),
    place: () => kept.coverage.read((shelf) => shelf.place(placeKeyOf(PLACE))),
  };
}

export function rowOf(sync: Sync): StoredReading {
  return sync.pairs[0]!.row;
}
