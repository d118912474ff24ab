import type { History, JobRow, JobsPage, Live } from '../data/history';
import type { JobIndex } from '../data/found-jobs';
import type { MirrorStatus } from '../data/mirror/mirror';
import type { ListAnswer } from '../data/mirror/types';
import { columnSet } from '../domain/columns';
import { timeIn } from '../domain/course/course';
import { FIRST_STATE } from '../domain/course/life';
import type { Course } from '../domain/course/types';
import { compileFilter } from '../domain/filter';
import type { FilterToken } from '../domain/filter/types';
import { limitOf } from '../domain/waiting/limits';
import {
  LONG_IN_CREATED_MS,
  sameRecoveryPoint,
  sameResource,
  UNFINISHED,
  waitingReasons,
  type WaitingReason,
} from '../domain/waiting/reasons';
import type { OtherCopies } from '../domain/waiting/types';
import { follow, type Followed } from '../ui/live.svelte';

interface Waiting {
  readonly job: JobRow;
  /** How long it has been CREATED at least. */
  readonly waitedMs: number;
}

/** Most copies that are named; more would explain no better. */
const MOST_NAMED = 20;
/** Most unfinished copies that are looked through where there is no index. */
const MOST_READ = 1000;

const NEVER: Live<never> = { subscribe: () => () => undefined };

/** Why the job on screen may be waiting. Asks the history nothing unless the job has been CREATED for long. */
export class WaitingView {
  readonly #job: () => JobRow | undefined;
  readonly #course: () => Course;
  #status = $state.raw<MirrorStatus>();
  readonly #byResource: Followed<ListAnswer>;
  readonly #byPoint: Followed<ListAnswer>;
  readonly #counted: Followed<ListAnswer>;
  readonly #rows: Followed<readonly (JobRow | undefined)[]>;
  readonly #page: Followed<JobsPage>;

  /** Call while a component is being set up: live queries end with it. */
  constructor(history: History, index: JobIndex | undefined, job: () => JobRow | undefined, course: () => Course) {
    this.#job = job;
    this.#course = course;
    const end = index?.status((status) => {
      this.#status = status;
    });
    $effect(() => end);
    const ask = (count: number, wanted: (job: JobRow) => readonly FilterToken[] | undefined): Followed<ListAnswer> =>
      follow(() => {
        const waiting = this.waiting;
        const tokens = waiting && wanted(waiting.job);
        if (index === undefined || !this.#indexed || tokens === undefined) return NEVER;
        const facets = count === 0 ? ['outcome'] : [];
        return index.watch({
          filter: { text: '', tokens: [...tokens, ...UNFINISHED] },
          sort: [],
          from: 0,
          count,
          facets,
        });
      });
    this.#byResource = ask(MOST_NAMED, (waiting) => listOf(sameResource(waiting)));
    this.#byPoint = ask(MOST_NAMED, (waiting) => listOf(sameRecoveryPoint(waiting)));
    this.#counted = ask(0, (waiting) => limitOf(waiting)?.tokens);
    this.#rows = follow(() => {
      const keys = this.#relatedKeys;
      return keys === undefined ? NEVER : history.jobsByKey(keys);
    });
    this.#page = follow(() => {
      if (this.waiting === undefined || this.#indexed || this.#status?.state === 'loading') return NEVER;
      return history.jobs({ outcomes: ['created', 'running'], sort: 'createdAt', limit: MOST_READ });
    });
  }

  get #indexed(): boolean {
    return this.#status?.state === 'ready';
  }

  /** The job, if it has been CREATED for long. */
  readonly waiting: Waiting | undefined = $derived.by(() => {
    const job = this.#job();
    const { lasts, least } = timeIn(this.#course(), FIRST_STATE);
    return job !== undefined && lasts && least >= LONG_IN_CREATED_MS ? { job, waitedMs: least } : undefined;
  });

  readonly #relatedKeys = $derived.by(() => {
    const { job } = this.waiting ?? {};
    if (job === undefined || !this.#indexed) return undefined;
    const answers = [
      ...(sameResource(job) === undefined ? [] : [this.#byResource.current]),
      ...(sameRecoveryPoint(job) === undefined ? [] : [this.#byPoint.current]),
    ];
    const found = answers.filter((answer) => answer !== undefined);
    return found.length < answers.length ? undefined : found.flatMap(({ jobKeys }) => jobKeys);
  });

  /** Undefined while the history is being looked through. */
  readonly reasons: readonly WaitingReason<JobRow>[] | undefined = $derived.by(() => {
    const { waiting } = this;
    if (waiting === undefined) return undefined;
    const limit = limitOf(waiting.job);
    const others = this.#indexed ? this.#fromIndex(limit !== undefined) : this.#fromPage(waiting.job);
    return others && waitingReasons(waiting.job, { ...others, limit, waitedMs: waiting.waitedMs });
  });

  #fromIndex(isCounted: boolean): OtherCopies<JobRow> | undefined {
    const rows = this.#rows.current;
    const answer = this.#counted.current;
    if (rows === undefined || (isCounted && answer === undefined)) return undefined;
    const running = answer?.facets['outcome']?.find(({ value }) => value === 'running')?.jobs ?? 0;
    return {
      related: rows.filter((row) => row !== undefined),
      counted: answer && { unfinished: answer.fits, running },
    };
  }

  #fromPage(job: JobRow): OtherCopies<JobRow> | undefined {
    const rows = this.#page.current?.rows;
    if (rows === undefined) return undefined;
    const among = (tokens: readonly FilterToken[] | undefined): readonly JobRow[] => {
      if (tokens === undefined) return [];
      const filter = { text: '', tokens: [...tokens, ...UNFINISHED] };
      return rows.filter(compileFilter(filter, { columns: columnSet(), now: job.lastSeen, times: 'utc' }).fits);
    };
    const limit = limitOf(job);
    const counted = among(limit?.tokens);
    return {
      related: [...among(listOf(sameResource(job))), ...among(listOf(sameRecoveryPoint(job)))],
      counted: limit && {
        unfinished: counted.length,
        running: counted.filter(({ outcomeKind }) => outcomeKind === 'running').length,
      },
    };
  }
}

function listOf(token: FilterToken | undefined): readonly FilterToken[] | undefined {
  return token && [token];
}
