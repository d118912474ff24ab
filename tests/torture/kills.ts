import { Tally, type Row } from './report';
import { acknowledgedAtLeast, chance, countAnswers, FOR_EVER, inChamber } from './world';

/** The blow falls within this time (ms) after the first answer of a round was acknowledged. */
const LATEST_BLOW_MS = 400;
/** So many answers back are compared text by text after each blow; at the end all are. */
const TEXTS_BACK = 240;

/**
 * Kills processes of the app while answers are being saved, on one history that grows: each round the page's own process, then the one that draws,
 * then the app, by turns all at once or the main process alone.
 * @param blows how many processes are killed in all
 */
export function tortureByKills(executable: string, seed: string, blows: number): Promise<Row[]> {
  return inChamber(executable, `kills ${seed}`, async ({ open, random }) => {
    const tallies = { app: new Tally(), main: new Tally(), window: new Tally(), gpu: new Tally() };
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
        tallies.window.tried();
        const { acknowledged } = victim;
        await victim.loaded(2);
        await victim.prepare();
        filed = await count(tallies.window, filed, acknowledged);
        tallies.window.saw('the page came back by itself');
      }
      if (struck >= blows) break;

      await filing();
      const atDrawing = (await victim.kill('gpu')) ? victim.acknowledged : undefined;
      if (atDrawing !== undefined) {
        struck += 1;
        tallies.gpu.tried();
        await acknowledgedAtLeast(victim, atDrawing + 1);
        tallies.gpu.saw('saving went on');
        await chance(random.between(0, LATEST_BLOW_MS));
      }

      const last = round % 2 === 0 ? 'app' : 'main';
      await victim.kill(last);
      struck += 1;
      tallies[last].tried();
      const { acknowledged } = victim;
      victim = await open();
      if (atDrawing !== undefined) await count(tallies.gpu, filed, atDrawing);
      filed = await count(tallies[last], atDrawing ?? filed, acknowledged);
      tallies[last].saw('opened again');
    }
    // At the end every text that was ever acknowledged is compared.
    await countAnswers(victim, { before: filed, acknowledged: filed }, 0, tallies.app);
    await victim.close();
    return [
      tallies.app.row('`kill -9` of every process at once, while answers were being saved'),
      tallies.main.row('`kill -9` of the main process alone'),
      tallies.window.row('`kill -9` of the process of the page'),
      tallies.gpu.row('`kill -9` of the process that draws'),
    ];
  });
}
