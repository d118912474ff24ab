import type { BackupEndpoint, Fleet, FleetJob } from './types';

/** A fleet without jobs: an endpoint that knows only what is put into it. */
export const EMPTY_FLEET: Fleet = { job: () => undefined, jobs: () => [] };

type JobBody = Parameters<BackupEndpoint['putJob']>[0];
type JobName = Parameters<BackupEndpoint['removeJob']>[0];

/** A job that was put in, and how it stands in a list: undefined if its body holds no whole copy job. */
type PutJob = JobBody & { readonly listed: FleetJob | undefined };

/** The fleet with what was put over it and taken out of it. */
export class JobStore {
  readonly #fleet: Fleet;
  readonly #put = new Map<string, PutJob>();
  readonly #removed = new Set<string>();

  constructor(fleet: Fleet) {
    this.#fleet = fleet;
  }

  put(job: JobBody): void {
    this.#removed.delete(nameOf(job));
    const { accountId, region, copyJobId } = job;
    const json = copyJobText(job.body);
    // Worked out once: a list of thousands is asked for page by page.
    const listed = json === undefined ? undefined : { accountId, region, copyJobId, json };
    this.#put.set(nameOf(job), { ...job, listed });
  }

  remove(job: JobName): void {
    this.#put.delete(nameOf(job));
    this.#removed.add(nameOf(job));
  }

  /** The whole body of a DescribeCopyJob answer, from the first of these accounts that has the job. */
  describe(accountIds: readonly string[], region: string, copyJobId: string, now: number): string | undefined {
    for (const accountId of accountIds) {
      const name = nameOf({ accountId, region, copyJobId });
      const put = this.#put.get(name);
      if (put) return put.body;
      const job = this.#removed.has(name) ? undefined : this.#fleet.job(accountId, region, copyJobId, now);
      if (job) return `{"CopyJob":${job.json}}`;
    }
    return undefined;
  }

  /** Every job of one account and Region. A body put in that holds no whole copy job is left out. */
  list(accountId: string, region: string, now: number): FleetJob[] {
    const ofFleet = this.#fleet
      .jobs(accountId, region, now)
      .filter((job) => !this.#removed.has(nameOf(job)) && !this.#put.has(nameOf(job)));
    const put = [...this.#put.values()]
      .filter((job) => job.accountId === accountId && job.region === region)
      .flatMap(({ listed }) => listed ?? []);
    return [...ofFleet, ...put];
  }
}

function nameOf(job: JobName): string {
  return `${job.accountId}/${job.region}/${job.copyJobId}`;
}

/** The text of the object in `{"CopyJob":{…}}`, untouched, where it is the only member. */
function copyJobText(body: string): string | undefined {
  const text = /^\s*\{\s*"CopyJob"\s*:\s*(\{[\s\S]*\})\s*\}\s*$/.exec(body)?.[1];
  if (text === undefined) return undefined;
  try {
    JSON.parse(text);
    return text;
  } catch {
    return undefined;
  }
}
