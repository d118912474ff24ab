import { cp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SIGHTINGS_OF_A_JOB } from '../support/numbered-answers';
import { engineFolder } from './power-cuts';
import type { Tally } from './report';
import type { Victim } from './victim';
import { beginMending, press } from './window';
import { inChamber, type Order } from './world';

/** Enough for the engine to have merged some into tables: its log holds four megabytes. */
const ANSWERS = 2400;
/** Answers in one write. */
const PAGE = 24;
/**
 * Rows in one place that is read or lost as a whole: a record of the log holds one, for the engine makes a record of each row as long as these; a block of a table
 * three. With the row of a job all its answers are lost, for it tells when they came.
 */
const KINDS = [
  { name: 'log', file: /\.log$/, rowsLost: 1 },
  { name: 'table', file: /\.ldb$/, rowsLost: 3 },
  { name: 'manifest', file: /^MANIFEST-/, rowsLost: 0 },
  { name: 'CURRENT', file: /^CURRENT$/, rowsLost: 0 },
] as const;

/**
 * Changes one byte somewhere in one of the engine's files, by turns of their kinds, and starts the app. It must open, or say plainly that it does not; then what is offered is done: by
 * turns the newest copy restored, and where there is none what can be read of the files.
 * @param times how many bytes are tried for each kind of file
 */
export function tortureByDamage(order: Order, times: number): Promise<void> {
  return inChamber(order, 'damage', async ({ home, open, random }) => {
    const { report } = order;
    report.begin('damage', times * KINDS.length);
    const victim = await open();
    await victim.evaluate(`answerFiler.fill(${ANSWERS}, ${PAGE})`);
    await victim.evaluate('answerFiler.copy()');
    await victim.close();
    const tallies = KINDS.map(({ name }) => {
      const what = `one byte changed in the engine’s ${name}`;
      return {
        restored: report.tally(`${what}; the newest copy restored`),
        read: report.tally(`${what}, and no copy there; the files read`),
      };
    });
    for (let time = 0; time < times; time++) {
      for (const [kind, { name, file, rowsLost }] of KINDS.entries()) {
        const withCopy = time % 2 === 0;
        const tally = tallies[kind]![withCopy ? 'restored' : 'read'];
        const copy = path.join(home.home, `${name}-${time}`);
        const left = withCopy ? /Singleton|Kept history/ : /Singleton|Kept history|\.copytrail$/;
        await cp(home.userData, copy, { recursive: true, filter: (one) => !left.test(one) });
        const folder = await engineFolder(copy);
        const choice = await filesThatFit(folder, file);
        const target = choice[Math.floor(random.between(0, choice.length))];
        if (target === undefined) continue;
        const bytes = await readFile(target);
        const at = Math.floor(random.between(0, bytes.length));
        bytes[at] = (bytes[at] ?? 0) ^ Math.floor(random.between(1, 256));
        await writeFile(target, bytes);

        const other = await open({ userData: copy });
        const first = await other.found(0);
        if ('failure' in first) await mend(other, withCopy, tally, first.failure.detail);
        else tally.saw(first.texts.length === ANSWERS ? 'opened, all there' : 'opened, some rows gone');
        const found = 'failure' in first ? await other.found(0) : first;
        if ('failure' in found) tally.fault(`byte ${at} of ${path.basename(target)}: ${found.failure.detail}`);
        else if (found.doubled > 0) tally.fault(`${found.doubled} answers are there twice`);
        tally.counted(ANSWERS, 'failure' in found ? 0 : new Set(found.texts).size);
        if (!withCopy) tally.mayLose(rowsLost * SIGHTINGS_OF_A_JOB);
        await other.close();
        tally.tried();
      }
    }
  });
}

/** Does what the window offers: a new history, and into it the newest copy, or what can be read of the files. */
async function mend(victim: Victim, withCopy: boolean, tally: Tally, detail: string): Promise<void> {
  if (await beginMending(victim, withCopy, tally, detail)) await press(victim, 'Done');
  await victim.evaluate('answerFiler.again()');
}

async function filesThatFit(folder: string, fits: RegExp): Promise<string[]> {
  const found: string[] = [];
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name);
    if (fits.test(name) && (await stat(file)).size > 0) found.push(file);
  }
  return found;
}
