import type { ChildFetches } from '../data/family/child-fetches.svelte';
import type { History } from '../data/history';
import type { HistoryFinder } from '../data/job-finder';
import { PastFinder } from '../data/past-finder';
import type { TimeDisplay } from '../domain/instants';
import type { FamilyWorld } from '../job/family/family.svelte';
import { JobsController, LIST_PREFERENCE } from '../jobs/jobs.svelte';
import type { PreferenceStore } from '../jobs/keeper';
import type { StoredList } from '../jobs/stored-view';
import { sameView } from '../jobs/view';
import { VIEWS_PREFERENCE } from '../jobs/views.svelte';

/** Why nothing is asked of AWS and nothing is changed while the window shows what was known earlier. */
export const NOT_THEN = 'What was known earlier is on screen: go back to now first';

/** What the reading side of the window works with while it shows the history as it was known at a time. */
export interface Past {
  /** Epoch ms UTC. */
  readonly at: number;
  readonly history: History;
  readonly finder: HistoryFinder | undefined;
  readonly jobs: JobsController;
}

interface Present {
  readonly history: History;
  readonly jobs: JobsController;
  readonly finder: HistoryFinder | undefined;
  readonly times: () => TimeDisplay;
}

/**
 * Puts the reading side of the window back to an earlier time, and to now again. Only what is read is exchanged: what asks AWS, files answers
 * and follows goes on with the history as it is.
 */
export class LookBack {
  /** Undefined: now. */
  past = $state.raw<Past>();
  readonly #present: () => Present;
  #end: () => void = () => undefined;

  constructor(present: () => Present) {
    this.#present = present;
  }

  /** Shows everything as it was known at a time, epoch ms UTC. The list keeps its filter and its columns. */
  show(at: number): void {
    const { history, finder: present, times } = this.#present();
    const list = (this.past?.jobs ?? this.#present().jobs).stored;
    this.#end();
    const then = history.asKnownAt(at);
    const finder = present && new PastFinder(present, then, at);
    let jobs: JobsController | undefined;
    const endJobs = $effect.root(() => {
      jobs = new JobsController(then, {
        ...(finder && { finder }),
        times,
        begins: { ...list, view: quickly(list.view) },
        preferences: this.#preferences(),
      });
    });
    if (jobs === undefined) return;
    this.past = { at, history: then, finder, jobs };
    this.#end = () => {
      jobs?.close();
      endJobs();
      then.close();
    };
  }

  /** Shows what is known now. What was looked for in the past is looked for now, too. */
  back(): void {
    const { past } = this;
    if (past === undefined) return;
    const { jobs } = this.#present();
    const { filter, columns } = past.jobs.view;
    const view = { filter, columns, sort: jobs.sort };
    if (past.jobs.restored && !sameView(view, jobs.view)) jobs.show(view);
    this.past = undefined;
    this.#end();
    this.#end = () => undefined;
  }

  close(): void {
    this.#end();
  }

  /** The list of the past begins as the one of now is, and leaves no trace in what is kept of it; saved views are the same in both. */
  #preferences(): PreferenceStore {
    const { history, jobs } = this.#present();
    return {
      preference: (name) => (name === VIEWS_PREFERENCE ? Promise.resolve(jobs.views.own) : history.preference(name)),
      setPreference: async (name, value) => {
        if (name === LIST_PREFERENCE) return;
        await history.setPreference(name, value);
        if (name === VIEWS_PREFERENCE) await jobs.views.reread();
      },
    };
  }
}

/** What is known of a family's children as it was at a time; nothing is fetched. */
export function familyThen(
  world: Omit<FamilyWorld, 'history'>,
  { at, finder }: Pick<Past, 'at' | 'finder'>,
): Omit<FamilyWorld, 'history'> {
  return { ...world, index: finder, fetches: fetchesThen(world.fetches, at) };
}

function fetchesThen(fetches: FamilyWorld['fetches'], at: number): Pick<ChildFetches, keyof FamilyWorld['fetches']> {
  return {
    of: () => undefined,
    fetchedAt: (jobKey) => {
      const last = fetches.fetchedAt(jobKey);
      return last !== undefined && last <= at ? last : undefined;
    },
    recall: (jobKey) => fetches.recall(jobKey),
    fetch: () => Promise.resolve(),
  };
}

/**
 * In which order jobs had been seen by some time stands in no index: the first rows would wait until every job is looked at. By creation
 * they are there at once; any other order is a click away as soon as all are read.
 */
function quickly(view: StoredList['view']): StoredList['view'] {
  const [first] = view.sort;
  return first?.column === 'lastSeen' ? { ...view, sort: [{ column: 'CreationDate', descending: true }] } : view;
}
