import type { ProfileRef } from '../../../../preload/contract/shapes';
import type { ChildFetch } from '../../data/family/child-fetch.svelte';
import type { ChildFetches } from '../../data/family/child-fetches.svelte';
import { knownChildren } from '../../data/family/children';
import type { FoundJobs, JobIndex } from '../../data/found-jobs';
import { hasFamily, parentKeyOf, relativeOf, relativesOf, type Relative } from '../../data/family/relative';
import type { History, JobRow, Live } from '../../data/history';
import { childrenOf, familyOf, isParentJob, type Family, type FamilyNode } from '../../domain/family';
import { parseJobKey, type JobKey } from '../../domain/job-key';
import { follow, type Followed } from '../../ui/live.svelte';

/** Generations looked for in either direction: a stack in a stack is two. */
const MOST_GENERATIONS = 5;

const NEVER: Live<never> = { subscribe: () => () => undefined };

/** What a family is found and fetched with. */
export interface FamilyWorld {
  readonly history: History;
  /** None for a history that is not on disk. */
  readonly index?: JobIndex | undefined;
  readonly fetches: Pick<ChildFetches, 'of' | 'fetchedAt' | 'recall' | 'fetch'>;
  /** The profile to ask about a job with. */
  readonly profileFor: (row: JobRow) => ProfileRef;
}

/** A job above another one; `row` is missing for one that is not in the history. */
export interface Forebear {
  readonly jobKey: JobKey;
  readonly copyJobId: string;
  readonly row: JobRow | undefined;
}

/** The topmost job that is known of, in the history or not, with everything below it. */
export type FamilyTop = FamilyNode<Relative> | MissingTop;

export interface MissingTop {
  readonly jobKey: JobKey;
  readonly missing: string;
  readonly children: readonly FamilyNode<Relative>[];
}

