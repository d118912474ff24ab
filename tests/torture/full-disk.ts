import { execFileSync } from 'node:child_process';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { prepareUserData } from '../bench/world';
import { Tally, type Row } from './report';
import { acknowledgedAtLeast, countAnswers, FOR_EVER, inChamber, type Chamber } from './world';

/** Room for the app's own files, a ballast that is taken away later, and a few hundred answers. */
const DISK = 'size=24m';
const BALLAST_BYTES = 12 * 1024 * 1024;

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

const notMounted = (what: string): Row => ({
  ...new Tally().row(what),
  tries: 1,
  seen: 'not tried: no disk could be mounted here',
});

/** Fills the disk while answers are saved and settings changed; then makes room. */
export function tortureByFullDisk(executable: string, seed: string, times: number): Promise<Row[]> {
  const what = 'the disk full while answers are saved and settings changed, then room again';
  return inChamber(executable, `disk ${seed}`, async (chamber) => {
    const tally = new Tally();
    for (let time = 0; time < times; time++) {
      const tried = await onSmallDisk(chamber, async (userData) => {
        const ballast = path.join(userData, '..', 'ballast');
        await writeFile(ballast, Buffer.alloc(BALLAST_BYTES, 1));
        const victim = await chamber.open({ userData });
        victim.file(0, FOR_EVER);
        const refusal = JSON.parse((await victim.hears(/^refused/)).slice('refused '.length)) as {
          code: string;
          message: string;
        };
        tally.saw(`saving refused as ${refusal.code}: “${refusal.message}”`);
        const full = victim.acknowledged;
        const kept = JSON.parse(
          String(await victim.evaluate(`window.api.changeSettings({ theme: 'dark' }).then(JSON.stringify)`)),
        ) as { ok: boolean; error?: { message: string } };
        tally.saw(kept.ok ? 'settings kept' : `settings: “${kept.error?.message ?? ''}”`);
        await victim.kill('app');

        await rm(ballast);
        const second = await chamber.open({ userData });
        const filed = await countAnswers(second, { before: 0, acknowledged: full }, 0, tally);
        second.file(filed, FOR_EVER);
        await acknowledgedAtLeast(second, filed + 1);
        tally.saw('with room again, saving went on');
        await second.kill('app');
        return true;
      });
      if (tried === undefined) return [notMounted(what)];
      tally.tried();
      await rm(path.join(chamber.home.home, 'disk'), { recursive: true, force: true });
    }
    return [tally.row(what)];
  });
}

/** Starts the app on a data folder that cannot be written. */
export function tortureByReadOnlyHome(executable: string, seed: string): Promise<Row[]> {
  const what = 'a data folder that cannot be written';
  return inChamber(executable, `read-only ${seed}`, async (chamber) => {
    const tally = new Tally();
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
    if (tried === undefined) return [notMounted(what)];
    tally.tried();
    return [tally.row(what)];
  });
}
