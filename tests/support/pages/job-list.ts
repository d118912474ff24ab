import { expect, type Locator, type Page } from '@playwright/test';

/** The list of every job in the history. */
export class JobList {
  readonly grid: Locator;
  readonly rows: Locator;
  readonly filter: Locator;
  /** How many jobs there are, in words. */
  readonly count: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.grid = page.getByRole('grid', { name: 'Copy jobs' });
    this.rows = this.grid.locator('[role="row"][data-job-key]');
    this.filter = page.getByRole('combobox', { name: 'Filter copy jobs' });
    // Above it, while a filter waits for the index, is said how far that is.
    this.count = page.getByRole('region', { name: 'History' }).getByRole('status').last();
  }

  row(jobKey: string): Locator {
    return this.grid.locator(`[data-job-key="${jobKey}"]`);
  }

  /** The row of a job that is in the history once. */
  rowOf(copyJobId: string): Locator {
    return this.grid.locator(`[data-job-key$="/${copyJobId}"]`);
  }

  /** How many rows the list has, those that are not on screen included: `aria-rowcount`, which counts the heads, too. */
  static rowCount(jobs: number): [string, string] {
    return ['aria-rowcount', String(jobs + 1)];
  }

  /** A number of jobs as the window writes it: `2,205`. */
  static grouped(jobs: number): string {
    return jobs.toLocaleString('en');
  }

  /** Keys of the rows on screen, from the top; a list makes those that can be seen and a few more. */
  async keys(): Promise<string[]> {
    // Rows are filled a few a frame; that with the keyboard may be kept unread, far out of sight.
    await expect(this.grid.locator('[role="row"][aria-busy="true"]:not([tabindex="0"])')).toHaveCount(0);
    // All at one moment: rows come and go as the list is read.
    return this.rows.evaluateAll((rows: readonly { readonly dataset: Readonly<Record<string, string>> }[]) =>
      rows.map(({ dataset }) => dataset['jobKey'] ?? ''),
    );
  }

  /** A button that narrows the list to one state. */
  chip(state: string): Locator {
    return this.#page.getByRole('group', { name: 'Filter by state' }).getByRole('button', { name: state });
  }

  /** A column head that sorts. */
  sortBy(column: string): Locator {
    return this.grid.getByRole('columnheader').getByRole('button', { name: column });
  }
}
