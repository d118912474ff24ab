import type { Locator, Page } from '@playwright/test';

/** The form that a copy job is looked up with: profile, Region, id. */
export class LookUpForm {
  readonly form: Locator;
  readonly profile: Locator;
  readonly region: Locator;
  readonly id: Locator;
  readonly describe: Locator;
  readonly cancel: Locator;
  /** What is wrong with what was typed. */
  readonly problem: Locator;
  /** How many ids were found in what was typed, if several. */
  readonly found: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.form = page.getByRole('form', { name: 'Look up a copy job' });
    this.profile = page.getByRole('combobox', { name: 'Profile', exact: true });
    this.region = page.getByRole('combobox', { name: 'Region', exact: true });
    this.id = page.getByRole('textbox', { name: 'Copy job ID' });
    this.describe = page.getByRole('button', { name: 'Describe', exact: true });
    this.cancel = this.form.getByRole('button', { name: /^Cancel/ });
    this.problem = this.form.getByRole('alert');
    this.found = this.form.getByRole('status');
  }

  /** The rows of the picker that is open. */
  get options(): Locator {
    return this.#page.getByRole('listbox', { name: /^(Profile|Region)$/ }).getByRole('option');
  }

  /** Picks a profile from its list. */
  async chooseProfile(name: string): Promise<void> {
    if ((await this.profile.inputValue()) === name) return;
    await this.profile.fill(name);
    await this.options.filter({ has: this.#page.getByText(name, { exact: true }) }).click();
  }

  /** Types a Region, as for one that no list has. */
  async typeRegion(region: string): Promise<void> {
    if ((await this.region.inputValue()) === region) return;
    await this.region.fill(region);
    await this.region.press('Tab');
  }

  /** Fills the form and asks; returns at once. */
  async ask(wanted: { profile?: string; region?: string; copyJobId: string }): Promise<void> {
    if (wanted.profile !== undefined) await this.chooseProfile(wanted.profile);
    if (wanted.region !== undefined) await this.typeRegion(wanted.region);
    await this.id.fill(wanted.copyJobId);
    await this.describe.click();
  }
}
