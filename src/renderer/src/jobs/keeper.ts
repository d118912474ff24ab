/** Where small settings live, by name: the history. */
export interface PreferenceStore {
  preference(name: string): Promise<unknown>;
  setPreference(name: string, value: unknown): Promise<void>;
}

/** Writes at most so often (ms): a column being dragged wider changes with every step of the mouse. */
const WRITE_AFTER_MS = 400;

/** Keeps one value under one name, a moment after its last change. */
export class Keeper<T> {
  readonly #store: PreferenceStore;
  readonly #name: string;
  readonly #check: (stored: unknown) => T | undefined;
  #pending: { readonly value: T; readonly timer: ReturnType<typeof setTimeout> } | undefined;

  /** @param check reads what is stored; undefined if it makes no sense */
  constructor(store: PreferenceStore, name: string, check: (stored: unknown) => T | undefined) {
    this.#store = store;
    this.#name = name;
    this.#check = check;
  }

  /** What was kept last; undefined if there is nothing that makes sense, or the history cannot be read. Never rejects. */
  async read(): Promise<T | undefined> {
    try {
      return this.#check(await this.#store.preference(this.#name));
    } catch {
      // The list says itself that the history cannot be read.
      return undefined;
    }
  }

  keep(value: T): void {
    clearTimeout(this.#pending?.timer);
    const timer = setTimeout(() => {
      this.flush();
    }, WRITE_AFTER_MS);
    this.#pending = { value, timer };
  }

  /** Writes at once what is still to be written. */
  flush(): void {
    if (this.#pending === undefined) return;
    const { value, timer } = this.#pending;
    clearTimeout(timer);
    this.#pending = undefined;
    // A setting that cannot be kept is no reason to disturb anybody: the next start has the one before.
    this.#store.setPreference(this.#name, value).catch(() => undefined);
  }
}
