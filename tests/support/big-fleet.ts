import { DemoFleet } from '../../src/main/demo/fleet/demo-fleet';
import type { FleetJob } from '../../src/main/demo/types';
import type { Observation } from '../../src/preload/contract/shapes';
import { LAST_NIGHT, pagesOf, variantsOf, type FleetModel } from './fleet-variants';

/** What big fleets are made after: every job that the demo account knows on a fixed night. */
export function fleetModels(): FleetModel[] {
  const fleet = new DemoFleet(LAST_NIGHT);
  return fleet
    .facts()
    .flatMap(({ accountId, region, copyJobId }) => fleet.job(accountId, region, copyJobId, LAST_NIGHT) ?? [])
    .map(({ accountId, region, json }) => ({
      accountId,
      region,
      members: JSON.parse(json) as Record<string, unknown>,
    }));
}

/**
 * As many copy jobs as wanted, each like one of the demo account's but with ids, a resource and times of its own; the same ones
 * each time. Jobs come newest first.
 * @param place puts them all into one account and Region; else they are where their models are
 */
export function bigFleet(
  jobs: number,
  place?: { readonly accountId: string; readonly region: string },
): Generator<FleetJob> {
  return variantsOf(fleetModels(), jobs, place);
}

/** A big fleet as it comes from lists, a page at a time. */
export function bigFleetPages(jobs: number, from: Pick<Observation, 'profile' | 'endpoint'>): Generator<Observation[]> {
  return pagesOf(bigFleet(jobs), from);
}
