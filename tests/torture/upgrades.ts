import { cp } from 'node:fs/promises';
import path from 'node:path';
import { chance, countAnswers, inChamber, type Order } from './world';

const ANSWERS = 1600;
/** The blow falls within this time (ms) after the window has loaded, which is when the upgrade begins. */
const LATEST_BLOW_MS = 600;

/** Kills the app in the midst of an upgrade that copies the history and rewrites its rows, and starts it again. */
export function tortureByUpgrades(order: Order, times: number): Promise<void> {
  return inChamber(order, 'upgrades', async ({ home, start, open, random }) => {
    order.report.begin('upgrades', times);
    const tally = order.report.tally('`kill -9` in the midst of an upgrade');
    const victim = await open();
    await victim.evaluate(`answerFiler.fill(${ANSWERS})`);
    await victim.evaluate('answerFiler.goBackToVersion4()');
    await victim.close();
    for (let time = 0; time < times; time++) {
      const userData = path.join(home.home, `upgrade-${time}`);
      await cp(home.userData, userData, { recursive: true, filter: (file) => !/Singleton|Kept history/.test(file) });
      const struck = start({ userData });
      await struck.loaded(1);
      await chance(random.between(0, LATEST_BLOW_MS));
      await struck.kill('app');
      const again = await open({ userData });
      await countAnswers(again, { before: 0, acknowledged: ANSWERS }, 0, tally);
      await again.close();
      tally.saw('opened, upgraded');
      tally.tried();
    }
  });
}
