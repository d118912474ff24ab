import type { Locator, Page } from '@playwright/test';

/** What is watched, and what is said about it. */
export class FollowingPanel {
  readonly button: Locator;
  readonly dialog: Locator;
  readonly watchJob: Locator;
  /** The one notice of profiles that wait for somebody. */
  readonly paused: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.button = page.getByRole('button', { name: /^Following/ });
    this.dialog = page.getByRole('dialog', { name: 'Following' });
    this.watchJob = page.getByRole('article').getByRole('button', { name: /^Watch(ing)?$/ });
    this.paused = page.getByRole('region', { name: 'Following is paused' });
  }

  /** One watch in the dialog. */
  watch(title: string): Locator {
    return this.dialog.getByRole('group', { name: title });
  }

  async open(): Promise<void> {
    await this.button.click();
    await this.dialog.waitFor();
  }

  async close(): Promise<void> {
    await this.#page.keyboard.press('Escape');
    await this.dialog.waitFor({ state: 'hidden' });
  }

  /** Gaps as they are kept in the history on disk. */
  gaps(database = 'copytrail'): Promise<{ why: string; from: number; until?: number; jobKeys?: string[] }[]> {
    return this.#page.evaluate(`new Promise((resolve, reject) => {
      const opening = indexedDB.open(${JSON.stringify(database)});
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const reading = opening.result.transaction('gaps').objectStore('gaps').getAll();
        reading.onerror = () => reject(reading.error);
        reading.onsuccess = () => {
          opening.result.close();
          resolve(reading.result);
        };
      };
    })`);
  }
}
