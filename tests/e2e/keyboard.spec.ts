import { readFile } from 'node:fs/promises';
import path from 'node:path';
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

/** Ctrl+H, until the keyboard is on a row. */
async function toTheList(window: CopytrailWindow): Promise<void> {
  // Without rows there are only the heads to go to.
  await expect(window.list.rows.first()).toBeVisible();
  await window.page.keyboard.press('Control+H');
  await expect(async () => {
    expect((await window.focus()).role).toBe('row');
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

/** More stops than there are on the way to anything in the window. */
const MOST_STOPS = 40;

/** Presses Tab until the keyboard is on something by this name, as somebody does who looks where it is. */
async function tabTo(window: CopytrailWindow, name: string | RegExp, key = 'Tab'): Promise<void> {
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    await window.page.keyboard.press(key);
    const at = await window.focus();
    expect(at.visible, `${at.role} ${at.name}`).toBe(true);
    if (typeof name === 'string' ? at.name === name : name.test(at.name)) return;
  }
  throw new Error(`No stop of the keyboard is called ${String(name)}.`);
}

test('A fleet is narrowed, counted, walked, selected and exported without a mouse', async ({ start, home }) => {
  const account = await openScriptedAccount();
  await home.config(`[profile scripted]\n${account.profileLines}\n`);
  const jobs = Array.from({ length: 60 }, (_, number) => ({
    copyJobId: jobId(number),
    State: number % 3 === 0 ? 'FAILED' : 'COMPLETED',
    ResourceType: number % 2 === 0 ? 'EBS' : 'EFS',
    CreationDate: 1_790_000_000 + number,
  }));
  for (const { copyJobId, ...members } of jobs) account.serveJob(copyJobId, members);
  const { window, page, electron } = await start();
  const { keyboard } = page;
  await expect(window.welcome.useProfile).toBeVisible();
  await tabTo(window, /Use a profile/);
  await keyboard.press('Enter');
  await expect(window.lookUp.profile).toHaveValue('scripted');

  await test.step('all jobs are collected', async () => {
    await keyboard.press('Control+Shift+R');
    await expect(window.list.count).toHaveText('60 jobs in the history');
  });

  await test.step('/ and a token narrow the list', async () => {
    await toTheList(window);
    await keyboard.press('/');
    await expectFocus(window, 'combobox', 'Filter copy jobs');
    await keyboard.type('state:failed');
    await keyboard.press('Enter');
    await expect(window.list.count).toHaveText('20 of 60 jobs');
  });

  await test.step('its values are counted, and one of them narrows it further', async () => {
    await tabTo(window, 'Values to filter by');
    await keyboard.press('Enter');
    await tabTo(window, /^EBS ?10$/);
    await keyboard.press('Enter');
    await expect(window.list.count).toHaveText('10 of 60 jobs');
    await expectFocusSomewhere(window);
  });

  const fitting = jobs.filter(({ State, ResourceType }) => State === 'FAILED' && ResourceType === 'EBS').reverse();
  await test.step('three rows are selected', async () => {
    await toTheList(window);
    await keyboard.press('Home');
    await expectFocus(window, 'row', new RegExp(`/${fitting[0]!.copyJobId}$`));
    await keyboard.press('Space');
    await keyboard.press('Shift+ArrowDown');
    await keyboard.press('Shift+ArrowDown');
    await expect(page.getByRole('toolbar', { name: 'Selected jobs' })).toContainText('3 selected');
  });

  await test.step('and written to a file', async () => {
    const file = path.join(home.home, 'selected.jsonl');
    // Where a person would answer the system's own dialog.
    await electron.evaluate(({ session, webContents }, to) => {
      const [contents] = webContents.getAllWebContents();
      (contents?.session ?? session.defaultSession).once('will-download', (_event, item) => {
        item.setSavePath(to);
      });
    }, file);
    await tabTo(window, 'Export the selected jobs', 'Shift+Tab');
    await keyboard.press('Enter');
    await expect(page.getByRole('menu', { name: 'Export the selected jobs' })).toBeFocused();
    await keyboard.press('ArrowDown');
    await expect(page.getByRole('menuitem', { name: 'JSON lines' })).toBeFocused();
    await keyboard.press('Enter');
    const ids = async (): Promise<string[]> => {
      const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n').filter((line) => line !== '');
      return lines.map((line) => (JSON.parse(line) as { CopyJobId: string }).CopyJobId);
    };
    await expect.poll(ids).toEqual(fitting.slice(0, 3).map(({ copyJobId }) => copyJobId));
    await expectFocusSomewhere(window);
  });
  await account.endpoint.close();
});
