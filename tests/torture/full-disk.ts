import { execFileSync } from 'node:child_process';
import { mkdir, open as openFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { prepareUserData } from '../bench/world';
import type { Tally } from './report';
import type { Victim } from './victim';
import { acknowledgedAtLeast, countAnswers, FOR_EVER, inChamber, type Chamber, type Order } from './world';

/** Room for the app's own files, a ballast that is taken away later, and a few hundred answers. */
const DISK = 'size=24m';
const BALLAST_BYTES = 12 * 1024 * 1024;
/** What is left free where an upgrade finds no room: enough for the app to start. */
const LEFT_BYTES = 256 * 1024;
const BEFORE_UPGRADE = 800;
/** Answers with which most of the room is taken at once; the rest come one by one. */
const QUICKLY = 2000;

/** Mounts a small disk for as long as the work lasts; undefined where that is not allowed. */
async function onSmallDisk<T>({ home }: Chamber, work: (userData: string) => Promise<T>): Promise<T | undefined> {
  const disk = path.join(home.home, 'disk');
  await mkdir(disk);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', DISK, 'tmpfs', disk], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  try {
    const userData = path.join(disk, 'data');
    await prepareUserData(userData);
    return await work(userData);
  } finally {
    // Whatever still holds a file there lets go of it by itself.
    execFileSync('umount', ['--lazy', disk], { stdio: 'ignore' });
  }
}

/** @param tried undefined: no disk could be mounted */
function over(tally: Tally, tried: boolean | undefined): void {
  if (tried === undefined) tally.saw('not tried: no disk could be mounted here');
  tally.tried();
}

/** Waits in the page until an expression holds. */
const holds = (victim: Victim, expression: string): Promise<unknown> =>
  victim.evaluate(`new Promise((resolve) => {
    const look = () => (${expression} ? resolve(true) : setTimeout(look, 50));
    look();
  })`);

const SAYS_FULL = `document.querySelector('[role="alert"][data-error-code="DiskFull"]') !== null`;

/** Fills the disk while answers are saved, settings changed and a copy is made; then makes room. The same window has to go on by itself. */
export function tortureByFullDisk(order: Order, times: number): Promise<void> {
  const what = 'the disk full while answers are saved, settings changed and a copy made; then room again';
  return inChamber(order, 'disk', async (chamber) => {
    order.report.begin('disk', times);
    const tally = order.report.tally(what);
    for (let time = 0; time < times; time++) {
      const tried = await onSmallDisk(chamber, async (userData) => {
        const ballast = path.join(userData, '..', 'ballast');
        await writeFile(ballast, Buffer.alloc(BALLAST_BYTES, 1));
        const victim = await chamber.open({ userData });
        await victim.evaluate(`answerFiler.fill(${QUICKLY})`);
        victim.file(QUICKLY, FOR_EVER);
        const refusal = JSON.parse((await victim.hears(/^refused/)).slice('refused '.length)) as {
          code: string;
          message: string;
        };
        tally.saw(`saving refused as ${refusal.code}`);
        if (refusal.code !== 'disk-full') tally.fault(`it was told as ${refusal.code}: ${refusal.message}`);
        const full = victim.acknowledged;
        const change = `window.api.changeSettings({ theme: 'dark' }).then(({ ok, error }) => (ok ? 'kept' : error.message))`;
        tally.saw(`settings: ${String(await victim.evaluate(change))}`);
        const copy = `answerFiler.copy().then(() => 'made', ({ error, message }) => error?.code ?? message)`;
        tally.saw(`copy: ${String(await victim.evaluate(copy))}`);
        // The window itself has something to write: what is on screen.
        await victim.evaluate(`document.querySelector('[role="row"][data-job-key]')?.click()`);
        await holds(victim, SAYS_FULL);
        tally.saw('the window said that the disk is full');

        const { loads } = victim;
        await rm(ballast);
        try {
          await holds(victim, `!(${SAYS_FULL})`);
          await victim.evaluate('answerFiler.again()');
        } catch {
          // The engine may leave the page that asks anew without an answer: it is loaded once more by itself.
          await victim.loaded(loads + 1);
          await victim.prepare();
          tally.saw('the engine did not answer the page, which was loaded once more by itself');
        }
        const filed = await countAnswers(victim, { before: 0, acknowledged: full }, 0, tally);
        victim.file(filed, FOR_EVER);
        await acknowledgedAtLeast(victim, filed + 1);
        tally.saw('with room again, the same window went on');
        const { acknowledged } = victim;
        await victim.kill('app');
        const again = await chamber.open({ userData });
        await countAnswers(again, { before: filed, acknowledged }, 0, tally);
        await again.kill('app');
        return true;
      });
      over(tally, tried);
      if (tried === undefined) return;
      await rm(path.join(chamber.home.home, 'disk'), { recursive: true, force: true });
    }
  });
}

