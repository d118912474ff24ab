import { cp, mkdir, open as openFile, readdir, stat, truncate } from 'node:fs/promises';
import path from 'node:path';
import { acknowledgedAtLeast, chance, countAnswers, FOR_EVER, inChamber, type Order } from './world';

/** The power goes within this time (ms) after the first answer was acknowledged. */
const LATEST_CUT_MS = 1500;
/** Answers filed on the copy before it is opened again. */
const WRITTEN_AFTER = 40;
/** What a file system may leave in a block that it never got to write: bytes. */
const BLOCK = 4096;

/** The engine's own folder below a data folder; see docs/history.md. */
export async function engineFolder(userData: string): Promise<string> {
  const files = await readdir(userData, { recursive: true });
  const current = files.find((file) => /IndexedDB[\\/][^\\/]+\.leveldb[\\/]CURRENT$/.test(file));
  if (current === undefined) throw new Error('The data folder has no database.');
  return path.join(userData, path.dirname(current));
}

/** The file that the engine writes to first: everything newer than its tables. Its name ends in the highest number. */
async function newestLog(folder: string): Promise<string> {
  const logs = (await readdir(folder)).filter((file) => file.endsWith('.log')).sort();
  const newest = logs.at(-1);
  if (newest === undefined) throw new Error(`There is no log in ${folder}.`);
  return path.join(folder, newest);
}

/**
 * Cuts the power as far as that can be done from outside. At a moment of chance every process is stopped and the data folder copied as it lies; what
 * was written to the log after the last acknowledged answer is then cut off somewhere, as if it had never reached the disk, every second time with
 * a block of zeros in its place. A new app is started on the copy.
 */
export function tortureByPowerCuts(order: Order, cuts: number): Promise<void> {
  return inChamber(order, 'power', async ({ home, open, random }) => {
    order.report.begin('power', cuts);
    const tally = order.report.tally('power cut: files frozen while being written, the tail of the log lost');
    let filed = 0;
    const victim = await open();
    victim.file(0, FOR_EVER);
    for (let cut = 0; cut < cuts; cut++) {
      await acknowledgedAtLeast(victim, filed + 1);
      await chance(random.between(0, LATEST_CUT_MS));
      // What has been acknowledged by now lies in the log as it is now, and may not be lost with what comes behind.
      const { acknowledged } = victim;
      const source = await engineFolder(home.userData);
      const log = await newestLog(source);
      const safe = (await stat(log)).size;
      await acknowledgedAtLeast(victim, acknowledged + 1);
      victim.signal('SIGSTOP');
      const copy = path.join(home.home, `cut-${cut}`);
      await mkdir(copy);
      await cp(home.userData, copy, { recursive: true, filter: (file) => !/Singleton|Kept history/.test(file) });
      filed = victim.acknowledged;

      const target = path.join(await engineFolder(copy), path.basename(log));
      const end = await stat(target).then(
        ({ size }) => size,
        () => undefined,
      );
      if (end !== undefined && end > safe) {
        const at = Math.floor(random.between(safe, end));
        await truncate(target, at);
        if (cut % 2 === 1) await writeZeros(target, at);
      }
      const other = await open({ userData: copy });
      const there = await countAnswers(other, { before: 0, acknowledged }, 0, tally);
      // The engine goes on behind what was cut off: that has to be no damage to whoever opens it next.
      other.file(there, there + WRITTEN_AFTER);
      await other.hears(/^done/);
      const after = other.acknowledged;
      await other.close();
      const third = await open({ userData: copy });
      await countAnswers(third, { before: there, acknowledged: after }, 0, tally);
      tally.saw(cut % 2 === 1 ? 'opened twice, a tail of zeros' : 'opened twice, a tail cut off');
      await third.close();
      tally.tried();
      victim.signal('SIGCONT');
    }
    await victim.close();
  });
}

async function writeZeros(file: string, at: number): Promise<void> {
  const handle = await openFile(file, 'r+');
  await handle.write(Buffer.alloc(BLOCK), 0, BLOCK, at);
  await handle.close();
}
