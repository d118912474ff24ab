import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { engineFolder } from './power-cuts';
import { beginMending } from './window';
import { chance, countAll, inChamber, type Order } from './world';

const ANSWERS = 2400;
/** The blow falls within this time (ms) after what can be read of the files has begun to be joined. */
const LATEST_BLOW_MS = 2500;

/**
 * Damages the engine's manifest, which costs no row, and kills the app while it puts the history together again out of the files. Then they are read once
 * more: everything must be there, and nothing twice.
 */
export function tortureByMending(order: Order, times: number): Promise<void> {
  return inChamber(order, 'mending', async ({ home, open, random }) => {
    order.report.begin('mending', times);
    const tally = order.report.tally('`kill -9` while a damaged history is put together again');
    const victim = await open();
    await victim.evaluate(`answerFiler.fill(${ANSWERS})`);
    await victim.close();
    for (let time = 0; time < times; time++) {
      const userData = path.join(home.home, `mending-${time}`);
      await cp(home.userData, userData, { recursive: true, filter: (file) => !/Singleton|Kept history/.test(file) });
      await damageManifest(await engineFolder(userData));
      const struck = await open({ userData });
      const first = await struck.found(0);
      if (!('failure' in first)) throw new Error('A history without its manifest was opened.');
      await beginMending(struck, false, tally, first.failure.detail);
      await chance(random.between(0, LATEST_BLOW_MS));
      await struck.kill('app');

      const again = await open({ userData });
      const found = await again.found(0);
      const there = 'failure' in found ? 0 : found.texts.length;
      tally.saw(there === 0 ? 'nothing joined yet' : there === ANSWERS ? 'all joined' : 'a part joined');
      await again.evaluate('answerFiler.readKept()');
      await countAll(again, ANSWERS, tally);
      await again.close();
      tally.tried();
    }
  });
}

/** Changes the first byte: the sum of its first record is not right any more. */
async function damageManifest(folder: string): Promise<void> {
  const name = (await readdir(folder)).find((one) => one.startsWith('MANIFEST-'));
  if (name === undefined) throw new Error(`There is no manifest in ${folder}.`);
  const file = path.join(folder, name);
  const bytes = await readFile(file);
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  await writeFile(file, bytes);
}
