import type { Tally } from './report';
import type { Victim } from './victim';
import { acknowledgedAtLeast, countAnswers, FOR_EVER, inChamber, type Order } from './world';

/** So long after a page has gone Chromium 130 closes what it had open for it (ms). */
const CLOSES_AFTER_MS = 2000;
/** Around that moment (ms) a page that asked was not answered where it was measured. */
const BEFORE_MS = 4;
const AFTER_MS = 5;
/** Of a page that was not answered in this time (ms) it is clear that it never will be. */
const ANSWERS_WITHIN_MS = 3000;

const ANSWERS = `Promise.race([
  indexedDB.databases().then(() => true),
  new Promise((resolve) => setTimeout(resolve, ${ANSWERS_WITHIN_MS}, false)),
])`;

/**
 * Waits for the page after the one whose process was killed. The engine may leave it without any answer: then the app has to load it once more by itself.
 * @param loads how often a page had been loaded when it was killed
 * @returns whether the engine was silent
 */
export async function comesBack(victim: Victim, loads: number, tally: Tally): Promise<boolean> {
  await victim.loaded(loads + 1);
  const isSilent = !(await victim.evaluate(ANSWERS));
  if (isSilent) {
    await victim.loaded(loads + 2);
    tally.saw('the engine did not answer the page, which was loaded once more by itself');
  } else tally.saw('the page came back by itself');
  return isSilent;
}

/** A page whose process is killed, and a new one that asks for the history just when the engine closes what it had open for the old one. */
export function tortureByClosing(order: Order, times: number): Promise<void> {
  return inChamber(order, 'closing', async ({ open, random }) => {
    order.report.begin('closing', times);
    const tally = order.report.tally(
      '`kill -9` of the process of the page, the next one asking just when the engine closes',
    );
    let filed = 0;
    for (let time = 0; time < times; time++) {
      const victim = await open();
      victim.file(filed, FOR_EVER);
      await acknowledgedAtLeast(victim, filed + 1);
      await victim.aim(CLOSES_AFTER_MS + random.between(-BEFORE_MS, AFTER_MS));
      await victim.kill('window');
      const { acknowledged } = victim;
      await comesBack(victim, 1, tally);
      await victim.prepare();
      filed = await countAnswers(victim, { before: filed, acknowledged }, filed, tally);
      await victim.kill('app');
      tally.tried();
    }
  });
}
