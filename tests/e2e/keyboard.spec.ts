import { ACCOUNT } from '../support/copy-job-endpoint';
import { expect, test } from '../support/e2e';
import type { CopytrailWindow } from '../support/pages/window';
import { jobId, openScriptedAccount, REGION } from '../support/scripted-account';

/** Time for the keyboard to arrive where it belongs (ms). */
const FOCUS_MS = 10_000;

/** The keyboard must always be somewhere, and somewhere that can be seen. */
async function expectFocus(window: CopytrailWindow, role: string, name: string | RegExp): Promise<void> {
  await expect(async () => {
    const at = await window.focus();
    expect(at.role).toBe(role);
    expect(at.name).toMatch(name);
    expect(at.visible).toBe(true);
  }).toPass({ timeout: FOCUS_MS });
}

async function expectFocusSomewhere(window: CopytrailWindow): Promise<void> {
  await expect(async () => {
    const at = await window.focus();
    expect(at.role).not.toBe('');
    expect(at.visible).toBe(true);
  }).toPass({ timeout: FOCUS_MS });
}

test('The whole main job is done without a mouse', async ({ start, home }) => {
  const account = await openScriptedAccount();
  await home.config(`[profile scripted]\n${account.profileLines}\n`);
  const ids = [jobId(1), jobId(2), jobId(3)] as const;
  for (const [index, copyJobId] of ids.entries()) account.serveJob(copyJobId, { ResourceName: `volume-${index + 1}` });
  const key = (copyJobId: string): string => `${ACCOUNT}/${REGION}/${copyJobId}`;
  const { window, page } = await start();
  const { keyboard } = page;

  await test.step('past the welcome', async () => {
    await expect(window.welcome.useProfile).toBeVisible();
    await keyboard.press('Tab');
    await expectFocus(window, 'button', /Use a profile/);
    await keyboard.press('Enter');
    await expect(window.lookUp.profile).toHaveValue('scripted');
  });

  await test.step('Ctrl+L, an id, Enter', async () => {
    for (const copyJobId of ids) {
      await keyboard.press('Control+L');
      await expectFocus(window, 'input', 'Copy job ID');
      await keyboard.type(copyJobId);
      await keyboard.press('Enter');
      await expect(window.job.of(copyJobId)).toBeVisible();
      await expectFocusSomewhere(window);
    }
  });

  await test.step('Ctrl+H and the arrow keys walk the list, and the open job follows', async () => {
    await keyboard.press('Control+H');
    const keys = await window.list.keys();
    expect(keys).toEqual([...ids].reverse().map(key));
    await expect(async () => {
      expect((await window.focus()).role).toBe('row');
    }).toPass({ timeout: FOCUS_MS });
    await keyboard.press('Home');
    await expectFocus(window, 'row', keys[0]!);
    await keyboard.press('ArrowDown');
    await expectFocus(window, 'row', keys[1]!);
    await expect(window.job.of(ids[1])).toBeVisible();
    await keyboard.press('End');
    await expectFocus(window, 'row', keys[2]!);
    await expect(window.job.of(ids[0])).toBeVisible();
    await keyboard.press('ArrowUp');
    await expect(window.job.of(ids[1])).toBeVisible();
  });

  await test.step('Alt and the arrow keys step through the jobs from anywhere', async () => {
    await keyboard.press('Control+L');
    await keyboard.press('Alt+ArrowDown');
    await expect(window.job.of(ids[0])).toBeVisible();
    await keyboard.press('Alt+ArrowUp');
    await expect(window.job.of(ids[1])).toBeVisible();
    await expectFocus(window, 'input', 'Copy job ID');
  });

  await test.step('Ctrl+R asks again, Ctrl+D compares, Alt+1 and Alt+3 turn the page', async () => {
    await keyboard.press('Control+R');
    await expect(window.job.snapshots).toHaveAttribute('data-times-seen', '2');
    account.serveJob(ids[1], { ResourceName: 'volume-2', State: 'COMPLETED' });
    await keyboard.press('F5');
    await expect(window.job.snapshots).toHaveCount(2);
    await keyboard.press('Control+D');
    await expect(window.job.change('State')).toHaveAttribute('data-change', 'changed');
    await keyboard.press('Alt+3');
    await expect(window.job.rawJson).toContainText('"COMPLETED"');
    await keyboard.press('Alt+1');
    await expect(window.job.member('State')).toBeVisible();
    await expectFocusSomewhere(window);
  });

  await test.step('Esc cancels what is under way', async () => {
    account.endpoint.addFault({ fault: { kind: 'hang' } });
    await keyboard.press('Control+R');
    await expect(window.lookUp.cancel).toBeVisible();
    await keyboard.press('Escape');
    await expect(window.failure('Cancelled')).toBeVisible();
    account.endpoint.clearFaults();
    await keyboard.press('Control+R');
    await expect(window.failure()).toHaveCount(0);
  });

  await test.step('? tells every key, Ctrl+comma opens the settings, Esc closes both', async () => {
    await keyboard.press('Control+H');
    await expectFocusSomewhere(window);
    await keyboard.press('?');
    await expect(window.dialogs.shortcuts).toBeVisible();
    await expectFocusSomewhere(window);
    await keyboard.press('Escape');
    await expect(window.dialogs.shortcuts).toBeHidden();
    await expectFocusSomewhere(window);
    await keyboard.press('Control+,');
    await expect(window.dialogs.settings.dialog).toBeVisible();
    await expectFocusSomewhere(window);
    await keyboard.press('Escape');
    await expect(window.dialogs.settings.dialog).toBeHidden();
    await expectFocusSomewhere(window);
  });

  await test.step('Delete removes, Ctrl+Z brings back', async () => {
    await keyboard.press('Control+H');
    await expectFocusSomewhere(window);
    await expect(window.job.of(ids[1])).toBeVisible();
    await keyboard.press('Delete');
    await expect(window.list.rows).toHaveCount(2);
    await expect(window.list.row(key(ids[1]))).toHaveCount(0);
    await expectFocusSomewhere(window);
    await keyboard.press('Control+Z');
    await expect(window.list.rows).toHaveCount(3);
    await expect(window.list.row(key(ids[1]))).toBeVisible();
    await expectFocusSomewhere(window);
  });

  await test.step('/ filters, Esc closes the job and goes back to the list', async () => {
    await keyboard.press('Control+H');
    await expectFocusSomewhere(window);
    await keyboard.press('Escape');
    await expect(window.job.article).toBeHidden();
    await expect(async () => {
      expect((await window.focus()).role).toBe('row');
    }).toPass({ timeout: FOCUS_MS });
    await keyboard.press('/');
    await expectFocus(window, 'combobox', 'Filter copy jobs');
    await keyboard.type('volume-3');
    await expect(window.list.rows).toHaveCount(1);
    await keyboard.press('Control+H');
    await expectFocus(window, 'row', key(ids[2]));
    await keyboard.press('Enter');
    await expect(window.job.of(ids[2])).toBeVisible();
  });

  await test.step('profile and Region are chosen by typing', async () => {
    account.serveJob(ids[0], {}, 'eu-west-1');
    await keyboard.press('Control+L');
    await keyboard.press('Shift+Tab');
    await expectFocus(window, 'combobox', 'Region');
    await keyboard.type('ireland');
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await expect(window.lookUp.region).toHaveValue('eu-west-1');
    await keyboard.press('Shift+Tab');
    await expectFocus(window, 'combobox', 'Profile');
    await keyboard.press('Control+L');
    await keyboard.type(ids[0]);
    await keyboard.press('Enter');
    await expect(window.job.article).toHaveAttribute('data-job-key', `${ACCOUNT}/eu-west-1/${ids[0]}`);
  });
  await account.endpoint.close();
});
