import { assemble, type ChildRun } from './assemble';
import { HOUR_MS, MINUTE_MS } from './calendar';
import type { JobFacts, JobTimes } from './facts';
import { readLiveId, writeLiveId } from './live-ids';
import { OUTCOMES, type OutcomeName } from './outcomes';
import { VAULTS } from './places';
import type { ChildSpec, CopySpec } from './spec';

const SECOND_MS = 1000;

/** Times in ms from the opening of the demo account. */
interface LiveJob {
  readonly spec: CopySpec;
  readonly times: JobTimes;
  readonly outcome: OutcomeName;
  readonly children?: readonly { readonly child: ChildSpec; readonly times: JobTimes }[];
}

function times(createdAt: number, startedAt: number, endedAt: number): JobTimes {
  return { createdAt, startedAt, endedAt };
}

const seconds = (createdAt: number, startedAt: number, endedAt: number): JobTimes =>
  times(createdAt * SECOND_MS, startedAt * SECOND_MS, endedAt * SECOND_MS);

/** Without a plan the schedule is never shown. */
const ON_DEMAND = { schedule: { hour: 0, minute: 0, timezone: 'Etc/UTC' }, role: 'backup-operator', keepDays: 14 };
const PLANNED = {
  schedule: { hour: 12, minute: 0, timezone: 'Europe/Berlin' },
  plan: { name: 'production-noon', rule: 'noon-copy' },
  keepDays: 35,
} as const;

/** CREATED when the demo account opens, RUNNING after 8 seconds, COMPLETED after 30. */
const QUICK: LiveJob = {
  spec: {
    ...ON_DEMAND,
    key: 'live/quick',
    type: 'EBS',
    resourceName: 'cache-node-data',
    from: VAULTS.production,
    to: VAULTS.productionCopy,
    gib: 8,
    minutes: 1,
  },
  times: seconds(-3.4, 8, 30),
  outcome: 'ok',
};

/** RUNNING, and FAILED after 45 seconds. */
const FAILING: LiveJob = {
  spec: {
    ...PLANNED,
    key: 'live/failing',
    type: 'EC2',
    resourceName: 'reports-01',
    from: VAULTS.production,
    to: VAULTS.centralDr,
    gib: 60,
    minutes: 7,
  },
  times: seconds(-372.25, -350, 45),
  outcome: 'keyNotAccessible',
};

/** RUNNING, and after 75 seconds COMPLETED, but without its tags. */
const WITH_ISSUES: LiveJob = {
  spec: {
    ...PLANNED,
    key: 'live/issues',
    type: 'FSx',
    resourceName: 'design-share',
    from: VAULTS.production,
    to: VAULTS.productionCopy,
    gib: 0,
    minutes: 40,
  },
  times: seconds(-2405.117, -2390, 75),
  outcome: 'tagsNotCopied',
};

/** A cluster whose nested jobs end one after the other within two minutes. */
const PARENT: LiveJob = {
  spec: {
    ...PLANNED,
    key: 'live/parent',
    type: 'EKS',
    resourceName: 'checkout',
    from: VAULTS.production,
    to: VAULTS.centralDr,
    gib: 0,
    minutes: 5,
  },
  times: seconds(-95.5, -94, 120),
  outcome: 'ok',
  children: [
    {
      child: { key: 'state', type: 'EKS', resourceName: 'checkout', gib: 0.02, minutes: 1 },
      times: seconds(-94.5, -90, -20),
    },
    {
      child: { key: 'pv-orders', type: 'EBS', resourceName: 'pv-orders', gib: 120, minutes: 2 },
      times: seconds(-93.5, -60, 35),
    },
    {
      child: { key: 'pv-queue', type: 'EBS', resourceName: 'pv-queue', gib: 40, minutes: 2 },
      times: seconds(-92.5, 20, 75),
    },
    {
      child: { key: 'pv-shared', type: 'EFS', resourceName: 'pv-shared', gib: 15, minutes: 2 },
      times: seconds(-91.5, 70, 112),
    },
  ],
};

const ARCHIVE = { type: 'S3', resourceName: 'example-media-archive', from: VAULTS.production } as const;

/** RUNNING since yesterday, and until long after the demo account is closed. */
const SLOW: LiveJob = {
  spec: { ...PLANNED, ...ARCHIVE, key: 'live/slow', to: VAULTS.compliance, gib: 12_410, minutes: 2760 },
  times: times(-26 * HOUR_MS, -26 * HOUR_MS + 41 * SECOND_MS, 20 * HOUR_MS),
  outcome: 'ok',
};

/** CREATED: AWS Backup copies a resource once at a time, and the slow copy of the same bucket is not done. */
const WAITING: LiveJob = {
  spec: { ...ON_DEMAND, ...ARCHIVE, key: 'live/waiting', to: VAULTS.productionCopy, gib: 12_410, minutes: 2760 },
  times: times(-110 * MINUTE_MS, 20 * HOUR_MS + 20 * SECOND_MS, 64 * HOUR_MS),
  outcome: 'ok',
};

const LIVE = { QUICK, FAILING, WITH_ISSUES, PARENT, SLOW, WAITING };
export type LiveName = keyof typeof LIVE;

/** Ids of one job and its children follow each other; this is room enough for both. */
const IDS_PER_JOB = 16;

function after(startedAt: number, offsets: JobTimes): JobTimes {
  return times(startedAt + offsets.createdAt, startedAt + offsets.startedAt, startedAt + offsets.endedAt);
}

function liveJob(live: LiveJob, index: number, startedAt: number): JobFacts {
  const idOf = (offset: number): string => writeLiveId({ index: index * IDS_PER_JOB + offset, startedAt });
  const children = (live.children ?? []).map(({ child, times: offsets }, i): ChildRun => ({
    child,
    copyJobId: idOf(i + 1),
    times: after(startedAt, offsets),
    outcome: OUTCOMES.ok,
  }));
  const run = {
    spec: live.spec,
    name: String(startedAt),
    copyJobId: idOf(0),
    times: after(startedAt, live.times),
    outcome: OUTCOMES[live.outcome],
    twist: {},
  };
  return assemble(run, children);
}

function openingAt(startedAt: number): readonly JobFacts[] {
  return Object.values(LIVE).map((live, index) => liveJob(live, index, startedAt));
}

/** The jobs that move while one watches, and those of earlier openings of the demo account. */
export class LiveJobs {
  /** Those of this opening; children are in their parents. */
  readonly jobs: readonly JobFacts[];

  constructor(startedAt: number) {
    this.jobs = openingAt(startedAt);
  }

  named(name: LiveName): JobFacts {
    const job = this.jobs[Object.keys(LIVE).indexOf(name)];
    if (!job) throw new Error(`There is no live job ${name}.`);
    return job;
  }

  /** The live job with this id, of this opening or of any other. */
  find(copyJobId: string): JobFacts | undefined {
    const id = readLiveId(copyJobId);
    if (!id) return undefined;
    const job = openingAt(id.startedAt)[Math.floor(id.index / IDS_PER_JOB)];
    const offset = id.index % IDS_PER_JOB;
    return offset === 0 ? job : job?.children?.[offset - 1];
  }
}