/** The family of one job, as the history has it: what is above it, what is below, and what is being fetched. */
export class FamilyController {
  /** The job itself. */
  readonly own: Relative | undefined = $derived.by(() => {
    const row = this.#job.current;
    return row === undefined ? undefined : relativeOf(row);
  });
  /** Whether it is part of a family at all. */
  readonly related = $derived.by(() => this.own !== undefined && hasFamily(this.own));
  readonly isParent = $derived.by(() => this.own !== undefined && isParentJob(this.own.reading));
  /** From the job's parent upwards. Undefined while it is still being read. */
  readonly above: readonly Forebear[] | undefined = $derived.by(() => this.#lineAbove());
  readonly relatives: readonly Relative[] = $derived.by(() => this.#relatives());
  /** The whole family from its top; undefined while it is being looked for. */
  readonly top: FamilyTop | undefined = $derived.by(() => this.#top());
  /** The job as a parent: counts, what does not add up, and because of whom it went wrong. */
  readonly family: Family<Relative> | undefined = $derived.by(() =>
    this.own !== undefined && this.isParent && this.#allFound && this.notRead === 0
      ? familyOf(this.own, this.relatives)
      : undefined,
  );
  readonly #world: FamilyWorld;
  readonly #job: Followed<JobRow | undefined>;
  readonly #above: Followed<Forebear>[] = [];
  readonly #below: Followed<FoundJobs>[] = [];

  /** Call while a component is being set up: live queries end with it. */
  constructor(world: FamilyWorld, job: Followed<JobRow | undefined>) {
    this.#world = world;
    this.#job = job;
    for (let step = 0; step < MOST_GENERATIONS; step += 1) {
      const key = $derived.by(() => this.#keyAbove(step));
      this.#above.push(follow(() => (key === undefined ? NEVER : forebear(world.history, key))));
    }
    for (let step = 0; step < MOST_GENERATIONS; step += 1) {
      // As one text: a row that changes is no new question.
      const parents = $derived.by(() => this.#parentsAt(step).join('\n'));
      this.#below.push(
        follow(() => (parents === '' ? NEVER : knownChildren(world.history, world.index, parents.split('\n')))),
      );
    }
    $effect(() => {
      if (this.subject !== undefined) void world.fetches.recall(this.subject);
    });
  }

  get parent(): Forebear | undefined {
    return this.above?.[0];
  }

  /** Whether the history has told whom it knows. */
  get found(): boolean {
    return this.#below[0]?.current !== undefined;
  }

  /** Whether it has told that of every generation: a job that is no top is counted by what a later one brings. */
  get #allFound(): boolean {
    return this.#below.every(({ current }, step) => current !== undefined || this.#parentsAt(step).length === 0);
  }

  /** Why the history could not be looked through. */
  get problem(): Error | undefined {
    return this.#below.find(({ problem }) => problem !== undefined)?.problem;
  }

  /** Jobs that are in the history and not among {@link relatives}, because there are too many: then nothing can be counted. */
  get notRead(): number {
    return this.#below.reduce((sum, { current }) => sum + (current?.more ?? 0), 0);
  }

  /** The job whose children are fetched: this one, or the parent of one that has none. */
  get subject(): JobKey | undefined {
    if (this.own === undefined || !this.related) return undefined;
    return this.isParent ? this.own.jobKey : parentKeyOf(this.own);
  }

  get fetch(): ChildFetch | undefined {
    return this.subject === undefined ? undefined : this.#world.fetches.of(this.subject);
  }

  /** When the children were last fetched to the end, epoch ms UTC. */
  get fetchedAt(): number | undefined {
    return this.subject === undefined ? undefined : this.#world.fetches.fetchedAt(this.subject);
  }

  /** Asks AWS for the children now. */
  fetchChildren(): void {
    if (this.subject === undefined || this.own === undefined) return;
    void this.#world.fetches.fetch({ jobKey: this.subject, profile: this.#world.profileFor(this.own.row) });
  }

  /** The key of the job so many steps above the parent, once the steps below it are read. */
  #keyAbove(step: number): JobKey | undefined {
    if (step === 0) return this.own === undefined ? undefined : parentKeyOf(this.own);
    const row = this.#above[step - 1]?.current?.row;
    return row === undefined ? undefined : parentKeyOf(relativeOf(row));
  }

  #lineAbove(): readonly Forebear[] | undefined {
    const line: Forebear[] = [];
    for (let step = 0; step < MOST_GENERATIONS; step += 1) {
      const key = this.#keyAbove(step);
      // A job that is above itself is no family.
      if (key === undefined || key === this.own?.jobKey || line.some(({ jobKey }) => jobKey === key)) break;
      const found = this.#above[step]?.current;
      if (found?.jobKey !== key) return undefined;
      line.push(found);
    }
    return line;
  }

  #parentsAt(step: number): readonly JobKey[] {
    if (step > 0) return this.#below[step - 1]?.current?.rows.map(({ jobKey }) => jobKey) ?? [];
    if (!this.related || this.above === undefined || this.own === undefined) return [];
    return [this.above.at(-1)?.jobKey ?? this.own.jobKey];
  }

  #relatives(): readonly Relative[] {
    const rows = [
      ...(this.above ?? []).map(({ row }) => row),
      this.own?.row,
      ...this.#below.flatMap(({ current }) => current?.rows ?? []),
    ];
    return relativesOf(rows);
  }

  #top(): FamilyTop | undefined {
    if (this.own === undefined || this.above === undefined || !this.found) return undefined;
    const highest = this.above.at(-1);
    if (highest !== undefined && highest.row === undefined) {
      const { jobKey, copyJobId } = highest;
      return { jobKey, missing: copyJobId, children: childrenOf(copyJobId, this.relatives) };
    }
    return familyOf(highest?.row === undefined ? this.own : relativeOf(highest.row), this.relatives).root;
  }
}

/** A job by its key, told as such also when there is none. */
function forebear(history: History, jobKey: JobKey): Live<Forebear> {
  const copyJobId = parseJobKey(jobKey)?.copyJobId ?? '';
  return {
    subscribe: (listener) =>
      history.job(jobKey).subscribe((state) => {
        listener(
          state.status === 'ready' ? { status: 'ready', value: { jobKey, copyJobId, row: state.value } } : state,
        );
      }),
  };
}
