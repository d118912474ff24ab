import type { StoredPlace } from '../../data/coverage/rows';
import type { FoundJobs, JobIndex } from '../../data/found-jobs';
import type { History, JobRow, Live } from '../../data/history';
import { coveredWhere } from '../../data/runs/covered';
import { knownRuns } from '../../data/runs/known-runs';
import type { JobKey } from '../../domain/job-key';
import { analyseRuns, type RunsAnalysis } from '../../domain/runs/analysis';
import { lineageKey } from '../../domain/runs/lineage';
import type { DatedRun } from '../../domain/runs/order';
import type { Absence } from '../../domain/runs/rhythm';
import { MINUTE_MS } from '../../domain/durations';
import { follow, type Followed } from '../../ui/live.svelte';
import { untrack } from 'svelte';

/** One place in the order of runs: a run, or a time in which one was to be expected. */
export type Slot =
  | { readonly key: JobKey; readonly run: DatedRun<JobRow>; readonly absence?: undefined }
  | { readonly key: string; readonly run?: undefined; readonly absence: Absence };

/** Where somebody is among the runs. */
export interface RunsStanding {
  readonly cursor: string | undefined;
  readonly picked: readonly JobKey[];
}

const NEVER: Live<never> = { subscribe: () => () => undefined };

/** The runs of the resource and destination of the job on screen. Asks the history nothing unless it is wanted. */
export class RunsController {
  readonly #jobKey: JobKey;
  readonly #job: Followed<JobRow | undefined>;
  readonly #found: Followed<FoundJobs>;
  readonly #places: Followed<readonly StoredPlace[]>;
  /** By the minute: what is missing moves no faster. */
  readonly #now: () => number;
  /** Where the keyboard is, in the table and in the picture alike; undefined: on the open job. */
  #cursor = $state<string>();
  /** Runs picked to be compared, two at most, the one picked last behind. */
  picked = $state.raw<readonly JobKey[]>([]);

  /**
   * Call while a component is being set up: live queries end with it.
   * @param wanted whether somebody looks at them
   * @param now epoch ms UTC
   */
  constructor(
    world: { readonly history: History; readonly index: JobIndex | undefined },
    job: { readonly key: JobKey; readonly row: Followed<JobRow | undefined> },
    wanted: () => boolean,
    now: () => number,
  ) {
    this.#jobKey = job.key;
    this.#job = job.row;
    const minute = $derived(Math.floor(now() / MINUTE_MS) * MINUTE_MS);
    this.#now = () => minute;
    // As one text: a new answer about the job is no new question.
    const lineage = $derived(wanted() ? this.lineage : undefined);
    this.#found = follow(() => {
      const row = lineage === undefined ? undefined : untrack(() => this.#job.current);
      return (row && knownRuns(world.history, world.index, row.values)) ?? NEVER;
    });
    this.#places = follow(() => (wanted() ? world.history.coverage.watch((shelf) => shelf.places()) : NEVER));
  }

  /** What the runs have in common, as one text; undefined: the job does not say, so that it has no other runs. */
  readonly lineage: string | undefined = $derived.by(() => {
    const values = this.#job.current?.values;
    return values && lineageKey(values);
  });

  /** Why they could not be found. */
  get problem(): Error | undefined {
    return this.#found.problem ?? this.#places.problem;
  }

  /** Older runs in the history that were not read. */
  get more(): number {
    return this.#found.current?.more ?? 0;
  }

  /** Undefined while the history is being looked through. */
  readonly analysis: RunsAnalysis<JobRow> | undefined = $derived.by(() => {
    const rows = this.#found.current?.rows;
    const places = this.#places.current;
    if (rows === undefined || places === undefined) return undefined;
    return analyseRuns(rows, this.#jobKey, coveredWhere(rows, places), this.#now());
  });

  /** Runs and what is missing between them, oldest first. */
  readonly slots: readonly Slot[] = $derived.by(() => {
    const { runs = [], absences = [] } = this.analysis ?? {};
    const slots: Slot[] = [
      ...runs.map((run) => ({ key: run.jobKey, run })),
      ...absences.map((absence) => ({ key: `absence ${absence.from}`, absence })),
    ];
    const timeOf = ({ run, absence }: Slot): number => run?.createdAt ?? (absence?.from ?? 0) + 0.5;
    return slots.sort((a, b) => timeOf(a) - timeOf(b));
  });

  /** The slot that the keyboard is on; undefined only where there are none. */
  get cursor(): Slot | undefined {
    const find = (key: string | undefined): Slot | undefined => this.slots.find((slot) => slot.key === key);
    return find(this.#cursor) ?? find(this.#jobKey) ?? this.slots.at(-1);
  }

  goTo(key: string): void {
    this.#cursor = key;
  }

  /** Moves the cursor by so many slots towards now, or back, as far as there are some. */
  step(by: number): void {
    const at = this.slots.findIndex(({ key }) => key === this.cursor?.key);
    const next = this.slots[Math.min(Math.max(at + by, 0), this.slots.length - 1)];
    if (next !== undefined) this.#cursor = next.key;
  }

  get standing(): RunsStanding {
    return { cursor: this.#cursor, picked: this.picked };
  }

  standAt({ cursor, picked }: RunsStanding): void {
    this.#cursor = cursor;
    this.picked = picked;
  }

  isPicked(jobKey: JobKey): boolean {
    return this.picked.includes(jobKey);
  }

  /** Picks a run to be compared, or leaves it again. A third one takes the place of the first. */
  pick(jobKey: JobKey): void {
    this.picked = this.isPicked(jobKey)
      ? this.picked.filter((key) => key !== jobKey)
      : [...this.picked, jobKey].slice(-2);
  }

  /** The two that are picked, the earlier one first; undefined unless there are two. */
  get pair(): readonly [JobKey, JobKey] | undefined {
    const [first, second] = this.slots.filter(({ key }) => this.picked.includes(key));
    return first === undefined || second === undefined ? undefined : [first.key, second.key];
  }
}
