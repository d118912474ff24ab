import { FAULTS } from '../../src/main/demo/faults';
import { ACCOUNT, fixture } from '../support/copy-job-endpoint';
import { expect, test } from '../support/e2e';
import { takePictures } from '../support/pictures';
import { jobId, openScriptedAccount, REGION } from '../support/scripted-account';

test('The demo account, from the welcome to a comparison', async ({ start }) => {
  const app = await start();
  const { window, page } = app;
  await expect(window.welcome.heading).toBeVisible();
  await takePictures(app, 'welcome');
  await window.welcome.openDemo.click();
  const examples = await window.examples();
  await takePictures(app, 'demo-examples');

  for (const { copyJobId, profile, region, title } of examples) {
    // A job that AWS has forgotten leaves none in the history.
    if (title === 'Forgotten by AWS') continue;
    await window.lookUp.ask({ profile, region, copyJobId });
    await expect(window.job.of(copyJobId)).toBeVisible();
  }
  const [moving] = examples;
  await window.lookUp.ask(moving!);
  await expect(window.job.of(moving!.copyJobId)).toBeVisible();
  await expect(async () => {
    await window.job.refresh.click();
    await expect(window.job.snapshots).not.toHaveCount(1, { timeout: 500 });
  }).toPass();
  await expect(window.lookUp.describe).toBeVisible();
  await takePictures(app, 'job-and-timeline');
  await page.keyboard.press('Control+B');
  await expect(window.list.grid).toBeHidden();
  await takePictures(app, 'job-full-width');
  await page.keyboard.press('Control+B');
  await page.keyboard.press('Control+K');
  await expect(page.getByRole('dialog', { name: 'Command palette' })).toBeVisible();
  await takePictures(app, 'palette');
  await page.keyboard.type('re');
  await takePictures(app, 'palette-found');
  await page.keyboard.press('Escape');
  await window.job.open('Compare');
  await takePictures(app, 'comparison');
  await window.job.open('Raw JSON');
  await takePictures(app, 'raw-json');
  for (const wanted of ['Failed cross-account copy', 'One child spoils the parent', 'From a later AWS']) {
    const example = examples.find(({ title }) => title === wanted)!;
    await window.lookUp.ask(example);
    await expect(window.job.of(example.copyJobId)).toBeVisible();
    await takePictures(app, `job-${wanted.toLowerCase().replaceAll(' ', '-')}`);
  }
  await window.button('Close job').click();
  await takePictures(app, 'list');
  await window.list.filter.fill('no such thing');
  await expect(window.emptyState('No copy job matches')).toBeVisible();
  await takePictures(app, 'no-match');
  await window.button('Clear filter').click();
  await window.dialogs.settings.open();
  await takePictures(app, 'settings');
  await window.dialogs.settings.close.click();
  await page.keyboard.press('F1');
  await expect(window.dialogs.shortcuts).toBeVisible();
  await takePictures(app, 'shortcuts');
  await page.keyboard.press('Escape');
  await window.collecting.start.click();
  await expect(window.collecting.panel).toContainText('copy jobs collected');
  await takePictures(app, 'collected');
});

