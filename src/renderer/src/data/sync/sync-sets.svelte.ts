import * as v from 'valibot';
import { NameSchema, ProfileRefSchema } from '../../../../preload/contract/shapes';
import type { History } from '../history';
import { DEFAULT_LIMITS, MAX_AT_ONCE, MAX_PER_SECOND, type BudgetLimits, type CallBudget } from './budget.svelte';
import { placeKeyOf, type Place } from './place';

/** Longest name of a set: as long as a line of the dialog shows. */
export const MAX_SET_NAME_LENGTH = 80;
/** Names of the history's preferences that hold the sets and the limits of the calls. */
const SETS = 'sync-sets';
const LIMITS = 'call-limits';

const SyncSetSchema = v.object({
  id: v.pipe(v.string(), v.minLength(1)),
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_SET_NAME_LENGTH)),
  places: v.pipe(v.array(v.object({ profile: ProfileRefSchema, region: NameSchema })), v.minLength(1)),
});
/** Places that are read together, under a name of the user's. */
export type SyncSet = v.InferOutput<typeof SyncSetSchema>;

const LimitsSchema = v.object({
  perSecond: v.pipe(v.number(), v.gtValue(0), v.maxValue(MAX_PER_SECOND)),
  atOnce: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_AT_ONCE)),
});

/** The user's sync sets and call limits, kept with the history. What cannot be read of them is left out, never fatal. */
export class SyncSets {
  list = $state.raw<readonly SyncSet[]>([]);
  #history: History;

  constructor(history: History) {
    this.#history = history;
  }

  /** Reads the sets, and the limits into the budget. */
  async load(budget: CallBudget): Promise<void> {
    const kept = await this.#history.preference(SETS);
    this.list = Array.isArray(kept) ? kept.flatMap(readSet) : [];
    const limits = v.safeParse(LimitsSchema, await this.#history.preference(LIMITS));
    budget.setLimits(limits.success ? limits.output : DEFAULT_LIMITS);
  }

  /** Every place of any set, each once. */
  get places(): readonly Place[] {
    const all = this.list.flatMap(({ places }) => places);
    return all.filter((place, at) => all.findIndex((other) => placeKeyOf(other) === placeKeyOf(place)) === at);
  }

  /** Adds a set, or puts it in the place of the one with its id. Rejects if the history takes nothing in. */
  async save(set: SyncSet): Promise<void> {
    const at = this.list.findIndex(({ id }) => id === set.id);
    await this.#keep(at < 0 ? [...this.list, set] : this.list.with(at, set));
  }

  /** Forgets a set; what was read with it stays. Rejects if the history takes nothing in. */
  async remove(id: string): Promise<void> {
    await this.#keep(this.list.filter((set) => set.id !== id));
  }

  /** Sets the limits of the budget, and keeps them. Rejects if the history takes nothing in; they hold for now then. */
  async limit(budget: CallBudget, limits: BudgetLimits): Promise<void> {
    budget.setLimits(limits);
    await this.#history.setPreference(LIMITS, { ...budget.limits });
  }

  async #keep(list: readonly SyncSet[]): Promise<void> {
    await this.#history.setPreference(
      SETS,
      list.map(({ id, name, places }) => ({
        id,
        name,
        places: places.map(({ profile, region }) => ({ profile: { ...profile }, region })),
      })),
    );
    this.list = list;
  }
}

function readSet(kept: unknown): SyncSet[] {
  const set = v.safeParse(SyncSetSchema, kept);
  if (!set.success) return [];
  const { places } = set.output;
  const once = places.filter((place, at) => places.findIndex((one) => placeKeyOf(one) === placeKeyOf(place)) === at);
  return [{ ...set.output, places: once }];
}
