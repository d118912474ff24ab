import type { Locator, Page } from '@playwright/test';

export interface ShownMember {
  /** Dotted AWS path. */
  readonly field: string;
  /** The raw value as JSON; null when AWS reported none. */
  readonly value: string | null;
}

/** The picture of a job's course, and the same in words. */
class CourseView {
  /** Opens and closes the words. */
  readonly words: Locator;
  /** One option for each answer, or for several that stand too close. */
  readonly answers: Locator;
  readonly chosen: Locator;
  readonly #list: Locator;
  readonly #section: Locator;

  constructor(page: Page) {
    this.#section = page.getByRole('region', { name: 'Course of this job' });
    this.words = this.#section.getByText('In words');
    this.answers = this.#section.getByRole('listbox', { name: 'Answers of AWS Backup' });
    this.chosen = this.answers.getByRole('option', { selected: true });
    this.#list = this.#section.getByRole('list', { name: 'Course of this job in words' });
  }

  lane(state: string): Locator {
    return this.#section.locator(`[data-lane="${state}"]`);
  }

  /** When each state began (epoch ms), as the words say it. */
  async bounds(): Promise<{ state: string; earliest: number; latest: number }[]> {
    await this.#list.waitFor();
    const items = await this.#list.getByRole('listitem').and(this.#section.locator('[data-latest]')).all();
    return Promise.all(
      items.map(async (item) => ({
        state: (await item.getAttribute('data-state')) ?? '',
        earliest: Number(await item.getAttribute('data-earliest')),
        latest: Number(await item.getAttribute('data-latest')),
      })),
    );
  }
}

/** One job: what AWS said, when, and what changed between. */
export class JobView {
  readonly article: Locator;
  readonly heading: Locator;
  readonly refresh: Locator;
  readonly freshness: Locator;
  /** One item per snapshot, newest first. */
  readonly snapshots: Locator;
  /** Failed look-ups, between the snapshots they came between. */
  readonly timelineFailures: Locator;
  readonly comparison: Locator;
  readonly rawJson: Locator;
  readonly course: CourseView;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.course = new CourseView(page);
    this.article = page.getByRole('article');
    this.heading = this.article.getByRole('heading', { level: 1 });
    this.refresh = this.article.getByRole('button', { name: 'Refresh', exact: true });
    this.freshness = this.article.getByRole('status').filter({ hasText: 'AWS Backup said this' });
    this.snapshots = page.getByRole('list', { name: 'Snapshots' }).getByRole('listitem');
    this.timelineFailures = this.snapshots.getByRole('paragraph').filter({ hasText: /failed look-up/i });
    this.comparison = page.getByRole('table', { name: 'Comparison' });
    this.rawJson = page.getByLabel('Raw JSON', { exact: true }).and(page.locator('pre'));
  }

  /** One of the key figures. */
  fact(label: string): Locator {
    return this.article.getByRole('list', { name: 'Key figures' }).getByRole('listitem').filter({ hasText: label });
  }

  /** Something that the open job may be waiting for: `resource`, `recovery-point`, `retry` or `limit`. */
  reason(id: string): Locator {
    return this.article.locator(`[data-reason="${id}"]`);
  }

  /** The open job, once it is this one. */
  of(copyJobId: string): Locator {
    return this.#page.getByRole('article', { name: `Copy job ${copyJobId}` });
  }

  /** State of the answer on screen, once it has been read from the history. */
  async state(): Promise<string> {
    const state = await this.article.and(this.#page.locator('[data-state]')).getAttribute('data-state');
    return state ?? '';
  }

  tab(name: 'Details' | 'Compare' | 'Raw JSON' | 'Family'): Locator {
    return this.article.getByRole('tab', { name });
  }

  /** One member on screen. */
  member(field: string): Locator {
    return this.article.getByRole('tabpanel').locator(`[data-field="${inQuotes(field)}"]`);
  }

  /** Every member on screen, in order, once there are any. */
  async members(): Promise<ShownMember[]> {
    await this.member('CopyJobId').waitFor();
    return this.#page.evaluate<ShownMember[]>(
      `Array.from(document.querySelectorAll('article [role="tabpanel"] [data-field]'),
        (at) => ({ field: at.dataset.field, value: at.dataset.value ?? null }))`,
    );
  }

  /** Members that AWS reported, as shown. */
  async reported(): Promise<Record<string, string>> {
    const shown = await this.members();
    return Object.fromEntries(shown.flatMap(({ field, value }) => (value === null ? [] : [[field, value]])));
  }

  /** One row of the comparison. */
  change(field: string): Locator {
    return this.comparison.locator(`tr[data-field="${inQuotes(field)}"]`);
  }

  /** What the comparison says: path and kind of change, in the order of the rows. */
  changes(): Promise<{ field: string; change: string }[]> {
    return this.#page.evaluate(
      `Array.from(document.querySelectorAll('table[aria-label="Comparison"] tr[data-field]'),
        (row) => ({ field: row.dataset.field, change: row.dataset.change }))`,
    );
  }

  /** When each snapshot was first and last seen (epoch ms) and how often, newest first. */
  async sightings(): Promise<{ firstSeen: number; lastSeen: number; timesSeen: number }[]> {
    return Promise.all(
      (await this.snapshots.all()).map(async (item) => ({
        firstSeen: Number(await item.getAttribute('data-first-seen')),
        lastSeen: Number(await item.getAttribute('data-last-seen')),
        timesSeen: Number(await item.getAttribute('data-times-seen')),
      })),
    );
  }

  /** Removes the open job from the history, by its menu. */
  async removeJob(): Promise<void> {
    await this.article.getByRole('button', { name: 'More' }).click();
    await this.#page.getByRole('menuitem', { name: 'Remove from history' }).click();
  }

  /** Removes one snapshot, by its own button. */
  async removeSnapshot(snapshot: Locator): Promise<void> {
    await snapshot.hover();
    await snapshot.getByRole('button', { name: 'Remove this snapshot' }).click();
  }

  /** Opens a tab and waits until it is the one shown. */
  async open(tab: 'Details' | 'Compare' | 'Raw JSON' | 'Family'): Promise<void> {
    await this.tab(tab).click();
    await this.article.getByRole('tab', { name: tab, selected: true }).waitFor();
  }

  /** The body as it was received. */
  async body(): Promise<string> {
    await this.open('Raw JSON');
    return (await this.rawJson.textContent()) ?? '';
  }
}

/** A path as it stands in an attribute selector. */
function inQuotes(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
}
