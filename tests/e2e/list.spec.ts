import { ACCOUNT } from '../support/copy-job-endpoint';
import { expect, test } from '../support/e2e';
import { JobList } from '../support/pages/job-list';
import { jobId, openScriptedAccount, REGION } from '../support/scripted-account';

const JOBS = 40;
const DAY_S = 86_400;
/** 2026-11-01, epoch seconds. */
const START_S = 1_793_491_200;
const STATES = ['COMPLETED', 'FAILED', 'RUNNING', 'SUSPENDED'] as const;

/** Jobs in the order they are looked up; their creation runs the other way. */
function members(index: number): { ResourceName: string; State: string; [name: string]: unknown } {
  return {
    ResourceName: `volume-${String(index).padStart(2, '0')}`,
    State: STATES[index % STATES.length]!,
    CreationDate: START_S - index * DAY_S,
    ResourceType: index % 2 === 0 ? 'EBS' : 'SAP HANA on Amazon EC2',
    StatusMessage: index === 17 ? 'The Überwachung key 東京 is not accessible' : undefined,
    BackupSizeInBytes: index === 0 ? 0 : index * 1_073_741_824,
  };
}

test('Forty jobs are listed, filtered, sorted and walked', async ({ start, home }) => {
  const account = await openScriptedAccount();
  await home.config(`[profile scripted]\n${account.profileLines}\n`);
  const { window } = await start();
  const { list } = window;
  await window.welcome.useProfile.click();
  const keys = Array.from({ length: JOBS }, (_, index) => `${ACCOUNT}/${REGION}/${jobId(index)}`);
  await test.step('each is looked up in the window', async () => {
    for (const [index, key] of keys.entries()) {
      account.serveJob(jobId(index), members(index));
      await window.lookUp.ask({ copyJobId: jobId(index) });
      await expect(window.job.article).toHaveAttribute('data-job-key', key);
    }
    await window.button('Close job').click();
  });

  await test.step('newest first, each with its facts', async () => {
    await expect(list.grid).toHaveAttribute(...JobList.rowCount(JOBS));
    const newestFirst = [...keys].reverse();
    const shown = await list.keys();
    expect(shown).toEqual(newestFirst.slice(0, shown.length));
    await expect(list.count).toContainText(`${JOBS} jobs`);
    const row = list.row(keys[32]!);
    for (const fact of ['volume-32', 'Completed', 'EBS', '32 GiB', REGION]) await expect(row).toContainText(fact);
  });

  await test.step('sorted by creation, which runs the other way', async () => {
    await list.sortBy('Created').click();
    await expect(list.rows.first()).toHaveAttribute('data-job-key', keys[0]!);
    // The last one shown is that with the keyboard, which is kept wherever it stands.
    const shown = (await list.keys()).slice(0, -1);
    expect(shown).toEqual(keys.slice(0, shown.length));
    expect(await list.row(keys[0]!).innerText()).not.toBe(await list.row(keys[4]!).innerText());
    await list.sortBy('Last seen').click();
    await expect(list.rows.first()).toHaveAttribute('data-job-key', keys.at(-1)!);
  });

  await test.step('filtered by text: words in any order and case, from name, id and message', async () => {
    for (const [text, index] of [
      ['VOLUME-31', 31],
      [jobId(5).toLowerCase(), 5],
      ['東京 überwachung', 17],
    ] as const) {
      await list.filter.fill(text);
      await expect(list.rows).toHaveCount(1);
      await expect(list.rows).toHaveAttribute('data-job-key', keys[index]!);
      await expect(list.count).toContainText(`1 of ${JOBS}`);
    }
    await list.filter.fill('');
    await expect(list.grid).toHaveAttribute(...JobList.rowCount(JOBS));
  });

  await test.step('filtered by state, also by one that nobody has documented', async () => {
    for (const [chip, state] of [
      ['Failed', 'FAILED'],
      ['SUSPENDED', 'SUSPENDED'],
    ] as const) {
      await list.chip(chip).click();
      await expect(list.chip(chip)).toHaveAttribute('aria-pressed', 'true');
      const expected = keys.filter((_, index) => members(index).State === state);
      await expect(list.rows).toHaveCount(expected.length);
      expect(new Set(await list.keys())).toEqual(new Set(expected));
      await list.chip(chip).click();
    }
  });

  await test.step('a filter that nothing fits says so, and is cleared with one press', async () => {
    await list.filter.fill('no such thing');
    await expect(window.emptyState('No copy job matches')).toBeVisible();
    await window.button('Clear filter').click();
    await expect(list.grid).toHaveAttribute(...JobList.rowCount(JOBS));
    await expect(list.filter).toHaveValue('');
  });
  await account.endpoint.close();
});
