import { DAY_MS, SECOND_MS } from '../../domain/durations';
import type { Happening } from '../../domain/follow/notice';
import { overstays } from '../../domain/follow/pace';
import { takesNewJobs, watchIdOf, type Watch, type WatchTarget } from '../../domain/follow/watch';
import type { JobKey } from '../../domain/job-key';
import { jobTitle } from '../../domain/job-title';
import type { StoredPlace } from '../coverage/rows';
import type { HistoryChange, JobRow } from '../history';
import { placeKeyOf, type Place } from '../sync/place';
import { changedWhileRead, followedAfter, readFollowed, type FollowedJob, type JobEnd } from './followed-jobs';
import { mapOf, setOf } from './collections';
import { Follower } from './follower';
import { GapKeeper } from './gap-keeper';
import { Notices } from './notices';
import { FOLLOWING_PREFERENCE, MOST_ENDED, readFollowing, type EndedJob } from './stored';
import { summaryOf, type WatchSummary } from './summary';
import { UsualTimes } from './usual-times';
import type { FollowWorld } from './world';

/** A place that nobody has read for as long as AWS lists jobs is no place of the user's any more. */
const LISTED_FOR_MS = 30 * DAY_MS;

/**
 * What the user watches, kept with the history, and the jobs that are followed because of it. They are asked about by the
 * {@link Follower}; what becomes of them is told once.
 */
export class Following {
  watches = $state.raw<readonly Watch[]>([]);
  /** Every unfinished job that is watched. */
  jobs = $state.raw<ReadonlyMap<JobKey, FollowedJob>>(mapOf());
  /** Followed jobs that have ended and that nobody has looked at since; newest first. */
  ended = $state.raw<readonly EndedJob[]>([]);
  readonly follower: Follower;
  readonly #world: FollowWorld;
  readonly #usual: UsualTimes;
  readonly #gaps: GapKeeper;
  readonly #notices: Notices;
  readonly #endings: (() => void)[] = [];
  #places: readonly StoredPlace[] = [];
  #toldLate: ReadonlySet<JobKey> = setOf<JobKey>();
  /** Changes that came while the jobs were being read. */
  #missed: HistoryChange[] | undefined;
  #reading = 0;
  /** Whether it is not known which of too many jobs are the newest. */
  #stale = false;
  #started = false;
  #badge = 0;
  #stopTurn: (() => void) | undefined;

