import type { Locator, Page } from '@playwright/test';

/** Several places that are read together: the dialog with the sets, and what an earlier window left unfinished. */
export class Syncing {
  readonly open: Locator;
  readonly dialog: Locator;
  readonly interrupted: Locator;

  constructor(private readonly page: Page) {
    this.open = page.getByRole('button', { name: 'Sync several places' });
    this.dialog = page.getByRole('dialog', { name: 'Sync several places' });
    this.interrupted = page.getByRole('region', { name: 'Interrupted sync' });
  }

  /** Makes a set of profiles, each in some Regions. */
  async makeSet(name: string, profiles: string | readonly string[], regions: readonly string[]): Promise<void> {
    await this.open.click();
    await this.dialog.getByRole('button', { name: 'New set' }).click();
    await this.dialog.getByRole('textbox', { name: 'Name' }).fill(name);
    for (const profile of [profiles].flat()) {
      await this.dialog.getByRole('checkbox', { name: profile, exact: true }).check();
    }
    for (const region of regions) {
      await this.dialog.getByRole('combobox', { name: 'Add a Region' }).fill(region);
      await this.page.keyboard.press('Enter');
      await this.dialog.getByRole('list', { name: 'Chosen Regions' }).getByText(region, { exact: true }).waitFor();
    }
    await this.dialog.getByRole('button', { name: 'Save set' }).click();
    await this.dialog.getByRole('button', { name: `Sync ${name}`, exact: true }).waitFor();
  }

  /** Starts a set from the dialog, which is opened if need be. */
  async start(name: string, depth?: 'What can have changed' | 'Everything AWS lists'): Promise<void> {
    if (!(await this.dialog.isVisible())) await this.open.click();
    if (depth !== undefined) await this.dialog.getByText(depth).click();
    await this.dialog.getByRole('button', { name: `Sync ${name}`, exact: true }).click();
  }

  /** One of the places on screen. */
  place(text: string): Locator {
    return this.page
      .getByRole('region', { name: 'Collecting' })
      .getByRole('list', { name: 'Places' })
      .getByRole('listitem')
      .filter({ hasText: text });
  }

  /** What stands under the list about what was looked at. */
  get coverage(): Locator {
    return this.page.getByRole('paragraph').filter({ hasText: /^(Looked at|No place was read)/ });
  }
}