test('Own profiles, from the empty history to what goes wrong', async ({ start, home }) => {
  const account = await openScriptedAccount();
  const body = await fixture('03-rds-running-xregion-xaccount.json');
  account.serve(body);
  const { CopyJobId: copyJobId } = (JSON.parse(body) as { CopyJob: { CopyJobId: string } }).CopyJob;
  await home.config(
    [
      `[profile scripted]\n${account.profileLines}`,
      `[profile guarded]\nregion = ${REGION}\nendpoint_url = ${account.endpoint.url}\nsource_profile = scripted\nrole_arn = arn:aws:iam::${ACCOUNT}:role/Guarded\nmfa_serial = arn:aws:iam::${ACCOUNT}:mfa/jane`,
    ].join('\n\n'),
  );
  const app = await start();
  const { window } = app;
  await window.welcome.useProfile.click();
  await window.lookUp.chooseProfile('scripted');
  await expect(window.emptyState('No copy job looked up yet')).toBeVisible();
  await takePictures(app, 'empty');
  const answer = account.endpoint.addFault({ fault: { kind: 'hang' } });
  await window.collecting.start.click();
  await expect(window.collecting.cancel).toBeVisible();
  await takePictures(app, 'collecting');
  await window.collecting.cancel.click();
  answer();
  const allow = account.endpoint.addFault({ fault: FAULTS.accessDenied });
  await window.collecting.readOn.click();
  await expect(window.collecting.failure).toBeVisible();
  await takePictures(app, 'collecting-refused');
  allow();
  await window.collecting.dismiss.click();
  await window.lookUp.ask({ copyJobId: '47C8EF56-74D8-059D-1301-C5BE1D5C926E' });
  await expect(window.failure('NotFound')).toBeVisible();
  await takePictures(app, 'not-found');
  await window.lookUp.profile.click();
  await expect(window.lookUp.options).toHaveCount(2);
  await takePictures(app, 'profiles');
  await window.lookUp.ask({ profile: 'guarded', copyJobId });
  await expect(window.dialogs.mfa.dialog).toBeVisible();
  await takePictures(app, 'multi-factor-code');
  await window.dialogs.mfa.cancel.click();
  await window.lookUp.ask({ profile: 'scripted', copyJobId });
  await expect(window.job.of(copyJobId)).toBeVisible();
  account.endpoint.addFault({ fault: FAULTS.accessDenied });
  await window.job.refresh.click();
  await expect(window.failure('AccessDenied')).toBeVisible();
  await takePictures(app, 'refresh-failed');
  await account.endpoint.close();
  await window.job.refresh.click();
  await expect(window.failure('Offline')).toBeVisible();
  await takePictures(app, 'offline');
});

test('Several copy jobs at once, under way and ended', async ({ start, home }) => {
  const account = await openScriptedAccount();
  const names = ['orders-db', 'web-files', 'ledger', 'mail-archive', 'intranet', 'metrics', 'images', 'queue'];
  const ids = names.map((_, at) => jobId(at + 1));
  for (const [at, ResourceName] of names.entries()) {
    account.serveJob(ids[at]!, { ResourceName, ResourceType: 'EBS', State: at % 3 === 0 ? 'COMPLETED' : 'RUNNING' });
  }
  const unknown = jobId(404);
  const letGo = account.endpoint.addFault({ fault: { kind: 'hang' }, copyJobId: ids[5]! });
  const others = ids.slice(6).map((copyJobId) => account.endpoint.addFault({ fault: { kind: 'hang' }, copyJobId }));
  await home.config(
    [
      `[profile scripted]\n${account.profileLines}`,
      `[profile corp]\nregion = ${REGION}\nsso_start_url = https://corp.example/start\nsso_region = ${REGION}\nsso_account_id = ${ACCOUNT}\nsso_role_name = Viewer`,
    ].join('\n\n'),
  );
  const app = await start();
  const { window } = app;
  await window.welcome.useProfile.click();
  await window.lookUp.chooseProfile('scripted');
  await window.lookUp.id.fill([unknown, ...ids].join('\t'));
  await expect(window.lookUp.found).toContainText('9 copy job IDs found');
  await takePictures(app, 'several-found');
  await window.lookUp.describe.click();
  await expect(window.run.progress).toHaveAttribute('aria-valuetext', '6 of 9');
  await takePictures(app, 'several-under-way');
  for (const end of [letGo, ...others]) end();
  await window.run.cancel.click();
  await expect(window.run.retry).toHaveText('Retry 4');
  await takePictures(app, 'several-ended');
  await window.run.openJob(ids[0]!).click();
  await expect(window.job.of(ids[0]!)).toBeVisible();
  await takePictures(app, 'several-and-job');
  await window.button('Close job').click();
  await window.lookUp.chooseProfile('corp');
  await window.lookUp.describe.click();
  await expect(window.run.stopped).toBeVisible();
  await expect(window.run.retry).toHaveText('Retry 9');
  await takePictures(app, 'several-not-asked');
  await account.endpoint.close();
});

test('A history that does not open', async ({ start }) => {
  const app = await start();
  await expect(app.window.welcome.heading).toBeVisible();
  await app.window.trouble.leaveNewerHistory();
  await app.window.welcome.useProfile.click();
  await expect(app.window.failure('newer')).toBeVisible();
  await takePictures(app, 'history-trouble');
});
