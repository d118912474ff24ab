import type { Page } from '@playwright/test';
import { bigFleetPages } from '../support/big-fleet';
import { expect, test } from '../support/e2e';
import { JobList } from '../support/pages/job-list';
import { bundlePage } from '../support/page-code';
import { openScriptedAccount } from '../support/scripted-account';

const JOBS = 100_000;
/** Writing so many jobs takes most of this on a busy machine (ms). */
const PATIENCE_MS = 900_000;
/** Reading them all, so that any filter can be answered, happens behind the list (ms). */
const INDEX_MS = 300_000;
/** No window shows so many rows: the list makes those that can be seen and a few more. */
const MANY_ROWS = 80;

interface Job {
  readonly key: string;
  readonly state: string;
  readonly type: string;
  /** Undefined: AWS does not tell. */
  readonly size: number | undefined;
  /** Epoch seconds. */
  readonly created: number;
}

/** Fills the history by the app's own code, a page of a list at a time, and answers what was filed. */
async function fill(page: Page, endpoint: string): Promise<readonly Job[]> {
  const jobs: Job[] = [];
  await page.evaluate(await bundlePage('fill-history'));
  for (const observations of bigFleetPages(JOBS, { profile: { origin: 'shared', name: 'scripted' }, endpoint })) {
    await page.evaluate(`fleetFiller.file(${JSON.stringify(observations)})`);
    for (const { body, region } of observations) {
      const members = JSON.parse(body) as Readonly<Record<string, string | number | undefined>>;
      jobs.push({
        key: `${members['AccountId']}/${region}/${members['CopyJobId']}`,
        state: String(members['State']),
        type: String(members['ResourceType']),
        size: members['BackupSizeInBytes'] as number | undefined,
        created: Number(members['CreationDate']),
      });
    }
  }
  await page.evaluate('fleetFiller.close()');
  return jobs;
}

/** Largest first, jobs without a size last; of equal ones the newest first. */
function bySize(left: Job, right: Job): number {
  const size = (right.size ?? -1) - (left.size ?? -1);
  return size || Math.round(right.created * 1000) - Math.round(left.created * 1000) || (left.key < right.key ? -1 : 1);
}

test('100,000 jobs: first rows, filter, counts, two sort keys, the last row by keyboard, and all selected', async ({
  start,
  home,
}, testInfo) => {
  const account = await openScriptedAccount();
  await home.config(`[profile scripted]\n${account.profileLines}\n`);
  const { window, page, electron } = await start();
  testInfo.setTimeout(PATIENCE_MS);
  const { list } = window;
  await window.welcome.useProfile.click();
  const jobs = await test.step('so many are filed', () => fill(page, account.endpoint.url));
  // As it is opened the next day.
  await page.reload();

  await test.step('the newest are there at once, with how many there are', async () => {
    await expect(list.rows.first()).toBeVisible();
    await expect(list.count).toHaveText(`${JobList.grouped(JOBS)} jobs in the history`);
    expect(await list.rows.count()).toBeLessThan(MANY_ROWS);
  });

  const failed = jobs.filter(({ state, type }) => state === 'FAILED' && type === 'EBS');
  await test.step('a filter by two members finds what a look at every job finds', async () => {
    expect(failed.length).toBeGreaterThan(100);
    await list.filter.fill('state:failed type:ebs');
    await list.filter.press('Enter');
    await expect(list.count).toHaveText(`${JobList.grouped(failed.length)} of ${JobList.grouped(JOBS)} jobs`, {
      timeout: INDEX_MS,
    });
    const keys = new Set(failed.map(({ key }) => key));
    await expect.poll(async () => (await list.keys()).length).toBeGreaterThan(10);
    expect((await list.keys()).filter((key) => !keys.has(key))).toEqual([]);
    await window.button('Clear filter').click();
    await expect(list.count).toHaveText(`${JobList.grouped(JOBS)} jobs in the history`);
  });

  await test.step('values are counted over all of them, and follow the filter', async () => {
    await window.button('Values to filter by').click();
    const values = page.getByRole('complementary', { name: 'Values to filter by' });
    const counted = (type: string, among: readonly Job[]): string =>
      `${type}${JobList.grouped(among.filter((job) => job.type === type).length)}`;
    for (const type of ['EBS', 'EFS', 'DynamoDB'])
      await expect(values.getByRole('button', { name: new RegExp(`^${type} ?\\d`) })).toHaveText(counted(type, jobs));
    await list.filter.fill('state:running');
    await list.filter.press('Enter');
    const running = jobs.filter(({ state }) => state === 'RUNNING');
    await expect(list.count).toHaveText(`${JobList.grouped(running.length)} of ${JobList.grouped(JOBS)} jobs`);
    await expect(values.getByRole('button', { name: /^EBS ?\d/ })).toHaveText(counted('EBS', running));
    await window.button('Clear filter').click();
    await window.button('Values to filter by').click();
    await expect(values).toBeHidden();
  });

  const largest = jobs.toSorted(bySize);
  await test.step('sorted by size, and within it by creation', async () => {
    await list.sortBy('Size').click();
    await list.sortBy('Created').click({ modifiers: ['Shift'] });
    const wanted = largest.slice(0, 10).map(({ key }) => key);
    await expect.poll(async () => (await list.keys()).slice(0, 10), { timeout: INDEX_MS }).toEqual(wanted);
  });

  await test.step('End reaches the last of them, and few rows are made on the way', async () => {
    await list.rows.first().focus();
    await page.keyboard.press('End');
    await expect(list.row(largest.at(-1)!.key)).toBeFocused();
    await expect(list.row(largest.at(-1)!.key)).toHaveAttribute('aria-rowindex', String(JOBS + 1));
    for (let press = 0; press < 20; press++) await page.keyboard.press('PageUp');
    await expect.poll(async () => (await list.keys()).length).toBeGreaterThan(10);
    expect(await list.rows.count()).toBeLessThan(MANY_ROWS);
    await page.keyboard.press('Home');
    await expect(list.row(largest[0]!.key)).toBeFocused();
  });

  await test.step('all are selected at once, and every ID can be taken along', async () => {
    await page.keyboard.press('Control+A');
    const bar = page.getByRole('toolbar', { name: 'Selected jobs' });
    await expect(bar).toContainText(`${JobList.grouped(JOBS)} selected`);
    await bar.getByRole('button', { name: 'Copy the selected jobs' }).click();
    await page.getByRole('menuitem', { name: 'Copy IDs' }).click();
    await expect(window.page.getByText(`Copied the IDs of ${JobList.grouped(JOBS)} jobs.`).first()).toBeVisible({
      timeout: INDEX_MS,
    });
    const copied = await electron.evaluate(({ clipboard }) => clipboard.readText());
    const ids = copied.split('\n');
    expect(ids).toHaveLength(JOBS);
    expect(new Set(ids).size).toBe(JOBS);
    expect(ids.slice(0, 3)).toEqual(largest.slice(0, 3).map(({ key }) => key.split('/')[2]));
  });
  await account.endpoint.close();
});
