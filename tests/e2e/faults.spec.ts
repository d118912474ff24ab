import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { APP_FOLDER } from '../support/app';
import { expect, test, type StartedApp } from '../support/e2e';
import { HURRY, hurry, onDisk, setEnvironment, takeStalls, watchStalls } from '../support/faults/app-under-fault';
import { tableOf, type Measured } from '../support/faults/document';
import type { FaultRow } from '../support/faults/row';
import { openFault } from '../support/faults/stage';
import { FAULT_TABLE } from '../support/faults/table';
import { membersOfBody } from '../support/raw-members';
import { jobId, openScriptedAccount } from '../support/scripted-account';
import type { TestHome } from '../support/test-home';

/** The whole table, with every deadline in it, on a machine that does other things too. */
const PATIENCE_MS = 20 * 60_000;
/** The deadline of a look-up, cut as all others are, and room to show how it went. */
const FAULT_PATIENCE_MS = 30_000 / HURRY + 54_000;
/** Beyond this a person would call it frozen. */
const MOST_STALL_MS = 3000;

const KNOWN_JOB = jobId(1);

/** Refreshes the known job under one fault; answers how long it took (ms) and how long window and main process let one wait. */
async function meet({ window, page, electron }: StartedApp, home: TestHome, row: FaultRow): Promise<Measured> {
  const fault = await openFault(row, {
    copyJobId: KNOWN_JOB,
    time: '30 s',
    write: (file, text) => home.write(file, text),
  });
  await setEnvironment(electron, fault.environment);
  await home.config(fault.config);
  const before = await onDisk(page);
  const seenBefore = await window.job.snapshots.getAttribute('data-times-seen');
  const clickedAt = Date.now();
  await takeStalls(page);
  await window.job.refresh.click();
  if (row.isCancelled) {
    await expect.poll(fault.requests).toBe(1);
    await window.lookUp.cancel.click();
  }
  if (row.code === 'answered') {
    await expect(window.job.snapshots).not.toHaveAttribute('data-times-seen', seenBefore ?? '', {
      timeout: FAULT_PATIENCE_MS,
    });
    await expect(window.failure()).toHaveCount(0);
  } else {
    await expect
      .poll(async () => (await onDisk(page)).failureAt, { timeout: FAULT_PATIENCE_MS })
      .toBeGreaterThanOrEqual(clickedAt);
    const failure = window.failure(row.code);
    await expect(failure).toContainText(fault.message);
    await expect(failure).toContainText(fault.remedy);
    expect((await onDisk(page)).answers).toBe(before.answers);
  }
  const tookMs = Date.now() - clickedAt;
  const stalls = await takeStalls(page);
  expect(stalls.window).toBeLessThan(MOST_STALL_MS);
  expect(stalls.main).toBeLessThan(MOST_STALL_MS);
  await setEnvironment(electron, {});
  await home.config(await fault.calm());
  await fault.close();
  return { tookMs, stallMs: Math.max(stalls.window, stalls.main) };
}

test('Every fault of the network and of AWS is told rightly, costs no history, and leaves the window at work', async ({
  start,
  home,
}, testInfo) => {
  testInfo.setTimeout(PATIENCE_MS);
  const account = await openScriptedAccount();
  const body = account.serveJob(KNOWN_JOB);
  const calm = `[profile scripted]\n${account.profileLines}\n`;
  await home.config(calm);
  const app = await start();
  const { window, page } = app;
  await window.welcome.useProfile.click();
  await window.lookUp.ask({ profile: 'scripted', copyJobId: KNOWN_JOB });
  await expect(window.job.of(KNOWN_JOB)).toBeVisible();
  await expect(window.job.snapshots).toHaveAttribute('data-times-seen', '1');
  await hurry(app.electron);
  await watchStalls(page);

  const measured = new Map<string, Measured>();
  for (const { title, rows } of FAULT_TABLE) {
    for (const row of rows) {
      await test.step(`${title}: ${row.name}`, async () => {
        measured.set(row.name, await meet(app, home, row));
      });
    }
    await test.step(`${title}: afterwards all is as before`, async () => {
      await home.config(calm);
      await window.job.refresh.click();
      await expect(window.failure()).toHaveCount(0);
      await expect(window.job.snapshots).toHaveCount(1);
      await expect.poll(() => window.job.reported()).toEqual(membersOfBody(body));
      await expect(window.list.rows).toHaveCount(1);
    });
  }
  await account.endpoint.close();

  const folder = path.join(APP_FOLDER, 'test-results');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'faults-in-the-app.md'), tableOf(FAULT_TABLE, measured));
});