/** Fills the disk before an upgrade that copies the history first; then makes room. */
export function tortureByFullUpgrade(order: Order): Promise<void> {
  return inChamber(order, 'full upgrade', async (chamber) => {
    order.report.begin('disk-upgrade', 1);
    const tally = order.report.tally('the disk full before an upgrade that copies the history; then room again');
    const tried = await onSmallDisk(chamber, async (userData) => {
      const victim = await chamber.open({ userData });
      await victim.evaluate(`answerFiler.fill(${BEFORE_UPGRADE})`);
      await victim.evaluate('answerFiler.goBackToVersion4()');
      await victim.close();
      const ballast = path.join(userData, '..', 'ballast');
      await fillUp(ballast);
      const struck = await chamber.open({ userData });
      const found = await struck.found(0);
      if ('failure' in found) tally.saw(`told as ${found.failure.code}: “${found.failure.message}”`);
      else tally.saw('there was room enough');
      await struck.kill('app');
      await rm(ballast);
      const again = await chamber.open({ userData });
      await countAnswers(again, { before: 0, acknowledged: BEFORE_UPGRADE }, 0, tally);
      await again.close();
      return true;
    });
    over(tally, tried);
  });
}

/** Writes a file until no room is left but a little. */
async function fillUp(file: string): Promise<void> {
  const handle = await openFile(file, 'w');
  try {
    for (;;) await handle.write(Buffer.alloc(LEFT_BYTES, 1));
  } catch {
    await handle.truncate(Math.max(0, (await handle.stat()).size - LEFT_BYTES));
  } finally {
    await handle.close();
  }
}

/** Starts the app on a data folder that cannot be written. */
export function tortureByReadOnlyHome(order: Order): Promise<void> {
  return inChamber(order, 'read-only', async (chamber) => {
    order.report.begin('read-only', 1);
    const tally = order.report.tally('a data folder that cannot be written');
    const tried = await onSmallDisk(chamber, async (userData) => {
      const disk = path.dirname(userData);
      const victim = await chamber.open({ userData });
      victim.file(0, 64);
      await victim.hears(/^done/);
      await victim.close();
      const before = await readdir(userData, { recursive: true });
      execFileSync('mount', ['-o', 'remount,ro', disk], { stdio: 'ignore' });
      const locked = chamber.start({ userData });
      const word = await locked.hears(/^box/).catch(() => 'nothing');
      tally.saw(`said: ${word}`);
      if (word === 'nothing') tally.fault('it ended without a word');
      await locked.kill('app');
      execFileSync('mount', ['-o', 'remount,rw', disk], { stdio: 'ignore' });
      if (before.some((file) => file.endsWith('.bad'))) tally.fault('something was set aside');
      const again = await chamber.open({ userData });
      await countAnswers(again, { before: 0, acknowledged: 64 }, 0, tally);
      await again.close();
      return true;
    });
    over(tally, tried);
  });
}
