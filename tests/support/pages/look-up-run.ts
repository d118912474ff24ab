import type { Locator, Page } from '@playwright/test';

/** What came of several ids asked about together. */
export class LookUpRunPanel {
  readonly panel: Locator;
  readonly progress: Locator;
  readonly cancel: Locator;
  readonly retry: Locator;
  readonly dismiss: Locator;
  /** Why the rest was not asked. */
  readonly stopped: Locator;
  /** What is read out. */
  readonly announced: Locator;

  constructor(page: Page) {
    this.panel = page.getByRole('region', { name: 'Look-ups' });
    this.progress = this.panel.getByRole('progressbar', { name: 'Look-ups ended' });
    this.cancel = this.panel.getByRole('button', { name: 'Cancel', exact: true });
    this.retry = this.panel.getByRole('button', { name: /^Retry / });
    this.dismiss = this.panel.getByRole('button', { name: 'Dismiss' });
    this.stopped = this.panel.getByRole('alert');
    // The button that copies has words of its own, before it.
    this.announced = this.panel.getByRole('status').last();
  }

  row(copyJobId: string): Locator {
    return this.panel.getByRole('listitem').filter({ hasText: copyJobId });
  }

  /** The way to the job of one that was answered. */
  openJob(copyJobId: string): Locator {
    return this.panel.getByRole('button', { name: copyJobId, exact: true });
  }
}
