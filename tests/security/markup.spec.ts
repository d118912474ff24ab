import { ACCOUNT, KEY_LINES } from '../support/copy-job-endpoint';
import { expect, test, type StartedApp } from '../support/e2e';
import { jobId, openScriptedAccount, REGION } from '../support/scripted-account';

/** Each would leave a mark behind, or an element that nobody wrote, if it ever became part of a page. */
const MARKS = [
  `<img src=x onerror="window.ran = true">`,
  `"><svg onload="window.ran = true">`,
  `'><script>window.ran = true</script>`,
  `<iframe srcdoc="<script>parent.ran = true</script>"></iframe>`,
  `<a href="javascript:window.ran = true">here</a>`,
  `<details open ontoggle="window.ran = true">`,
  `<object data="data:text/html,x"></object><base href="https://example.com/">`,
  `{@html '<embed src=x>'}`,
] as const;
/** A profile of the credentials file, where sections are called whatever somebody likes. */
const PROFILE = '<img/src=x/onerror=window.ran=true>';
const ID = jobId(1);

/** Elements that only foreign markup can have made: the app's own pages have none like them. */
const FOREIGN = `[...document.querySelectorAll('*')]
  .filter((at) => at.matches('script:not([src]), iframe, object, embed, base, [srcdoc], [src="x"], [href^="javascript:" i]')
    || [...at.attributes].some(({ name }) => name.startsWith('on')))
  .map((at) => at.outerHTML.slice(0, 200))`;

async function expectNothingForeign({ page }: StartedApp): Promise<void> {
  expect(await page.evaluate(FOREIGN)).toEqual([]);
  expect(await page.evaluate('typeof window.ran')).toBe('undefined');
}

/** A job whose every text is markup, names of members that AWS may add one day among them. */
function hostileJob(turn: number): string {
  const mark = (nth: number): string => MARKS[(nth + turn) % MARKS.length]!;
  const arn = (nth: number): string => `arn:aws:rds:${REGION}:${ACCOUNT}:db:${mark(nth)}`;
  return JSON.stringify({
    CopyJob: {
      AccountId: ACCOUNT,
      CopyJobId: ID,
      CreationDate: 1516925490.087,
      State: mark(0),
      StatusMessage: MARKS.join(' '),
      ResourceName: mark(1),
      ResourceType: mark(2),
      MessageCategory: mark(3),
      CompositeMemberIdentifier: mark(4),
      ParentJobId: mark(5),
      ResourceArn: arn(6),
      IamRoleArn: arn(7),
      SourceBackupVaultArn: mark(0),
      DestinationBackupVaultArn: arn(1),
      DestinationVaultType: mark(2),
      CreatedBy: { BackupPlanName: mark(3), BackupRuleName: mark(4), BackupRuleCron: mark(5), [mark(6)]: mark(7) },
      ChildJobsInState: { [mark(0)]: 1 },
      [mark(1)]: { [mark(2)]: [mark(3)] },
    },
  });
}

test('markup in answers, errors, profiles and what is typed stays text, wherever it is shown', async ({
  start,
  home,
}) => {
  const account = await openScriptedAccount();
  account.serve(hostileJob(0));
  await home.config(`[profile scripted]\n${account.profileLines}\n`);
  await home.credentials(`[${PROFILE}]\n${KEY_LINES}\n`);
  const app = await start();
  const { window, page } = app;
  await window.welcome.useProfile.click();

  await test.step('the profiles', async () => {
    await window.lookUp.profile.fill('<img');
    await expect(window.lookUp.options.filter({ hasText: PROFILE })).toBeVisible();
    await expectNothingForeign(app);
  });

  await test.step('the list, and every member of the job', async () => {
    await window.lookUp.ask({ profile: 'scripted', copyJobId: ID });
    await expect(window.job.of(ID)).toBeVisible();
    const values = Object.values(await window.job.reported()).join('\n');
    for (const mark of MARKS) expect(values).toContain(JSON.stringify(mark).slice(1, -1));
    await expect(window.list.rows).toContainText('<svg onload=');
    await expectNothingForeign(app);
  });

  await test.step('its body, and what differs from the next answer', async () => {
    expect(await window.job.body()).toContain('<iframe srcdoc=');
    await expectNothingForeign(app);
    account.serve(hostileJob(1));
    await window.job.refresh.click();
    await expect(window.job.snapshots).toHaveCount(2);
    await window.job.open('Compare');
    await expect(window.job.change('State')).toContainText('<svg onload=');
    await expect(window.job.change('ResourceName')).toHaveAttribute('data-change', 'changed');
    await expectNothingForeign(app);
  });

  await test.step('an error of AWS', async () => {
    const message = MARKS.join(' ');
    account.endpoint.addFault({ fault: { kind: 'error', status: 403, type: 'AccessDeniedException', message } });
    await window.job.refresh.click();
    await expect(window.failure('AccessDenied')).toContainText('<img src=x onerror=');
    account.endpoint.clearFaults();
    await expectNothingForeign(app);
  });

  await test.step('a note, a filter and the palette', async () => {
    await page.keyboard.press('Control+E');
    await page.getByRole('textbox', { name: 'Note on this job' }).fill(MARKS.join('\n'));
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('region', { name: 'Notes' })).toContainText('<details open');
    await window.list.filter.fill(`name:"${MARKS[5]}" ${MARKS[0]}`);
    await window.list.filter.press('Enter');
    await expect(window.list.count).toContainText(' of ');
    await page.keyboard.press('Control+K');
    await page.getByRole('dialog', { name: 'Command palette' }).getByRole('combobox').fill('<svg');
    await expectNothingForeign(app);
    await page.keyboard.press('Escape');
  });
  await account.endpoint.close();
});
