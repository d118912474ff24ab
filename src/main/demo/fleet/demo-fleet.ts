import type { Fleet, FleetJob } from '../types';
import { dayOf, Night } from './calendar';
import type { JobFacts } from './facts';
import { isKnownAt, renderJob } from './render';
import { plannedJob } from './runs';
import { LiveJobs } from './live-jobs';
import type { CopySpec } from './spec';
import { STORIES } from './specs/stories';
import { WEEKLY_OTHERS } from './specs/weekly-others';
import { WEEKLY_PRODUCTION } from './specs/weekly-production';

/** How far the fleet reaches back: past AWS's 30 days, so that some of its jobs are forgotten. */
const DAYS_BACK = 45;
/** A window left open over midnight goes on getting its nightly jobs. */
const DAYS_AHEAD = 3;

const SPECS: readonly CopySpec[] = [...STORIES, ...WEEKLY_PRODUCTION, ...WEEKLY_OTHERS];

function family(job: JobFacts): readonly JobFacts[] {
  return [job, ...(job.children ?? [])];
}

function keyOf(job: Pick<JobFacts, 'accountId' | 'region' | 'copyJobId'>): string {
  return `${job.accountId}/${job.region}/${job.copyJobId}`;
}

/** The demo account's jobs: those of every night round `startedAt`, and those that move while one watches. */
export class DemoFleet implements Fleet {
  readonly #planned = new Map<string, JobFacts>();
  readonly #bySpec = new Map<string, readonly JobFacts[]>();
  readonly live: LiveJobs;

  /** `startedAt`: when the demo account was opened, epoch ms UTC. */
  constructor(startedAt: number) {
    this.live = new LiveJobs(startedAt);
    const today = dayOf(startedAt);
    for (const spec of SPECS) {
      const jobs: JobFacts[] = [];
      for (let day = today - DAYS_BACK; day <= today + DAYS_AHEAD; day += 1) {
        const job = plannedJob(spec, new Night(day));
        if (job) jobs.push(job);
      }
      this.#bySpec.set(spec.key, jobs);
      for (const job of jobs.flatMap(family)) this.#planned.set(keyOf(job), job);
    }
  }

  job(accountId: string, region: string, copyJobId: string, now: number): FleetJob | undefined {
    const job = this.#planned.get(keyOf({ accountId, region, copyJobId })) ?? this.live.find(copyJobId);
    if (job?.accountId !== accountId || job.region !== region || !isKnownAt(job, now)) return undefined;
    return fleetJob(job, now);
  }

  jobs(accountId: string, region: string, now: number): readonly FleetJob[] {
    return this.facts()
      .filter((job) => job.accountId === accountId && job.region === region && isKnownAt(job, now))
      .map((job) => fleetJob(job, now));
  }

  /** Every job there is, forgotten ones and those to come included. */
  facts(): readonly JobFacts[] {
    return [...this.#planned.values(), ...this.live.jobs.flatMap(family)];
  }

  /** A spec's jobs, oldest first; parents only. */
  of(spec: Pick<CopySpec, 'key'>): readonly JobFacts[] {
    return this.#bySpec.get(spec.key) ?? [];
  }
}

function fleetJob(job: JobFacts, now: number): FleetJob {
  return { accountId: job.accountId, region: job.region, copyJobId: job.copyJobId, json: renderJob(job, now) };
}
