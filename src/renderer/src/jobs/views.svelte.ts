import { Keeper, type PreferenceStore } from './keeper';
import { SHIPPED_VIEWS } from './shipped-views';
import { readSavedViews, type SavedView } from './stored-view';
import { sameView, type ListView } from './view';

/** Name of the preference that keeps one's own views. */
export const VIEWS_PREFERENCE = 'jobs-views';

/** The list that views are taken from and shown in. */
interface ViewedList {
  current(): ListView;
  show(view: ListView): void;
  /** Another view is the one in use. */
  changed(): void;
}

/** Why a name cannot be given to a view. */
export type NameFault = 'empty' | 'taken';

/** The views of a list: those that come with the app, and one's own. */
export class ViewsController {
  /** One's own, in the order in which they were saved. */
  own = $state.raw<readonly SavedView[]>([]);
  /** The view that the list began as; undefined if it is nobody's. */
  viewId = $state<string>();
  readonly #list: ViewedList;
  readonly #keeper: Keeper<readonly SavedView[]>;
  #read: Promise<void>;

  constructor(preferences: PreferenceStore, list: ViewedList) {
    this.#list = list;
    this.#keeper = new Keeper(preferences, VIEWS_PREFERENCE, readSavedViews);
    this.#read = this.reread();
  }

  /** Reads one's own views, at first and after something else has changed what is kept. */
  async reread(): Promise<void> {
    this.own = (await this.#keeper.read()) ?? [];
  }

  get shipped(): readonly SavedView[] {
    return SHIPPED_VIEWS;
  }

  /** The view in use, as it was saved. */
  get base(): SavedView | undefined {
    return [...SHIPPED_VIEWS, ...this.own].find(({ id }) => id === this.viewId);
  }

  get isOwn(): boolean {
    return this.own.some(({ id }) => id === this.viewId);
  }

  /** Whether the list is no longer as the view in use was saved. */
  get changed(): boolean {
    const { base } = this;
    return base !== undefined && !sameView(base.view, this.#list.current());
  }

  use(view: SavedView): void {
    this.viewId = view.id;
    this.#list.show(view.view);
  }

  /** Shows the view in use as it was saved. */
  reset(): void {
    const { base } = this;
    if (base !== undefined) this.use(base);
  }

  /** Why a view cannot be called this; undefined: it can. Letter case makes no other name. */
  faultOf(name: string, exceptId?: string): NameFault | undefined {
    const wanted = name.trim().toLowerCase();
    if (wanted === '') return 'empty';
    const isTaken = [...SHIPPED_VIEWS, ...this.own].some(
      (view) => view.id !== exceptId && view.name.toLowerCase() === wanted,
    );
    return isTaken ? 'taken' : undefined;
  }

  /** Saves the list as it is under a new name, and uses it. */
  async save(name: string): Promise<void> {
    await this.#read;
    if (this.faultOf(name) !== undefined) return;
    const view = { id: newId(this.own), name: name.trim(), view: this.#list.current() };
    this.#set([...this.own, view]);
    this.viewId = view.id;
    this.#list.changed();
  }

  /** Saves the list as it is under the name of the view in use. */
  update(): void {
    const { viewId } = this;
    this.#set(this.own.map((view) => (view.id === viewId ? { ...view, view: this.#list.current() } : view)));
  }

  rename(id: string, name: string): void {
    if (this.faultOf(name, id) !== undefined) return;
    this.#set(this.own.map((view) => (view.id === id ? { ...view, name: name.trim() } : view)));
  }

  /** Deletes one of one's own. What is returned brings it back to its place. */
  delete(id: string): () => void {
    const at = this.own.findIndex((view) => view.id === id);
    const view = this.own[at];
    if (view === undefined) return () => undefined;
    const wasInUse = this.viewId === id;
    this.#set(this.own.toSpliced(at, 1));
    if (wasInUse) this.#use(undefined);
    return () => {
      if (this.own.some((other) => other.id === id)) return;
      this.#set(this.own.toSpliced(at, 0, view));
      if (wasInUse && this.viewId === undefined) this.#use(id);
    };
  }

  /** Writes what is still to be written. */
  close(): void {
    this.#keeper.flush();
  }

  #use(id: string | undefined): void {
    this.viewId = id;
    this.#list.changed();
  }

  #set(own: readonly SavedView[]): void {
    this.own = own;
    this.#keeper.keep(own);
  }
}

/** An id that no view has: one more than the highest. */
function newId(own: readonly SavedView[]): string {
  const highest = own.reduce((most, { id }) => Math.max(most, Number(/^own-(\d+)$/.exec(id)?.[1] ?? 0)), 0);
  return `own-${highest + 1}`;
}
