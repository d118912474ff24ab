import { ACCOUNT } from '../support/copy-job-endpoint';
import { expect, test } from '../support/e2e';
import { jobId, openScriptedAccount, REGION } from '../support/scripted-account';

/** Rows shown at first, and rows added each time the end of the list comes into view. */
const FIRST_ROWS = 40;
const MORE_ROWS = 200;
/** Enough to grow by a whole step, and then by what is left. */
const JOBS = FIRST_ROWS + MORE_ROWS + 7;
/** Every so many jobs one has failed. */
const FAILED_EVERY = 4;
/** A point of the window that is the list's. */
const MIDDLE = { x: 500, y: 500 };
/** A turn of the mouse wheel. */
const WHEEL_PX = 200;

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
    await expect(list.rows).toHaveCount(FIRST_ROWS);
    expect(await list.keys()).toEqual(newestFirst.slice(0, FIRST_ROWS));
    await expect(list.count).toContainText(`${JOBS} jobs`);
    await expect(list.grid).toHaveAttribute('aria-rowcount', String(JOBS + 1));
  });

  await test.step('scrolled to its end, it grows in steps, in order and without losing the place', async () => {
    await page.mouse.move(MIDDLE.x, MIDDLE.y);
    for (const rows of [FIRST_ROWS + MORE_ROWS, JOBS]) {
      const lastKey = newestFirst[(await list.rows.count()) - 1]!;
      await list.rows.last().scrollIntoViewIfNeeded();
      await page.mouse.wheel(0, WHEEL_PX);
      await expect(list.rows).toHaveCount(rows);
      await expect(list.row(lastKey)).toBeInViewport();
      expect(await list.keys()).toEqual(newestFirst.slice(0, rows));
    }
    await expect(list.rows.last()).toHaveAttribute('aria-rowindex', String(JOBS + 1));
    await expect(page.getByText('Loading older jobs…')).toHaveCount(0);
  });

  await test.step('narrowed and widened again it begins anew; the filter finds what is not on screen', async () => {
    await list.rows.first().scrollIntoViewIfNeeded();
    await list.chip('Failed').click();
    const failed = newestFirst.filter((key) => (JOBS - 1 - newestFirst.indexOf(key)) % FAILED_EVERY === 0);
    await expect(list.rows).toHaveCount(FIRST_ROWS);
    expect(await list.keys()).toEqual(failed.slice(0, FIRST_ROWS));
    await expect(list.count).toContainText(`${FIRST_ROWS}+ of ${JOBS} jobs`);
    await list.chip('Failed').click();
    await expect(list.rows).toHaveCount(FIRST_ROWS);
    await list.filter.fill('volume-3');
    await expect(list.rows).toHaveCount(11);
    await list.filter.fill('');
    await expect(list.rows).toHaveCount(FIRST_ROWS);
  });

  await test.step('End reaches the last row there is, again and again, down to the oldest job', async () => {
    await list.rows.first().focus();
    for (const rows of [FIRST_ROWS, FIRST_ROWS + MORE_ROWS, JOBS]) {
      await expect(list.rows).toHaveCount(rows);
      await page.keyboard.press('End');
      await expect(list.row(newestFirst[rows - 1]!)).toBeFocused();
    }
    await page.keyboard.press('Enter');
    await expect(window.job.of(jobId(0))).toBeVisible();
  });
  await account.endpoint.close();
});
