import { Tally, type Row } from './report';
import { acknowledgedAtLeast, chance, countAnswers, FOR_EVER, inChamber } from './world';

const YEAR_MS = 365 * 24 * 3_600_000;
/** For how long the computer sleeps (ms): to the app there is no difference between this and a night. */
const SLEEP_MS = 2500;
/** As IndexedDB counts, far above every version there will be for long. */
const NEWER = 9990;

/** Two apps started at the same moment on one data folder. */
export function tortureByTwoStarts(executable: string, seed: string, times: number): Promise<Row[]> {
  return inChamber(executable, `two ${seed}`, async ({ start }) => {
    const tally = new Tally();
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
      tally.tried();
      tally.saw('one went on, the other ended by itself');
    }
    return [tally.row('two starts at the same moment on one data folder')];
  });
}

/** A clock that is set back by a year between two starts. */
export function tortureByClock(executable: string, seed: string): Promise<Row[]> {
  return inChamber(executable, `clock ${seed}`, async ({ open }) => {
    const tally = new Tally();
    let filed = 0;
    for (const clockShiftMs of [0, -YEAR_MS, 0]) {
      const victim = await open({ clockShiftMs });
      victim.file(filed, FOR_EVER);
      await acknowledgedAtLeast(victim, filed + 60);
      const text = String(await victim.evaluate('document.body.innerText'));
      if (/NaN|Invalid Date|undefined/.test(text)) tally.fault('the window shows what is no time');
      await victim.kill('app');
      const again = await open({ clockShiftMs });
      filed = await countAnswers(again, { before: filed, acknowledged: victim.acknowledged }, 0, tally);
      await again.close();
      tally.tried();
    }
    tally.saw('opened and went on with either clock');
    return [tally.row('the clock set back by a year, and right again')];
  });
}

/** A computer that goes to sleep while answers are being saved. */
export function tortureBySleep(executable: string, seed: string, times: number): Promise<Row[]> {
  return inChamber(executable, `sleep ${seed}`, async ({ open, random }) => {
    const tally = new Tally();
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
      tally.tried();
      tally.saw('saving went on after waking');
    }
    await victim.kill('app');
    const again = await open();
    await countAnswers(again, { before: 0, acknowledged: victim.acknowledged }, 0, tally);
    await again.close();
    return [tally.row('sleep in the midst of saving: every process stopped for seconds')];
  });
}

/** A history that a newer version has written. */
export function tortureByNewerVersion(executable: string, seed: string): Promise<Row[]> {
  return inChamber(executable, `newer ${seed}`, async ({ open }) => {
    const tally = new Tally();
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
    return [tally.row('a history that a newer version has written')];
  });
}
