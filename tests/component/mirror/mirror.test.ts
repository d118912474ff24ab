import { afterEach, describe, expect, it } from 'vitest';
import type { LiveState } from '../../../src/renderer/src/data/history';
import { Mirror, type MirrorStatus, type MirrorWorker } from '../../../src/renderer/src/data/mirror/mirror';
import type { ListAnswer, ListQuery } from '../../../src/renderer/src/data/mirror/types';
import { columnSet } from '../../../src/renderer/src/domain/columns';
import { compileFilter, NO_FILTER, parseFilter } from '../../../src/renderer/src/domain/filter';
import { jobRows, NEWEST_JOB_AT } from '../../support/job-rows';
import { eventually } from '../../support/patience';
import type { FleetSource } from './fleet-worker';

const JOBS = 20_000;
const COLUMNS = columnSet();
const ALL: ListQuery = {
  filter: NO_FILTER,
  sort: [{ column: 'CreationDate', descending: true }],
  from: 0,
  count: 20,
  facets: [],
};

let open: { readonly close: () => void }[] = [];
afterEach(() => {
  for (const { close } of open) close();
  open = [];
});

/** A mirror over a fleet in a worker of its own, and the worker that is running now. */
function newMirror(source: FleetSource, options: { now?: () => number; refreshMs?: number } = {}) {
  const workers: Worker[] = [];
  const start = (): MirrorWorker => {
    const worker = new Worker(new URL('./fleet-worker.ts', import.meta.url), { type: 'module' });
    workers.push(worker);
    return worker;
  };
  const mirror = new Mirror({ start, source, now: () => NEWEST_JOB_AT, ...options });
  open.push({
    close: () => {
      mirror.close();
    },
  });
  const statuses: MirrorStatus[] = [];
  mirror.status((status) => statuses.push(status));
  return { mirror, workers, statuses };
}

function watched(mirror: Mirror, query: ListQuery) {
  const states: LiveState<ListAnswer>[] = [];
  const end = mirror.watch(query).subscribe((state) => states.push(state));
  const value = () => {
    const last = states.at(-1);
    return last?.status === 'ready' ? last.value : undefined;
  };
  return { states, value, end };
}

function asking(text: string, more: Partial<ListQuery> = {}): ListQuery {
  return { ...ALL, filter: parseFilter(text, COLUMNS).filter, ...more };
}

describe('the mirror in a worker', () => {
  it('says how far it is, then answers from all jobs', async () => {
    const { mirror, statuses } = newMirror({ jobs: JOBS });
    const list = watched(mirror, asking('state:failed', { facets: ['State', 'ResourceType'] }));
    expect(list.states).toEqual([{ status: 'loading' }]);
    await eventually(list.value).toBeDefined();
    const jobs = [...jobRows(JOBS)];
    const { fits } = compileFilter(asking('state:failed').filter, {
      columns: COLUMNS,
      now: NEWEST_JOB_AT,
      times: 'local',
    });
    const failed = jobs.filter(fits).sort((left, right) => (right.createdAt ?? 0) - (left.createdAt ?? 0));
    expect(list.value()).toMatchObject({ fits: failed.length, all: JOBS });
    expect(list.value()?.jobKeys).toEqual(failed.slice(0, 20).map(({ jobKey }) => jobKey));
    expect(list.value()?.facets['State']).toHaveLength(4);
    expect(statuses[0]).toEqual({ state: 'loading', loaded: 0, total: undefined });
    expect(statuses).toContainEqual({ state: 'loading', loaded: 4000, total: JOBS });
    expect(statuses.at(-1)).toEqual({ state: 'ready', jobs: JOBS, newPaths: [] });
  });

  it('answers anew when jobs change or go', async () => {
    const { mirror, statuses } = newMirror({ jobs: JOBS });
    const list = watched(mirror, asking('name="quite new"'));
    await eventually(() => list.value()?.fits).toBe(0);
    const [job] = [...jobRows(1, 77)];
    if (!job) return;
    mirror.change({
      put: [{ ...job, values: { ...job.values, ResourceName: 'Quite new', Unheard: 'of' } }],
      removed: [],
    });
    await eventually(() => list.value()?.jobKeys).toEqual([job.jobKey]);
    expect(statuses.at(-1)).toEqual({ state: 'ready', jobs: JOBS + 1, newPaths: ['Unheard'] });
    mirror.change({ put: [], removed: [job.jobKey] });
    await eventually(() => list.value()?.fits).toBe(0);
  });

  it('keeps what changed while it was loading', async () => {
    const { mirror } = newMirror({ jobs: JOBS });
    const [first, second] = [...jobRows(JOBS)];
    if (!first || !second) return;
    mirror.change({
      put: [{ ...first, values: { ...first.values, ResourceName: 'newer' } }],
      removed: [second.jobKey],
    });
    const newer = watched(mirror, asking('name=newer'));
    const gone = watched(mirror, asking(`id=${second.copyJobId}`));
    await eventually(() => newer.value()?.fits).toBe(1);
    await eventually(() => gone.value()?.fits).toBe(0);
  });

  it('answers the newest question only, and nobody who has gone', async () => {
    const { mirror } = newMirror({ jobs: JOBS });
    const left = watched(mirror, ALL);
    left.end();
    const list = watched(mirror, ALL);
    await eventually(list.value).toBeDefined();
    const before = list.states.length;
    const job = [...jobRows(50, 5)];
    for (const one of job) mirror.change({ put: [one], removed: [] });
    await eventually(() => list.value()?.all).toBe(JOBS + 50);
    expect(list.states.length - before).toBeLessThan(50);
    expect(left.states).toEqual([{ status: 'loading' }]);
  });

  it('moves relative dates and ages on', async () => {
    let now = NEWEST_JOB_AT;
    const { mirror } = newMirror({ jobs: JOBS }, { now: () => now, refreshMs: 20 });
    const list = watched(mirror, asking('created>=-1d'));
    await eventually(() => list.value()?.fits).toBeGreaterThan(0);
    now += 90_000_000;
    await eventually(() => list.value()?.fits).toBe(0);
  });

  it('begins anew with another worker when one falls over', async () => {
    const { mirror, workers, statuses } = newMirror({ jobs: JOBS });
    const list = watched(mirror, asking('state:failed'));
    await eventually(list.value).toBeDefined();
    const answer = list.value();
    const states = list.states.length;
    workers[0]?.postMessage({ kind: 'crash' });
    await eventually(() => list.states.length).toBeGreaterThan(states);
    expect(list.value()).toEqual(answer);
    expect(workers).toHaveLength(2);
    expect(statuses.at(-1)).toMatchObject({ state: 'ready', jobs: JOBS });
  });

  it('gives up after three starts that come to nothing, says why, and tries again when told to', async () => {
    const { mirror, workers, statuses } = newMirror({ jobs: JOBS, failsAt: 3000 });
    const list = watched(mirror, ALL);
    await eventually(() => statuses.at(-1)?.state).toBe('failed');
    expect(workers).toHaveLength(3);
    expect(list.states.at(-1)).toEqual({ status: 'failed', problem: new Error('The disk cannot be read.') });
    mirror.retry();
    await eventually(() => workers.length).toBe(6);
  });
});
