import type { StoredPlace } from '../../data/coverage/rows';
import type { JobRow, Live } from '../../data/history';
import { keyed, KeptRows, type KeyedRows } from '../../data/kept-rows';
import type { JobKey } from '../../domain/job-key';
import { follow, type Followed } from '../../ui/live.svelte';
import type { SetsSetup, Side } from './setup.svelte';
import type { ReadHistory, SideHistories } from '../side-histories';

/** An answer, and what it was asked of. */
export interface AskedOf<T, Of> {
  readonly of: Of;
  readonly value: T;
}

/** Answers together with what they were asked of: those about something else, which came before, are none. */
export function askedOf<T, Of>(live: Live<T>, of: Of): Live<AskedOf<T, Of>> {
  return {
    subscribe: (listener) =>
      live.subscribe((state) => {
        listener(state.status === 'ready' ? { status: 'ready', value: { of, value: state.value } } : state);
      }),
  };
}

/** Which side, and where each is read from. */
interface SideWorld {
  readonly side: Side;
  readonly setup: SetsSetup;
  readonly histories: SideHistories;
}

type OfTime<T> = AskedOf<T, number | undefined>;

function read<T>({ side, setup, histories }: SideWorld, ask: (history: ReadHistory) => Live<T>): Live<OfTime<T>> {
  const at = setup.knownAt[side];
  return askedOf(ask(histories.at(at)), at);
}

/** Every place that had been looked at, as far as one side knows. */
export class SidePlaces {
  readonly #world: SideWorld;
  readonly #places: Followed<OfTime<readonly StoredPlace[]>>;

  /** Call while a component is being set up: a live query ends with it. */
  constructor(world: SideWorld) {
    this.#world = world;
    this.#places = follow(() => read(world, ({ coverage }) => coverage.watch((shelf) => shelf.places())));
  }

  get problem(): Error | undefined {
    return this.#places.problem;
  }

  /** Undefined while they are being read. */
  get all(): readonly StoredPlace[] | undefined {
    const { side, setup } = this.#world;
    const places = this.#places.current;
    return places?.of === setup.knownAt[side] ? places?.value : undefined;
  }
}

/** Rows of the jobs of one side, as it knows them. */
export class SideRows {
  readonly #world: SideWorld;
  readonly #keyed: Followed<OfTime<KeyedRows>>;
  #kept = { of: undefined as number | undefined, rows: new KeptRows() };

  /**
   * Call while a component is being set up: a live query ends with it.
   * @param keys of the jobs whose rows are wanted
   */
  constructor(world: SideWorld, keys: () => readonly JobKey[]) {
    this.#world = world;
    this.#keyed = follow(() => {
      const wanted = keys();
      return read(world, (history) => keyed(wanted, history.jobsByKey(wanted)));
    });
  }

  readonly #rows: ReadonlyMap<JobKey, JobRow> = $derived.by(() => {
    const { side, setup } = this.#world;
    const of = setup.knownAt[side];
    const rows = this.#keyed.current;
    // Rows as known at another time must not be taken for these.
    if (this.#kept.of !== of) this.#kept = { of, rows: new KeptRows() };
    return this.#kept.rows.take(rows?.of === of ? rows?.value : undefined);
  });

  at(key: JobKey | undefined): JobRow | undefined {
    return key === undefined ? undefined : this.#rows.get(key);
  }
}
