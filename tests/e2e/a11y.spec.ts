import { FAULTS } from '../../src/main/demo/faults';
import { accessibilityFaults } from '../support/accessibility';
import { wear, type Look } from '../support/appearance';
import { ACCOUNT, KEY_LINES } from '../support/copy-job-endpoint';
import { expect, test, type StartedApp } from '../support/e2e';
import { jobId, openScriptedAccount, REGION } from '../support/scripted-account';

const LIGHT: Look = { theme: 'light', width: 1280, height: 820 };
const DARK: Look = { ...LIGHT, theme: 'dark' };
/** The narrowest window there is. */
const NARROW_DARK: Look = { theme: 'dark', width: 720, height: 820 };

/**
 * Every rule in the light and in the narrow window; between light and dark only the colours differ. `apart`: rules that
 * do not apply to this state.
 */
async function expectAccessible(app: StartedApp, state: string, apart: readonly string[] = []): Promise<void> {
  await test.step(state, async () => {
    for (const [look, only] of [
      [DARK, ['color-contrast', 'link-in-text-block']],
      [NARROW_DARK, undefined],
      [LIGHT, undefined],
    ] as const) {
      await wear(app, look);
      const faults = await accessibilityFaults(app.page, { apart, ...(only && { only }) });
      expect.soft(faults, `${state}, ${look.theme}, ${look.width} px wide`).toEqual([]);
    }
  });
}

test('Welcome, the demo account and its examples are accessible', async ({ start }) => {
  const app = await start();
  await expect(app.window.welcome.heading).toBeVisible();
  await expectAccessible(app, 'welcome');
  await app.window.welcome.openDemo.click();
  await app.window.examples();
  await expectAccessible(app, 'examples of the demo account');
});

test('List, job, comparison, dialogs and failures are accessible', async ({ start, home }) => {
  const account = await openScriptedAccount();
  const guarded = `role_arn = arn:aws:iam::${ACCOUNT}:role/Guarded\nmfa_serial = arn:aws:iam::${ACCOUNT}:mfa/jane`;
  await home.config(
    [
      `[profile scripted]\n${account.profileLines}`,
      `[profile guarded]\nregion = ${REGION}\nendpoint_url = ${account.endpoint.url}\nsource_profile = scripted\n${guarded}`,
      `[profile corp]\nregion = ${REGION}\nsso_start_url = https://corp.example/start\nsso_region = ${REGION}\nsso_account_id = ${ACCOUNT}\nsso_role_name = Viewer`,
      `[profile keys]\n${KEY_LINES}`,
    ].join('\n\n'),
  );
  const app = await start();
  const { window, page } = app;
  await window.welcome.useProfile.click();
  await window.lookUp.chooseProfile('scripted');
  await expect(window.emptyState('No copy job looked up yet')).toBeVisible();
  await expectAccessible(app, 'empty history');

  await window.lookUp.ask({ copyJobId: 'a/b' });
  await expect(window.failure('InvalidInput')).toBeVisible();
  await expectAccessible(app, 'an id that is none');

  await window.lookUp.ask({ copyJobId: jobId(404) });
  await expect(window.failure('NotFound')).toBeVisible();
  await expectAccessible(app, 'a look-up that failed');

  await window.lookUp.ask({ copyJobId: `${jobId(404)} ${jobId(405)}` });
  await expect(window.run.retry).toHaveText('Retry 2');
  await expectAccessible(app, 'several look-ups that failed');
  await window.run.dismiss.click();

  for (const [number, State] of [
    [2, 'FAILED'],
    [3, 'SUSPENDED'],
    [1, 'RUNNING'],
  ] as const) {
    account.serveJob(jobId(number), {
      State,
      ResourceName: `volume-${number}`,
      ResourceType: 'EBS',
      NumberOfChildJobs: 3,
      ChildJobsInState: { COMPLETED: 2, FAILED: 1 },
    });
    await window.lookUp.ask({ copyJobId: jobId(number) });
    await expect(window.job.of(jobId(number))).toBeVisible();
  }
  await expectAccessible(app, 'job');

  account.serveJob(jobId(1), {
    State: 'COMPLETED',
    ResourceName: 'volume-1',
    MessageCategory: 'ACCESS_DENIED',
    StatusMessage: 'Access denied',
  });
  await window.job.refresh.click();
  await expect(window.job.snapshots).toHaveCount(2);
  await window.job.open('Compare');
  await window.button(/^Show \d+ unchanged member/).click();
  await expectAccessible(app, 'comparison');
  await window.job.open('Raw JSON');
  await expectAccessible(app, 'raw JSON');

  await window.job.open('Details');
  account.endpoint.addFault({ fault: FAULTS.accessDenied });
  await window.job.refresh.click();
  await expect(window.failure('AccessDenied')).toBeVisible();
  await expectAccessible(app, 'a refresh that failed');

  await page.keyboard.press('Control+H');
  await page.keyboard.press('Escape');
  await expect(window.job.article).toBeHidden();
  await expectAccessible(app, 'list');
  await window.list.filter.fill('no such thing');
  await expect(window.emptyState('No copy job matches')).toBeVisible();
  await expectAccessible(app, 'no match');
  await window.button('Clear filter').click();

  await window.dialogs.settings.open();
  await expectAccessible(app, 'settings');
  await window.dialogs.settings.close.click();
  await window.button('Keyboard shortcuts').click();
  await expect(window.dialogs.shortcuts).toBeVisible();
  await expectAccessible(app, 'shortcuts');
  await page.keyboard.press('Escape');

  await window.lookUp.profile.click();
  await expect(window.lookUp.options).toHaveCount(4);
  // The list is drawn at the end of the page; it is found through the combobox that controls it, not by landmark.
  await expectAccessible(app, 'list of profiles', ['region']);
  await page.keyboard.press('Escape');

  await window.lookUp.ask({ profile: 'guarded', copyJobId: jobId(9) });
  await expect(window.dialogs.mfa.dialog).toBeVisible();
  await expectAccessible(app, 'multi-factor code');
  await window.dialogs.mfa.cancel.click();

  await window.button('Dismiss').click();
  await window.lookUp.chooseProfile('corp');
  await expect(window.notice('aws sso login')).toBeVisible();
  await expectAccessible(app, 'a profile that is signed out');
  await account.endpoint.close();
});
