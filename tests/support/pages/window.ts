import type { Locator, Page } from '@playwright/test';
import { CollectingPanel } from './collecting';
import { Dialogs } from './dialogs';
import { FollowingPanel } from './following';
import { HistoryTrouble } from './history-trouble';
import { JobList } from './job-list';
import { JobView } from './job-view';
import { LookUpForm } from './look-up-form';
import { LookUpRunPanel } from './look-up-run';
import { Syncing } from './syncing';

export interface Focus {
  /** Role, else tag; empty when nothing but the page itself has the keyboard. */
  readonly role: string;
  readonly name: string;
  /** Whether a ring or an outline is drawn round it. */
  readonly visible: boolean;
}

/** Copytrail's window, as somebody sees it who knows roles and accessible names only. */
export class CopytrailWindow {
  readonly lookUp: LookUpForm;
  readonly run: LookUpRunPanel;
  readonly collecting: CollectingPanel;
  readonly syncing: Syncing;
  readonly following: FollowingPanel;
  readonly list: JobList;
  readonly job: JobView;
  readonly dialogs: Dialogs;
  readonly trouble: HistoryTrouble;

  constructor(readonly page: Page) {
    this.lookUp = new LookUpForm(page);
    this.run = new LookUpRunPanel(page);
    this.collecting = new CollectingPanel(page);
    this.syncing = new Syncing(page);
    this.following = new FollowingPanel(page);
    this.list = new JobList(page);
    this.job = new JobView(page);
    this.dialogs = new Dialogs(page);
    this.trouble = new HistoryTrouble(page);
  }

  /** The first start: two ways to begin. */
  get welcome(): { readonly heading: Locator; readonly useProfile: Locator; readonly openDemo: Locator } {
    return {
      heading: this.page.getByRole('heading', { level: 1, name: /Copytrail keeps what AWS Backup says/ }),
      useProfile: this.page.getByRole('button', { name: 'Use a profile' }),
      openDemo: this.page.getByRole('button', { name: 'Open the demo account' }),
    };
  }

  /** The strip that stands there for as long as the demo account is open. */
  get demoStrip(): Locator {
    return this.page.getByText('Demo account.', { exact: true });
  }

  /** The strip that names an endpoint other than AWS's own. */
  get endpointStrip(): Locator {
    return this.page.getByRole('paragraph').filter({ hasText: 'Custom endpoint' });
  }

  /** A failure on screen; without a code, any. */
  failure(code?: string): Locator {
    const alerts = this.page.getByRole('alert');
    return alerts.and(this.page.locator(code === undefined ? '[data-error-code]' : `[data-error-code="${code}"]`));
  }

  /** A message that is no failure of a look-up: about profiles, files, settings. */
  notice(text: string | RegExp): Locator {
    return this.page.getByRole('status').filter({ hasText: text });
  }

  /** Heading of the empty list, the empty comparison and the like. */
  emptyState(title: string | RegExp): Locator {
    return this.page.getByRole('heading', { name: title });
  }

  /** What is told to a screen reader once an answer is safely kept. */
  get saved(): Locator {
    return this.page.getByRole('status').filter({ hasText: /^Saved/ });
  }

  /** The way back that is offered right after something was removed: the newest one. */
  get undo(): Locator {
    return this.page.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Undo' }).last();
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  /** The job examples that the demo account offers while its history is empty. */
  async examples(): Promise<{ title: string; copyJobId: string; profile: string; region: string }[]> {
    const items = this.page
      .getByRole('listitem')
      .filter({ has: this.page.getByRole('button', { name: /^Describe: / }) });
    await items.first().waitFor();
    return Promise.all(
      (await items.all()).map(async (item) => {
        const where = (await item.getByText(' · ').innerText()).split(' · ').map((part) => part.trim());
        const [copyJobId = '', profile = '', region = ''] = where;
        return { title: await item.getByRole('heading').innerText(), copyJobId, profile, region };
      }),
    );
  }

  /** What has the keyboard, and whether a person can see that it has. */
  focus(): Promise<Focus> {
    return this.page.evaluate<Focus>(`(() => {
      const at = document.activeElement;
      const none = { role: '', name: '', visible: false };
      if (at === null || at === document.body || at === document.documentElement) return none;
      const words = at.getAttribute('aria-label') ?? at.labels?.[0]?.textContent ?? at.dataset.jobKey ?? at.textContent;
      const ringed = [at, at.closest('label')].some((drawn) => {
        if (drawn === null) return false;
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(drawn);
        return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
      });
      return { role: at.getAttribute('role') ?? at.tagName.toLowerCase(), name: (words ?? '').trim(), visible: ringed };
    })()`);
  }

  /** Theme and density as they are applied to the page. */
  appearance(): Promise<{ theme: string; density: string; background: string }> {
    return this.page.evaluate(`({
      theme: document.documentElement.dataset.theme,
      density: document.documentElement.dataset.density,
      background: getComputedStyle(document.body).backgroundColor,
    })`);
  }
}
