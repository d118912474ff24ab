import { comesBack } from './page-deaths';
import type { Tally } from './report';
import { acknowledgedAtLeast, chance, countAnswers, FOR_EVER, inChamber, type Order } from './world';

/** The blow falls within this time (ms) after the first answer of a round was acknowledged. */
const LATEST_BLOW_MS = 400;
/** So many answers back are compared text by text after each blow; at the end all are. */
const TEXTS_BACK = 240;

/**
 * Kills processes of the app while answers are being saved, on one history that grows: each round the page's own process, then the one that draws,
 * then the app, by turns all at once or the main process alone.
 * @param blows how many processes are killed in all
 */
export function tortureByKills(order: Order, blows: number): Promise<void> {
  return inChamber(order, 'kills', async ({ open, random }) => {
    const { report } = order;
    report.begin('kills', blows);
    const tallies = {
      app: report.tally('`kill -9` of every process at once, while answers were being saved'),
      main: report.tally('`kill -9` of the main process alone'),
      window: report.tally('`kill -9` of the process of the page'),
      gpu: report.tally('`kill -9` of the process that draws'),
    };
    let filed = 0;
    let struck = 0;
    let victim = await open();
    const filing = async (): Promise<void> => {
      victim.file(filed, FOR_EVER);
      await acknowledgedAtLeast(victim, filed + 1);
      await chance(random.between(0, LATEST_BLOW_MS));
    };
    const count = (tally: Tally, before: number, acknowledged: number): Promise<number> =>
      countAnswers(victim, { before, acknowledged }, Math.max(0, before - TEXTS_BACK), tally);

    for (let round = 0; struck < blows; round++) {
      await filing();
      if (await victim.kill('window')) {
        struck += 1;
        const { acknowledged } = victim;
        await comesBack(victim, 1, tallies.window);
        await victim.prepare();
        filed = await count(tallies.window, filed, acknowledged);
        tallies.window.tried();
      }
      if (struck >= blows) break;

      await filing();
      const atDrawing = (await victim.kill('gpu')) ? victim.acknowledged : undefined;
      if (atDrawing !== undefined) {
        struck += 1;
        await acknowledgedAtLeast(victim, atDrawing + 1);
        tallies.gpu.saw('saving went on');
        await chance(random.between(0, LATEST_BLOW_MS));
      }

      const last = round % 2 === 0 ? 'app' : 'main';
      await victim.kill(last);
      struck += 1;
      const { acknowledged } = victim;
      victim = await open();
      if (atDrawing !== undefined) {
        await count(tallies.gpu, filed, atDrawing);
        tallies.gpu.tried();
      }
      filed = await count(tallies[last], atDrawing ?? filed, acknowledged);
      tallies[last].saw('opened again');
      tallies[last].tried();
    }
    // At the end every text that was ever acknowledged is compared.
    await countAnswers(victim, { before: filed, acknowledged: filed }, 0, tallies.app);
    await victim.close();
  });
}
