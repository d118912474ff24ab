import type { AppError } from '../../../../preload/contract/error';
import { MINUTE_MS, SECOND_MS } from '../../domain/durations';
import { dueAt } from '../../domain/follow/due';
import { LONGEST_MS } from '../../domain/follow/pace';
import { isRefusal, troubleAfter } from '../../domain/follow/trouble';
import type { JobKey } from '../../domain/job-key';
import { placeKeyOf, type Place } from '../sync/place';
import { Asker, type Asked } from './ask';
import type { FollowedJob } from './followed-jobs';
import { NOTED_EVERY_MS, type GapKeeper } from './gap-keeper';
import { workOf, type PlaceWork } from './place-work';
import { Standstill, type PausedProfile } from './standstill.svelte';
import type { UsualTimes } from './usual-times';
import { profileKeyOf, type FollowWorld } from './world';

/** From this many followed jobs in one place on, a list costs fewer calls than asking about each. */
export const LIST_FROM = 5;
/** A list is several calls: not more often than this, however many jobs are due (ms). */
export const LIST_SHORTEST_MS = 30 * SECOND_MS;
/** New jobs that a watch is waiting for are looked for at least this often (ms). */
export const DISCOVER_MS = 5 * MINUTE_MS;
/** A gap shorter than this is a pause between two questions (ms). */
const SHORTEST_GAP_MS = 5 * SECOND_MS;

/** What is followed, as the engine needs it. Asked anew at every turn. */
export interface Followed {
  readonly jobs: ReadonlyMap<JobKey, FollowedJob>;
  /** Places in which new jobs are looked for. */
  readonly discover: readonly Place[];
  /** Whether what can have changed in a place can be listed: it was read to its end before. */
  readonly canList: (place: Place) => boolean;
}

/**
 * Asks AWS about followed jobs when they are due, within the budget that everything draws from. Where one answer shows that the
 * others would fail alike it stops asking, and marks the time in which jobs were due and nobody could ask.
 */
export class Follower {
  readonly standstill = new Standstill();
  readonly #world: FollowWorld;
  readonly #usual: UsualTimes;
  readonly #gaps: GapKeeper;
  readonly #followed: () => Followed;
  readonly #asker: Asker;
  readonly #known = new Map<string, AppError>();
  readonly #asking = new Set<string>();
  readonly #askedAt = new Map<string, number>();
  /** Jobs that are due whatever their time, and since when. */
  readonly #forced = new Map<JobKey, number>();
  /** Jobs for which the last question was refused, and how. */
  readonly #refused = new Map<JobKey, AppError>();
  /** Profiles with which a person has just asked to go on: a code may be asked for once. */
  readonly #withPerson = new Set<string>();
  readonly #stop = new AbortController();
  #sleptAt: number | undefined;
  #stopTimer: (() => void) | undefined;

  constructor(world: FollowWorld, usual: UsualTimes, gaps: GapKeeper, followed: () => Followed) {
    this.#world = world;
    this.#usual = usual;
    this.#gaps = gaps;
    this.#followed = followed;
    const { backend, history, budget, clock } = world;
    this.#asker = new Asker({ backend, history, budget, trouble: this.#known, now: () => clock.now() });
  }

