import type { Locator, Page } from '@playwright/test';

/** What opens over the window. */
export class Dialogs {
  readonly settings: SettingsDialog;
  readonly shortcuts: Locator;
  readonly mfa: MfaDialog;

  constructor(page: Page) {
    this.settings = new SettingsDialog(page);
    this.shortcuts = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    this.mfa = new MfaDialog(page);
  }
}

class SettingsDialog {
  readonly dialog: Locator;
  readonly close: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.dialog = page.getByRole('dialog', { name: 'Settings' });
    this.close = this.dialog.getByRole('button', { name: 'Close', exact: true });
  }

  async open(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Settings', exact: true }).click();
    await this.dialog.waitFor();
  }

  /** One choice, such as Theme: Dark. */
  choice(group: 'Theme' | 'Times' | 'Density', name: string): Locator {
    return this.dialog.getByRole('group', { name: group }).getByRole('radio', { name });
  }

  /** Makes a choice as a person does, by its words: the radio button itself is out of sight. */
  async choose(group: 'Theme' | 'Times' | 'Density', name: string): Promise<void> {
    await this.dialog.getByRole('group', { name: group }).getByText(name, { exact: true }).click();
    await this.choice(group, name).and(this.#page.locator(':checked')).waitFor({ state: 'attached' });
  }

  /** A removed thing with its way back. */
  removed(title: string | RegExp): Locator {
    return this.dialog.getByRole('listitem').filter({ hasText: title });
  }
}

class MfaDialog {
  readonly dialog: Locator;
  readonly code: Locator;
  readonly proceed: Locator;
  readonly cancel: Locator;
  /** Why the last code was refused. */
  readonly refused: Locator;

  constructor(page: Page) {
    this.dialog = page.getByRole('dialog', { name: 'Multi-factor code' });
    this.code = this.dialog.getByRole('textbox', { name: 'Code from your device' });
    this.proceed = this.dialog.getByRole('button', { name: 'Continue' });
    this.cancel = this.dialog.getByRole('button', { name: 'Cancel' });
    this.refused = this.dialog.getByRole('alert');
  }

  async answer(code: string): Promise<void> {
    await this.code.fill(code);
    await this.proceed.click();
  }
}
