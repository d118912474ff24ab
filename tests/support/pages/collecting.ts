import type { Locator, Page } from '@playwright/test';

/** The reading of everything AWS lists for a profile and Region. */
export class CollectingPanel {
  readonly start: Locator;
  readonly panel: Locator;
  readonly cancel: Locator;
  readonly readOn: Locator;
  readonly dismiss: Locator;
  readonly failure: Locator;

  constructor(page: Page) {
    this.start = page.getByRole('button', { name: 'Collect all copy jobs of this profile and Region' });
    this.panel = page.getByRole('region', { name: 'Collecting' });
    this.cancel = this.panel.getByRole('button', { name: 'Cancel' });
    this.readOn = this.panel.getByRole('button', { name: 'Read on' });
    this.dismiss = this.panel.getByRole('button', { name: 'Dismiss' });
    this.failure = this.panel.getByRole('alert');
  }
}
