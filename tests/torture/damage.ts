import { cp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { engineFolder } from './power-cuts';
import { Tally, type Row } from './report';
import type { Victim } from './victim';
import { inChamber } from './world';

/** Enough for the engine to have merged some into tables: its log holds four megabytes. */
const ANSWERS = 2400;
/** Answers in one write: the most that lie in one place of the log. A place in a table holds fewer. */
const PAGE = 24;
/** Writes that one damaged byte may cost: twenty-eight answers were lost once, more than one write holds. */
const PAGES_LOST = 2;

const KINDS = [
  { name: 'log', file: /\.log$/ },
  { name: 'table', file: /\.ldb$/ },
  { name: 'manifest', file: /^MANIFEST-/ },
  { name: 'CURRENT', file: /^CURRENT$/ },
] as const;

/** What the window says of a history that does not open, once it does; `nothing` if it does not in half a minute. */
const ALERT_CODE = `new Promise((resolve) => {
  setTimeout(() => resolve('nothing'), 30000);
  const look = () => {
    const alert = document.querySelector('[role="alert"][data-error-code]');
    if (alert === null) requestAnimationFrame(look);
    else resolve(alert.dataset.errorCode);
  };
  look();
})`;

/** Presses a button of the window as soon as there is one of that name that can be pressed. */
const press = (victim: Victim, name: string): Promise<unknown> =>
  victim.evaluate(`new Promise((resolve) => {
    const look = () => {
      const button = [...document.querySelectorAll('button')].find(
        (one) => one.textContent.trim() === ${JSON.stringify(name)} && !one.disabled,
      );
      if (button === undefined) requestAnimationFrame(look);
      else resolve(button.click());
    };
    look();
  })`);

/**
 * Changes one byte somewhere in one of the engine's files and starts the app. It must open, or say plainly that it does not; then what is offered is done: by
 * turns the newest copy restored, and where there is none what can be read of the files.
 * @param times how many bytes are tried for each kind of file
 */
export function tortureByDamage(executable: string, seed: string, times: number): Promise<Row[]> {
  return inChamber(executable, `damage ${seed}`, async ({ home, open, random }) => {
    const victim = await open();
    await victim.evaluate(`answerFiler.fill(${ANSWERS}, ${PAGE})`);
    await victim.evaluate('answerFiler.copy()');
    await victim.close();
    const rows: Row[] = [];
    for (const { name, file } of KINDS) {
      const tallies = { withCopy: new Tally(), filesAlone: new Tally() };
      let alone = 0;
      for (let time = 0; time < times; time++) {
        const withCopy = time % 2 === 0;
        const tally = withCopy ? tallies.withCopy : tallies.filesAlone;
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
        tally.tried();
        if (!withCopy) alone += 1;

        const other = await open({ userData: copy });
        const first = await other.found(0);
        if ('failure' in first) await mend(other, withCopy, tally, first.failure.detail);
        else tally.saw(first.texts.length === ANSWERS ? 'opened, all there' : 'opened, some rows gone');
        const found = 'failure' in first ? await other.found(0) : first;
        if ('failure' in found) tally.fault(`byte ${at} of ${path.basename(target)}: ${found.failure.detail}`);
        else if (found.doubled > 0) tally.fault(`${found.doubled} answers are there twice`);
        tally.counted(ANSWERS, 'failure' in found ? 0 : new Set(found.texts).size);
        await other.close();
      }
      rows.push(tallies.withCopy.row(`one byte changed in the engine’s ${name}; the newest copy restored`));
      if (alone > 0)
        rows.push({
          ...tallies.filesAlone.row(`one byte changed in the engine’s ${name}, and no copy there; the files read`),
          bound: alone * PAGES_LOST * PAGE,
        });
    }
    return rows;
  });
}

/** Does what the window offers: a new history, and into it the newest copy, or what can be read of the files. */
async function mend(victim: Victim, withCopy: boolean, tally: Tally, detail: string): Promise<void> {
  let code = String(await victim.evaluate(ALERT_CODE));
  const said = [code];
  if (code === 'closed') {
    await press(victim, 'Open it again');
    await victim.evaluate(`new Promise((resolve) => {
      const look = () => (document.querySelector('main.trouble') ? resolve() : requestAnimationFrame(look));
      look();
    })`);
    code = String(await victim.evaluate(ALERT_CODE));
    said.push(code);
  }
  tally.saw(`the window said ${said.join(', then ')}`);
  if (code === 'nothing') tally.fault(`nothing was said of ${detail}`);
  if (withCopy) {
    await press(victim, 'Restore the copy');
    await press(victim, 'Restore');
  } else {
    await press(victim, 'Read the files');
    await press(victim, 'Restore what can be read');
  }
  await press(victim, 'Done');
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
