import { SeededRandom } from '../../src/main/demo/fleet/random';
import type { FleetJob } from '../../src/main/demo/types';
import type { Observation } from '../../src/preload/contract/shapes';

/** Runs of one resource: a nightly copy is listed by AWS for thirty days. */
const RUNS_OF_A_RESOURCE = 30;
/** The first night that fleets are counted from back: fixed, so that two runs make the same jobs. Epoch ms UTC. */
export const LAST_NIGHT = Date.UTC(2026, 10, 20, 3);
const NIGHT_MS = 24 * 3_600_000;
/** Jobs of one night begin within this time. */
const SPREAD_MS = 4 * 3_600_000;

/** As many jobs as AWS gives out at a time. */
const PAGE = 1000;
/** When the first page of a fleet is said to have come, epoch ms UTC; the others a second later each. */
export const FIRST_PAGE_AT = Date.UTC(2026, 10, 21);

type Members = Record<string, unknown>;

/** A job that others are made after. */
export interface FleetModel {
  readonly accountId: string;
  readonly region: string;
  readonly members: Members;
}

/** See `bigFleet`; this part runs in a page as well. */
export function* variantsOf(
  models: readonly FleetModel[],
  jobs: number,
  place?: { readonly accountId: string; readonly region: string },
): Generator<FleetJob> {
  const resources = Math.max(1, Math.ceil(jobs / RUNS_OF_A_RESOURCE));
  for (let index = 0; index < jobs; index++) {
    const resource = index % resources;
    const night = Math.floor(index / resources);
    const model = models[(resource * RUNS_OF_A_RESOURCE + night) % models.length]!;
    const { accountId, region } = place ?? model;
    const random = new SeededRandom('big fleet', index);
    const members = variant(model.members, { random, resource: String(resource), night });
    yield { accountId, region, copyJobId: members.CopyJobId, json: JSON.stringify(members) };
  }
}

/** Jobs as they come from lists, a page at a time. */
export function* pagesOf(
  jobs: Iterable<FleetJob>,
  from: Pick<Observation, 'profile' | 'endpoint'>,
): Generator<Observation[]> {
  let page: Observation[] = [];
  let pages = 0;
  for (const { region, copyJobId, json } of jobs) {
    page.push({
      ...from,
      source: 'list',
      observedAt: FIRST_PAGE_AT + pages * 1000,
      region,
      copyJobId,
      requestId: `page-${pages}`,
      attempts: 1,
      tookMs: 1,
      body: json,
    });
    if (page.length < PAGE) continue;
    yield page;
    page = [];
    pages++;
  }
  if (page.length > 0) yield page;
}

function variant(
  model: Members,
  { random, resource, night }: { random: SeededRandom; resource: string; night: number },
): Members & { CopyJobId: string } {
  const created = LAST_NIGHT - night * NIGHT_MS - Math.floor(random.between(0, SPREAD_MS));
  const took = seconds(model['CompletionDate']) - seconds(model['CreationDate']);
  const own = (arn: unknown): unknown =>
    typeof arn === 'string' ? arn.replace(/[0-9a-f-]{8,}$/i, ({ length }) => random.hex(length)) : arn;
  const ofResource = (text: unknown): unknown => (typeof text === 'string' ? `${text}-${resource}` : text);
  return {
    ...model,
    CopyJobId: random.uuid().toUpperCase(),
    CreationDate: created / 1000,
    ...(Number.isNaN(took) ? {} : { CompletionDate: created / 1000 + took }),
    ...only(model, 'ResourceArn', ofResource),
    ...only(model, 'ResourceName', ofResource),
    ...only(model, 'SourceRecoveryPointArn', own),
    ...only(model, 'DestinationRecoveryPointArn', own),
    ...only(model, 'BackupSizeInBytes', (size) => (typeof size === 'number' && size > 0 ? size + night : size)),
  };
}

function only(model: Members, member: string, change: (value: unknown) => unknown): Members {
  return member in model ? { [member]: change(model[member]) } : {};
}

function seconds(value: unknown): number {
  return typeof value === 'number' ? value : NaN;
}
