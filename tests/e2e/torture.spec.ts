import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '../support/app';
import { tortureByDamage } from '../torture/damage';
import { tortureByKills } from '../torture/kills';
import { tortureByNewerVersion, tortureByTwoStarts } from '../torture/odd-moments';
import { tortureByPowerCuts } from '../torture/power-cuts';
import { Report, survived, tableOf } from '../torture/report';
import { tortureByThinning } from '../torture/thinning';
import { tortureByUpgrades } from '../torture/upgrades';
import type { Victim } from '../torture/victim';
import { inChamber } from '../torture/world';

/** What the long form, `npm run torture`, does as well; here a few times each. */
const PATIENCE_MS = 240_000;
const SEED = 'short form';

test.describe.configure({ timeout: PATIENCE_MS });

test('Nothing acknowledged is lost to killed processes, cut power, damaged files, and starts at bad moments', async ({
  runtime,
}) => {
  const report = new Report();
  const order = { executable: runtime, seed: SEED, report };
  await tortureByKills(order, 5);
  await tortureByPowerCuts(order, 1);
  await tortureByDamage(order, 1);
  await tortureByTwoStarts(order, 1);
  await tortureByNewerVersion(order);
  await tortureByUpgrades(order, 1);
  await tortureByThinning(order, 1);
  const rows = report.rows.filter(({ tries }) => tries > 0);
  console.log(tableOf(rows));
  expect(rows.filter((row) => !survived(row))).toEqual([]);
});

/** Waits in the page until an expression holds. */
const holds = (victim: Victim, expression: string): Promise<unknown> =>
  victim.evaluate(`new Promise((resolve) => {
    const look = async () => (await (${expression}) ? resolve(true) : requestAnimationFrame(look));
    look();
  })`);

test('After a crash of the page, and of the app, the window is where it was and says so', async ({ runtime }) => {
  await inChamber({ executable: runtime, seed: SEED }, 'crash', async ({ home, open }) => {
    let victim = await open();
    victim.file(0, 24);
    await victim.hears(/^done/);
    const row = `document.querySelector('[role="row"][data-job-key]')`;
    await holds(victim, `${row} !== null`);
    await victim.evaluate(`${row}.click()`);
    await holds(victim, `document.querySelector('article[data-job-key]') !== null`);
    const key = String(await victim.evaluate(`document.querySelector('article[data-job-key]').dataset.jobKey`));
    await holds(victim, `answerFiler.onScreen().then((kept) => kept?.jobKey === ${JSON.stringify(key)})`);
    const isBack = `document.querySelector('article[data-job-key=${JSON.stringify(key)}]') !== null`;
    const says = (words: string): string => `document.body.innerText.includes(${JSON.stringify(words)})`;

    await victim.kill('window');
    await victim.loaded(2);
    await holds(victim, says('page ended unexpectedly'));
    await holds(victim, isBack);

    await victim.kill('app');
    victim = await open();
    await holds(victim, says('did not quit last time'));
    await holds(victim, isBack);

    const logs = path.join(home.userData, 'logs');
    const reports = async (): Promise<(string | undefined)[]> => {
      const names = (await readdir(logs)).filter((name) => name.startsWith('report-')).sort();
      const texts = await Promise.all(names.map((name) => readFile(path.join(logs, name), 'utf8')));
      return texts.map((text) => text.split('\n')[0]);
    };
    await expect
      .poll(reports)
      .toEqual([
        'Copytrail: The process of a window’s page ended unexpectedly.',
        'Copytrail: The app ended without quitting.',
      ]);

    // One that quits begins with the list next time.
    await victim.close();
    victim = await open();
    await holds(victim, `${row} !== null`);
    expect(await victim.evaluate(isBack)).toBe(false);
    expect(await victim.evaluate(says('did not quit'))).toBe(false);
    await victim.close();
  });
});

test('A page that ends twice in a row is loaded again only when somebody says so, and nothing is lost by it', async ({
  runtime,
}) => {
  await inChamber({ executable: runtime, seed: SEED }, 'crash', async ({ open }) => {
    const victim = await open();
    victim.file(0, 24);
    await victim.hears(/^done/);
    await victim.kill('window');
    await victim.loaded(2);
    await victim.kill('window');
    // Whoever drives the test presses the first button.
    const box = JSON.parse((await victim.hears(/^box/)).slice('box '.length)) as Record<string, unknown>;
    expect(box).toEqual({
      message: 'The page of this window ended twice within a short time.',
      detail: expect.stringContaining('everything that was reported as saved is there') as unknown,
      buttons: ['Load Again', 'Show Logs', 'Close Window'],
    });
    await victim.loaded(3);
    await victim.prepare();
    expect(await victim.found(0)).toMatchObject({ answers: 24, doubled: 0, texts: { length: 24 } });
    await victim.close();
  });
});