  constructor(world: FollowWorld) {
    this.#world = world;
    this.#notices = new Notices(world);
    this.#gaps = new GapKeeper(world.history);
    this.#usual = new UsualTimes(
      world.finder,
      () => world.clock.now(),
      () => {
        this.#turnSoon();
      },
    );
    this.follower = new Follower(world, this.#usual, this.#gaps, () => ({
      jobs: this.jobs,
      discover: this.#discover(),
      canList: (place) => this.#readBefore(place) !== undefined,
    }));
  }

  /** Takes up what was watched when the app was closed last, and begins to ask. */
  async start(): Promise<void> {
    const { history } = this.#world;
    const stored = readFollowing(await history.preference(FOLLOWING_PREFERENCE));
    // What was begun to be watched meanwhile stays.
    const begun = this.watches.filter(({ id }) => stored.watches.every((other) => other.id !== id));
    this.watches = [...stored.watches, ...begun];
    this.ended = stored.ended;
    this.#toldLate = setOf(stored.toldLate);
    this.#places = await history.coverage.read((shelf) => shelf.places());
    await this.#gaps.load();
    this.#endings.push(
      history.onChange((change) => {
        this.#take(change);
      }),
      history.coverage
        .watch((shelf) => shelf.places())
        .subscribe((state) => {
          if (state.status === 'ready') this.#places = state.value;
        }),
    );
    await this.#read();
    this.#started = true;
    if (begun.length > 0) this.#keep();
    this.follower.start();
  }

  isWatched(target: WatchTarget): boolean {
    const id = watchIdOf(target);
    return this.watches.some((watch) => watch.id === id);
  }

  /** Begins to watch something; what is watched already goes on. */
  watch(...targets: readonly WatchTarget[]): void {
    const since = this.#world.clock.now();
    const fresh = targets.filter((target) => !this.isWatched(target));
    if (fresh.length === 0) return;
    const ids = setOf(fresh.map(watchIdOf));
    this.watches = [...this.watches, ...fresh.map((target) => ({ id: watchIdOf(target), target, since }))];
    this.ended = this.ended.filter(({ jobKey }) => !ids.has(`job:${jobKey}`));
    this.#changed();
  }

  stop(...ids: readonly string[]): void {
    this.watches = this.watches.filter(({ id }) => !ids.includes(id));
    this.#changed();
  }

  /** Asks now about the jobs of a watch, or of all. */
  askNow(watchId?: string): void {
    this.follower.askNow(this.#jobsOf(watchId).map(({ row }) => row.jobKey));
  }

  /** The jobs that have ended have been looked at. */
  forgetEnded(): void {
    this.ended = [];
    this.#keep();
  }

  summaryOf({ id }: Watch): WatchSummary {
    const { follower } = this;
    // Each turn may have moved what is due when.
    const jobs = follower.standstill.turns < 0 ? [] : this.#jobsOf(id);
    return summaryOf(jobs, {
      dueAt: (job) => follower.dueAt(job),
      troubleOf: (place) => follower.standstill.of(place),
    });
  }

  /** Stops asking and telling. Resolves when what is known of the open gaps is kept: until then the history has to stay open. */
  close(): Promise<void> {
    this.follower.close();
    this.#notices.close();
    this.#usual.close();
    this.#stopTurn?.();
    for (const end of this.#endings.splice(0)) end();
    // What is still being read is for nobody.
    this.#reading += 1;
    this.#showBadge(0);
    return this.#gaps.leave(this.#world.clock.now());
  }

  #jobsOf(watchId: string | undefined): readonly FollowedJob[] {
    const all = [...this.jobs.values()];
    return watchId === undefined ? all : all.filter(({ watchIds }) => watchIds.includes(watchId));
  }

  /** Another choice of watches: keeps it, and follows what it says. */
  #changed(): void {
    this.#keep();
    if (this.#started) this.#readAndTurn();
  }

  #readAndTurn(): void {
    void this.#read().then(() => {
      this.follower.turn();
    });
  }

  async #read(): Promise<void> {
    const reading = ++this.#reading;
    this.#stale = false;
    this.#missed ??= [];
    const read = await readFollowed(this.#world.history, this.watches, this.#world.clock.now()).catch(() => undefined);
    if (reading !== this.#reading) return;
    const missed = this.#missed.splice(0);
    this.#missed = undefined;
    if (read !== undefined) {
      const changed = changedWhileRead(this.jobs, missed, read.ends, this.watches);
      const known = changed.map((job) => [job.row.jobKey, job] as const);
      this.#set(mapOf([...known, ...read.jobs]), read.ends);
    }
    for (const change of missed) this.#take(change);
  }

  #take(change: HistoryChange): void {
    if (this.#missed !== undefined) {
      this.#missed.push(change);
      return;
    }
    if (this.watches.length === 0) return;
    const { jobs, ends, stale } = followedAfter(this.jobs, change, this.watches, this.#world.clock.now());
    this.#stale ||= stale;
    this.#set(jobs, ends);
    this.#turnSoon();
  }

  #set(jobs: ReadonlyMap<JobKey, FollowedJob>, ends: readonly JobEnd[]): void {
    this.jobs = jobs;
    if (ends.length > 0) this.#tellEnds(ends);
    this.#tellLate();
    this.#showBadge(jobs.size);
  }

  #showBadge(count: number): void {
    if (this.#badge === count) return;
    this.#badge = count;
    void this.#world.backend.setBadge({ count });
  }

  #tellEnds(ends: readonly JobEnd[]): void {
    const at = this.#world.clock.now();
    const happenings = ends.map(({ row, kind }): Happening => ({ ...happeningOf(row, at), kind }));
    const gone = setOf(happenings.map(({ jobKey }) => jobKey));
    const news = happenings.map(({ jobKey, title, region, kind, state }) => ({
      jobKey,
      title,
      region,
      kind,
      at,
      ...(state !== undefined && { state }),
    }));
    this.ended = [...news, ...this.ended.filter(({ jobKey }) => !gone.has(jobKey))].slice(0, MOST_ENDED);
    this.watches = this.watches.filter(({ target }) => target.kind !== 'job' || !gone.has(target.jobKey));
    this.#toldLate = setOf([...this.#toldLate].filter((jobKey) => !gone.has(jobKey)));
    this.#keep();
    this.#notices.add(happenings);
  }

  /** Tells of the jobs that were still not done when AWS was last asked, long after such jobs usually are. Once for each. */
  #tellLate(): void {
    const late: Happening[] = [];
    for (const { row } of this.jobs.values()) {
      const usualMs = this.#usual.of(row);
      if (row.createdAt === undefined || usualMs === undefined || this.#toldLate.has(row.jobKey)) continue;
      const ageMs = row.lastSeen - row.createdAt;
      if (!overstays(ageMs, usualMs)) continue;
      late.push({ ...happeningOf(row, this.#world.clock.now()), kind: 'overstays', tookMs: ageMs, usualMs });
    }
    if (late.length === 0) return;
    this.#toldLate = setOf([...this.#toldLate, ...late.map(({ jobKey }) => jobKey)]);
    this.#keep();
    this.#notices.add(late);
  }

  /** Many changes at once need one turn. */
  #turnSoon(): void {
    this.#stopTurn ??= this.#world.clock.later(SECOND_MS / 2, () => {
      this.#stopTurn = undefined;
      if (!this.#started) return;
      this.#tellLate();
      if (this.#stale) this.#readAndTurn();
      else this.follower.turn();
    });
  }

  /** Where new jobs are looked for: in every place that was read to its end lately, with a profile that is still there. */
  #discover(): readonly Place[] {
    if (!this.watches.some(takesNewJobs)) return [];
    const since = this.#world.clock.now() - LISTED_FOR_MS;
    return this.#places
      .filter(
        ({ lastCompleteAt = -Infinity, profile }) => lastCompleteAt > since && this.#world.profiles.isThere(profile),
      )
      .map(({ profile, region }) => ({ profile, region }));
  }

  #readBefore(place: Place): StoredPlace | undefined {
    const key = placeKeyOf(place);
    return this.#places.find(({ placeKey, lastCompleteAt }) => placeKey === key && lastCompleteAt !== undefined);
  }

  #keep(): void {
    const { watches, ended } = this;
    const plain = {
      watches: watches.map(({ target, since }) => ({ target, since })),
      ended,
      toldLate: [...this.#toldLate],
    };
    // What cannot be kept is watched until the window closes; that the history takes nothing in is said elsewhere.
    this.#world.history.setPreference(FOLLOWING_PREFERENCE, structuredClone(plain)).catch(() => undefined);
  }
}

function happeningOf(row: JobRow, at: number): Omit<Happening, 'kind'> {
  const { jobKey, region, state, statusMessage, durationMs } = row;
  return {
    jobKey,
    title: jobTitle(row),
    region,
    at,
    ...(state !== undefined && { state }),
    ...(statusMessage !== undefined && { message: statusMessage }),
    ...(durationMs !== undefined && { tookMs: durationMs }),
  };
}
