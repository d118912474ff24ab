import { ACCOUNT } from '../support/copy-job-endpoint';
import { expect, test } from '../support/e2e';
import { JobList } from '../support/pages/job-list';
import { jobId, openScriptedAccount, REGION } from '../support/scripted-account';

/** More than are read at first, and no round number. */
const JOBS = 247;
/** No window shows so many rows: the list makes those that can be seen and a few more. */
const MANY_ROWS = 80;
/** Every so many jobs one has failed. */
const FAILED_EVERY = 4;
/** A point of the window that is the list's. */
const MIDDLE = { x: 500, y: 500 };
/** A long turn of the mouse wheel. */
const WHEEL_PX = 3000;

test('A list of several hundred jobs grows as far as it is read, by mouse and by keyboard', async ({ start, home }) => {
  const account = await openScriptedAccount();
  await home.config(`[profile scripted]\n${account.profileLines}\n`);
  const { window, page } = await start();
  const { list } = window;
  await window.welcome.useProfile.click();
  const newestFirst = Array.from({ length: JOBS }, (_, index) => `${ACCOUNT}/${REGION}/${jobId(index)}`).reverse();
  await test.step('each job is looked up in the window', async () => {
    for (let index = 0; index < JOBS; index++) {
      const State = index % FAILED_EVERY === 0 ? 'FAILED' : 'COMPLETED';
      account.serveJob(jobId(index), { ResourceName: `volume-${index}`, State });
      await window.lookUp.ask({ copyJobId: jobId(index) });
      await window.job.of(jobId(index)).waitFor();
    }
  });
  await window.button('Close job').click();
  // As it is opened the next day.
  await page.reload();

  await test.step('the newest are there at first, and it is said how many there are', async () => {
    await expect(list.row(newestFirst[0]!)).toBeVisible();
    const keys = await list.keys();
    expect(keys.length).toBeLessThan(MANY_ROWS);
    expect(keys).toEqual(newestFirst.slice(0, keys.length));
    await expect(list.count).toContainText(`${JOBS} jobs`);
    await expect(list.grid).toHaveAttribute(...JobList.rowCount(JOBS));
  });

  await test.step('scrolled to its end it shows the oldest, in order, with few elements', async () => {
    await page.mouse.move(MIDDLE.x, MIDDLE.y);
    await expect(async () => {
      await page.mouse.wheel(0, WHEEL_PX);
      await expect(list.row(newestFirst.at(-1)!)).toBeInViewport({ timeout: 1000 });
    }).toPass();
    const keys = await list.keys();
    expect(keys.length).toBeLessThan(MANY_ROWS);
    // The row that Tab reaches is kept at its own place, out of sight.
    const seen = keys[0] === newestFirst[0] ? keys.slice(1) : keys;
    expect(seen).toEqual(newestFirst.slice(-seen.length));
    await expect(list.rows.last()).toHaveAttribute('aria-rowindex', String(JOBS + 1));
  });

  await test.step('narrowed and widened again it begins anew; the filter finds what is not on screen', async () => {
    await list.chip('Failed').click();
    const failed = newestFirst.filter((key) => (JOBS - 1 - newestFirst.indexOf(key)) % FAILED_EVERY === 0);
    await expect(list.row(failed[0]!)).toBeInViewport();
    await expect(list.row(newestFirst[1]!)).toHaveCount(0);
    await expect(list.count).toContainText(/^\d+\+? of 247 jobs/);
    await list.chip('Failed').click();
    await expect(list.count).toContainText(`${JOBS} jobs in the history`);
    await list.filter.fill('volume-3');
    await expect(list.rows).toHaveCount(11);
    await list.filter.fill('');
    await expect(list.row(newestFirst[0]!)).toBeInViewport();
  });

  await test.step('End reaches the oldest job', async () => {
    await list.row(newestFirst[0]!).focus();
    await expect(async () => {
      await page.keyboard.press('End');
      await expect(list.row(newestFirst.at(-1)!)).toBeFocused({ timeout: 1000 });
    }).toPass();
    await page.keyboard.press('Enter');
    await expect(window.job.of(jobId(0))).toBeVisible();
  });
  await account.endpoint.close();
});
