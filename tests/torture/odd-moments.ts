import { acknowledgedAtLeast, chance, countAnswers, FOR_EVER, inChamber, type Order } from './world';

const YEAR_MS = 365 * 24 * 3_600_000;
/** For how long the computer sleeps (ms): to the app there is no difference between this and a night. */
const SLEEP_MS = 2500;
/** As IndexedDB counts, far above every version there will be for long. */
const NEWER = 9990;

/** Two apps started at the same moment on one data folder. */
export function tortureByTwoStarts(order: Order, times: number): Promise<void> {
  return inChamber(order, 'two', async ({ start }) => {
    order.report.begin('two-starts', times);
    const tally = order.report.tally('two starts at the same moment on one data folder');
    let filed = 0;
    for (let time = 0; time < times; time++) {
      const pair = [start(), start()] as const;
      const first = await Promise.race(pair.map((victim, index) => victim.ended.then(() => index)));
      const left = pair[1 - first]!;
      await left.loaded(1);
      await left.prepare();
      const before = filed;
      left.file(before, FOR_EVER);
      await acknowledgedAtLeast(left, before + 40);
      await left.kill('app');
      const again = start();
      await again.loaded(1);
      await again.prepare();
      filed = await countAnswers(again, { before, acknowledged: left.acknowledged }, 0, tally);
      await again.close();
      tally.saw('one went on, the other ended by itself');
      tally.tried();
    }
  });
}

/** A clock that is set back by a year between two starts. */
export function tortureByClock(order: Order, times: number): Promise<void> {
  return inChamber(order, 'clock', async ({ open }) => {
    const shifts = Array.from({ length: times }, () => [0, -YEAR_MS, 0]).flat();
    order.report.begin('clock', shifts.length);
    const tally = order.report.tally('the clock set back by a year, and right again');
    let filed = 0;
    for (const clockShiftMs of shifts) {
      const victim = await open({ clockShiftMs });
      victim.file(filed, FOR_EVER);
      await acknowledgedAtLeast(victim, filed + 60);
      const text = String(await victim.evaluate('document.body.innerText'));
      if (/NaN|Invalid Date|undefined/.test(text)) tally.fault('the window shows what is no time');
      await victim.kill('app');
      const again = await open({ clockShiftMs });
      filed = await countAnswers(again, { before: filed, acknowledged: victim.acknowledged }, 0, tally);
      await again.close();
      tally.saw(clockShiftMs === 0 ? 'opened and went on' : 'opened and went on with the wrong clock');
      tally.tried();
    }
  });
}

/** A computer that goes to sleep while answers are being saved. */
export function tortureBySleep(order: Order, times: number): Promise<void> {
  return inChamber(order, 'sleep', async ({ open, random }) => {
    order.report.begin('sleep', times);
    const tally = order.report.tally('sleep in the midst of saving: every process stopped for seconds');
    let filed = 0;
    const victim = await open();
    victim.file(0, FOR_EVER);
    for (let time = 0; time < times; time++) {
      await acknowledgedAtLeast(victim, filed + 1);
      await chance(random.between(0, 500));
      await victim.power('suspend');
      victim.signal('SIGSTOP');
      await chance(SLEEP_MS);
      victim.signal('SIGCONT');
      await victim.power('resume');
      filed = victim.acknowledged;
      await acknowledgedAtLeast(victim, filed + 1);
      tally.saw('saving went on after waking');
      tally.tried();
    }
    await victim.kill('app');
    const again = await open();
    await countAnswers(again, { before: 0, acknowledged: victim.acknowledged }, 0, tally);
    await again.close();
  });
}

/** A history that a newer version has written. */
export function tortureByNewerVersion(order: Order): Promise<void> {
  return inChamber(order, 'newer', async ({ open }) => {
    order.report.begin('newer', 1);
    const tally = order.report.tally('a history that a newer version has written');
    const victim = await open();
    victim.file(0, 64);
    await victim.hears(/^done/);
    const rows = `(version) => new Promise((resolve, reject) => {
      const opening = indexedDB.open('copytrail', version);
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const db = opening.result;
        const all = db.transaction('copyJobs').objectStore('copyJobs').getAll();
        all.onsuccess = () => { db.close(); resolve(all.result.reduce((sum, { runs }) => sum + runs.length, 0)); };
      };
    })`;
    await victim.evaluate(`(${rows})(${NEWER})`);
    await victim.close();
    const again = await open();
    const found = await again.found(0);
    tally.saw('failure' in found ? `refused as ${found.failure.code}: “${found.failure.message}”` : 'opened');
    if (!('failure' in found)) tally.fault('a newer history was opened');
    tally.counted(64, Number(await again.evaluate(`(${rows})(undefined)`)));
    await again.close();
    tally.tried();
  });
}