  /** Marks the time in which jobs were due and the app was closed, and begins. */
  start(): void {
    const now = this.#world.clock.now();
    for (const { place, jobs } of this.#work()) {
      const due = jobs.filter((job) => this.dueAt(job) < now - SHORTEST_GAP_MS);
      const last = Math.max(...jobs.map(({ row }) => row.lastLookup.at));
      // Where it was closed within a gap, that one tells the time until then.
      const from = Math.max(last, this.#gaps.ranUntil(place) ?? last);
      if (due.length > 0) this.#gaps.begin(place, 'closed', from, keysOf(due));
    }
    this.turn();
  }

  /** When a followed job is due, epoch ms UTC. */
  dueAt({ row }: FollowedJob): number {
    const now = this.#world.clock.now();
    const forcedAt = this.#forced.get(row.jobKey);
    if (forcedAt !== undefined) return Math.min(forcedAt, now);
    const { limits, pace } = this.#world.budget;
    const { at } = row.lastLookup;
    // A look-up from the future is one from before the clock was put back: it must not make the job wait for it.
    const lookedAt = at > now + MINUTE_MS ? 0 : at;
    const askedAt = Math.max(lookedAt, this.#askedAt.get(row.jobKey) ?? 0);
    // Unless somebody has been answered about it since.
    const refused = row.lastLookup.error !== undefined && this.#refused.has(row.jobKey);
    if (refused) return askedAt + LONGEST_MS;
    return dueAt({ ...row, askedAt, usualMs: this.#usual.of(row), slowedBy: limits.perSecond / pace });
  }

  /** Asks what is due, and sees to it that the next turn comes in time. */
  turn(): void {
    if (this.#stop.signal.aborted || this.#sleptAt !== undefined) return;
    this.standstill.turns += 1;
    const now = this.#world.clock.now();
    let next = now + LONGEST_MS;
    const work = this.#work();
    for (const one of work) next = Math.min(next, this.#see(one, now));
    const watched = new Set(work.map(({ place }) => placeKeyOf(place)));
    for (const place of this.#gaps.places) if (!watched.has(placeKeyOf(place))) this.#gaps.end(place, now);
    this.#gaps.note(now);
    if (this.#gaps.places.length > 0) next = Math.min(next, now + NOTED_EVERY_MS);
    this.#stopTimer?.();
    this.#stopTimer = this.#world.clock.later(Math.max(SECOND_MS / 4, next - now), () => {
      this.turn();
    });
  }

  /** Asks about these jobs now, whatever their time. What keeps a place from being asked keeps doing so. */
  askNow(jobKeys: readonly JobKey[]): void {
    for (const jobKey of jobKeys) this.#forced.set(jobKey, -Infinity);
    this.turn();
  }

  /** Goes on with profiles that wait for somebody, and with all that backs off. A code may be asked for: somebody is there. */
  resume(): void {
    for (const key of this.standstill.paused.keys()) this.#withPerson.add(key);
    this.#free(() => true);
  }

  /** Goes on by itself with the profiles that can be used again. */
  resumeUsable(): void {
    const { profiles } = this.#world;
    this.#free(({ place }) => profiles.isUsable(place.profile));
  }

  /** The network is back: whatever waited for it is asked at once. */
  online(): void {
    this.standstill.tryAgain(({ why }) => why === 'offline', this.#world.clock.now());
    this.turn();
  }

  sleep(at: number): void {
    this.#sleptAt = at;
    this.#stopTimer?.();
    // Should nobody tell that it has woken, it goes on all the same.
    this.#stopTimer = this.#world.clock.later(LONGEST_MS, () => {
      this.wake();
    });
  }

  /** Asks at once what came to be due in the meantime. */
  wake(): void {
    const sleptAt = this.#sleptAt;
    if (sleptAt === undefined) return;
    this.#sleptAt = undefined;
    const now = this.#world.clock.now();
    for (const { place, jobs } of this.#work()) {
      const due = jobs.filter((job) => this.dueAt(job) <= now);
      if (now - sleptAt >= SHORTEST_GAP_MS) this.#gaps.begin(place, 'asleep', sleptAt, keysOf(due));
    }
    this.online();
  }

  close(): void {
    this.#stop.abort();
    this.#stopTimer?.();
  }

  /** Asks what is due in one place; answers when it wants to be seen again. */
  #see({ place, jobs, discover }: PlaceWork, now: number): number {
    const key = placeKeyOf(place);
    const trouble = this.standstill.of(place);
    const lists = this.#followed().canList(place) && (discover || jobs.length >= LIST_FROM);
    const listedAt = this.#askedAt.get(key) ?? -Infinity;
    const free = jobs.filter(({ row }) => !this.#asking.has(row.jobKey));
    const due = free.filter((job) => this.dueAt(job) <= now);
    if (trouble !== undefined) {
      const { why, retryAt = Infinity } = trouble;
      if (now < retryAt) {
        this.#gaps.begin(place, why, now, keysOf(due));
        return retryAt;
      }
    }
    if (this.#asking.has(key)) return Infinity;
    if (lists) {
      const wanted = due.length > 0 || (discover && now >= listedAt + DISCOVER_MS);
      const mayList = now >= listedAt + LIST_SHORTEST_MS || due.some(({ row }) => this.#forced.has(row.jobKey));
      if (wanted && (mayList || trouble !== undefined)) void this.#list(place, jobs);
      const nextDue = Math.min(...free.map((job) => this.dueAt(job)), discover ? listedAt + DISCOVER_MS : Infinity);
      return wanted && mayList ? Infinity : Math.max(nextDue, listedAt + LIST_SHORTEST_MS);
    }
    // After trouble one question shows whether it is over: about the job that has waited longest, so that each has its turn.
    const probes = jobs.length === free.length ? 1 : 0;
    const asked = trouble === undefined ? due : due.sort((a, b) => this.dueAt(a) - this.dueAt(b) || 0).slice(0, probes);
    for (const job of asked) void this.#describe(job, place);
    const later = free.filter((job) => !due.includes(job)).map((job) => this.dueAt(job));
    return Math.min(Infinity, ...later);
  }

  async #describe({ row }: FollowedJob, place: Place): Promise<void> {
    const { jobKey } = row;
    const begunAt = this.#world.clock.now();
    this.#asking.add(jobKey);
    this.#known.delete(profileKeyOf(place.profile));
    const asked = await this.#asker.describe(row, place, this.#stop.signal, this.#takePerson(place));
    const now = this.#world.clock.now();
    this.#asking.delete(jobKey);
    // An attempt that says nothing about the job leaves it due, behind those that have waited longer.
    if (asked.is === 'shared' && isTrouble(asked.error)) this.#forced.set(jobKey, now);
    else {
      this.#forced.delete(jobKey);
      this.#askedAt.set(jobKey, now);
    }
    if (asked.is === 'own' && isRefusal(asked.error)) this.#refused.set(jobKey, asked.error);
    else if (asked.is !== 'shared') this.#refused.delete(jobKey);
    this.#after(place, this.#troubleIn(place, asked), begunAt);
  }

  /** What a question about one job tells about its place. A refusal is the place's own once each of its jobs has met it. */
  #troubleIn(place: Place, asked: Asked): AppError | undefined {
    if (asked.is === 'answered') return undefined;
    if (asked.is === 'shared') return asked.error;
    const denied = ({ row }: FollowedJob): boolean => this.#refused.get(row.jobKey)?.code === 'AccessDenied';
    return asked.error.code === 'AccessDenied' && this.#jobsIn(place).every(denied) ? asked.error : undefined;
  }

  async #list(place: Place, jobs: readonly FollowedJob[]): Promise<void> {
    const key = placeKeyOf(place);
    const begunAt = this.#world.clock.now();
    this.#asking.add(key);
    this.#known.delete(profileKeyOf(place.profile));
    const error = await this.#asker.list(place, this.#stop.signal, this.#takePerson(place));
    this.#asking.delete(key);
    if (!isTrouble(error)) {
      this.#askedAt.set(key, this.#world.clock.now());
      for (const { row } of jobs) {
        this.#forced.delete(row.jobKey);
        const left = this.#followed().jobs.get(row.jobKey);
        // What no list brought, of an account that is listed elsewhere perhaps, is asked about by itself.
        if (error === undefined && left !== undefined && left.row.lastLookup.at < begunAt) {
          if (this.dueAt(left) <= begunAt) void this.#describe(left, place);
        }
      }
    }
    this.#after(place, error, begunAt);
  }

  #after(place: Place, error: AppError | undefined, begunAt: number): void {
    if (this.#stop.signal.aborted) return;
    const now = this.#world.clock.now();
    if (error === undefined) this.#answered(place, now);
    else this.#failed(place, error, begunAt, now);
    this.turn();
  }

  #answered(place: Place, now: number): void {
    this.standstill.answered(place);
    if (!this.#gaps.has(place)) return;
    this.#gaps.end(place, now, keysOf(this.#jobsIn(place).filter((job) => this.dueAt(job) <= now)));
  }

  #failed(place: Place, error: AppError, begunAt: number, now: number): void {
    const trouble = this.standstill.failed(place, error, begunAt, now);
    // The one that was asked has been due, and others are by the time it is over.
    if (trouble !== undefined) this.#gaps.begin(place, trouble.why, now, keysOf(this.#jobsIn(place)));
  }

  #free(which: (paused: PausedProfile) => boolean): void {
    this.standstill.free(
      which,
      this.#work().map(({ place }) => place),
      this.#world.clock.now(),
    );
    this.turn();
  }

  #jobsIn(place: Place): readonly FollowedJob[] {
    const key = placeKeyOf(place);
    return this.#work().find((one) => placeKeyOf(one.place) === key)?.jobs ?? [];
  }

  #takePerson({ profile }: Place): boolean {
    return this.#withPerson.delete(profileKeyOf(profile));
  }

  #work(): PlaceWork[] {
    const { jobs, discover } = this.#followed();
    return workOf(jobs.values(), discover);
  }
}

function isTrouble(error: AppError | undefined): boolean {
  return error !== undefined && troubleAfter(undefined, error, 0) !== undefined;
}

function keysOf(jobs: readonly FollowedJob[]): JobKey[] {
  return jobs.map(({ row }) => row.jobKey);
}
