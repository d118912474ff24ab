import type { Api } from '../../../preload/contract/api';
import type { AppError } from '../../../preload/contract/error';
import type { Result } from '../../../preload/contract/result';
import type { Observation, ProfileRef } from '../../../preload/contract/shapes';
import type { JobKey } from '../domain/job-key';
import { Filing } from './filing';
import { HistoryProblem, type History, type Recorded } from './history';
import { notFiled } from './not-filed';
import { SHOWN_EVERY_MS, Tempo } from './tempo';

export interface LookUpRequest {
  readonly profile: ProfileRef;
  readonly region: string;
  readonly copyJobId: string;
  /** The job this is a refresh of, where that is known. */
  readonly jobKey?: JobKey | undefined;
}

export interface LookUpInFlight {
  readonly callId: string;
  readonly request: LookUpRequest;
  /** Epoch ms UTC. */
  readonly startedAt: number;
  /** One of many that were asked for together; they have a place of their own on screen. */
  readonly ofRun: boolean;
}

/** How a look-up ended. Whatever is told here is already in the history. */
export type LookUpEnd =
  | { readonly ok: true; readonly recorded: Recorded }
  | {
      readonly ok: false;
      readonly error: AppError;
      readonly jobKey: JobKey | undefined;
      /** Set when the history takes nothing in, whatever AWS says. */
      readonly historyFailed?: true;
    };

/** So long the answers of a run gather for one write (ms): each write has to reach the disk, and redraws what it changed. */
const RUN_GATHERS_MS = 250;

/** The history refuses whatever it is given, not just this answer. */
const TAKES_NOTHING_IN: ReadonlySet<HistoryProblem['code']> = new Set([
  'disk-full',
  'not-writable',
  'write-failed',
  'closed',
]);

/**
 * Where the window asks AWS Backup about a job: sends the call, files the answer or the failure in the history, and knows
 * what is under way. The screen reads the history only; this is the only place that adds to it.
 */
export class LookUpDesk {
  /** What is under way, for the screen: a single look-up at once, those of a run four times a second. */
  inFlight = $state.raw<readonly LookUpInFlight[]>([]);
  /** What is under way at this moment. */
  #calls: readonly LookUpInFlight[] = [];
  readonly #screen = new Tempo(SHOWN_EVERY_MS, () => {
    this.inFlight = this.#calls;
  });
  #backend: Api;
  #history: History;
  readonly #filing: Filing;
  readonly #filingOfRuns: Filing;

  constructor(backend: Api, history: History) {
    this.#backend = backend;
    this.#history = history;
    this.#filing = new Filing(history);
    this.#filingOfRuns = new Filing(history, RUN_GATHERS_MS);
  }

  /** Asks once, and files what comes. */
  async ask(request: LookUpRequest): Promise<LookUpEnd> {
    const callId = crypto.randomUUID();
    try {
      return await this.#inFlight({ callId, request, startedAt: Date.now(), ofRun: false }, async () =>
        this.#file(this.#filing, request, await this.#send(request, callId)),
      );
    } catch (reason) {
      return { ok: false, error: notFiled(reason), jobKey: request.jobKey };
    }
  }

  /** Asks as one of many; what comes is not filed yet. `callId` is chosen by whoever may want to cancel just this one. */
  askOfRun(request: LookUpRequest, callId: string): Promise<Result<Observation>> {
    return this.#inFlight({ callId, request, startedAt: Date.now(), ofRun: true }, () => this.#send(request, callId));
  }

  /** Files an answer or a failure of one of many, with others. Never rejects: that it could not be filed is an end, too. */
  fileOfRun(request: LookUpRequest, answer: Result<Observation>): Promise<LookUpEnd> {
    return this.#file(this.#filingOfRuns, request, answer);
  }

  /** Tells that a run has had its last answer: nothing has to wait for others any more. */
  endOfRun(): void {
    this.#filingOfRuns.hurry();
  }

  async #file(filing: Filing, request: LookUpRequest, answer: Result<Observation>): Promise<LookUpEnd> {
    const { profile, region, copyJobId, jobKey } = request;
    try {
      if (answer.ok) return { ok: true, recorded: await filing.record(answer.value) };
      const known = jobKey ?? (await this.#knownJob(region, copyJobId));
      await filing.recordFailure({
        at: Date.now(),
        profile,
        region,
        copyJobId,
        error: answer.error,
        ...(known === undefined ? {} : { jobKey: known }),
      });
      return { ok: false, error: answer.error, jobKey: known };
    } catch (reason) {
      const historyFailed = reason instanceof HistoryProblem && TAKES_NOTHING_IN.has(reason.code);
      return { ok: false, error: notFiled(reason), jobKey, ...(historyFailed && { historyFailed }) };
    }
  }

  #send({ profile, region, copyJobId }: LookUpRequest, callId: string): Promise<Result<Observation>> {
    return this.#backend.describeCopyJob({ callId, profile, region, copyJobId });
  }

  async #inFlight<T>(call: LookUpInFlight, work: () => Promise<T>): Promise<T> {
    this.#calls = [...this.#calls, call];
    this.#show(call);
    try {
      return await work();
    } finally {
      this.#calls = this.#calls.filter((other) => other !== call);
      this.#show(call);
    }
  }

  #show({ ofRun }: LookUpInFlight): void {
    if (ofRun) this.#screen.soon();
    else this.#screen.now();
  }

  /** The call under way for this job, if any. */
  underWay(jobKey: JobKey): LookUpInFlight | undefined {
    return this.inFlight.find(({ request }) => request.jobKey === jobKey);
  }

  /** The job in the history that a failed look-up was about; undefined if there is none, or more than one could be meant. */
  async #knownJob(region: string, copyJobId: string): Promise<JobKey | undefined> {
    const jobs = await this.#history.findByCopyJobId(copyJobId, region);
    return jobs.length === 1 ? jobs[0]?.jobKey : undefined;
  }

  /** Cancels one call; nothing happens if it has been answered already. */
  cancel(callId: string): void {
    void this.#backend.cancelCall({ callId });
  }

  cancelAll(): void {
    for (const { callId } of this.#calls) this.cancel(callId);
  }
}
