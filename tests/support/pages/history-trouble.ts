import type { Locator, Page } from '@playwright/test';

/** As IndexedDB counts, far above every version there will be for long. */
const NEWER = 9990;

/** What stands there when the history cannot be opened, and what is left of it later. */
export class HistoryTrouble {
  readonly again: Locator;
  readonly save: Locator;
  readonly without: Locator;
  readonly afresh: Locator;
  /** The second press, which does it. */
  readonly afreshForSure: Locator;
  /** Said for as long as the app runs without a history. */
  readonly nothingKept: Locator;

  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    const button = (name: string): Locator => page.getByRole('button', { name, exact: true });
    this.again = button('Try again');
    this.save = button('Save to a file');
    this.without = button('Open without history');
    this.afresh = button('Start afresh…');
    this.afreshForSure = button('Set aside and start');
    this.nothingKept = page.getByText('Nothing is being kept.', { exact: true });
  }

  /** Leaves a history behind as a newer Copytrail would: one whose version this build does not know. */
  async leaveNewerHistory(): Promise<void> {
    await this.#page.evaluate(`new Promise((resolve, reject) => {
      const opening = indexedDB.open('copytrail', ${NEWER});
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => { opening.result.close(); resolve(); };
    })`);
  }

  /** Whether that history is still on disk. */
  async newerHistoryIsThere(): Promise<boolean> {
    const all = await this.#page.evaluate<{ name: string; version: number }[]>('indexedDB.databases()');
    return all.some(({ name, version }) => name === 'copytrail' && version === NEWER);
  }
}
