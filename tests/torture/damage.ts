import { cp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { engineFolder } from './power-cuts';
import { Tally, type Row } from './report';
import { inChamber } from './world';

/** Enough for the engine to have merged some into tables: its log holds four megabytes. */
const ANSWERS = 2400;

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

/**
 * Changes one byte somewhere in one of the engine's files and starts the app. It must open, or say plainly that it does not; and every file as it
 * was must still be somewhere in the data folder.
 * @param times how many bytes are tried for each kind of file
 */
export function tortureByDamage(executable: string, seed: string, times: number): Promise<Row[]> {
  return inChamber(executable, `damage ${seed}`, async ({ home, open, random }) => {
    const victim = await open();
    await victim.evaluate(`answerFiler.fill(${ANSWERS})`);
    await victim.close();
    const rows: Row[] = [];
    for (const { name, file } of KINDS) {
      const tally = new Tally();
      for (let time = 0; time < times; time++) {
        const copy = path.join(home.home, `${name}-${time}`);
        await cp(home.userData, copy, { recursive: true, filter: (one) => !/Singleton|Kept history/.test(one) });
        const folder = await engineFolder(copy);
        const choice = await filesThatFit(folder, file);
        const target = choice[Math.floor(random.between(0, choice.length))];
        if (target === undefined) continue;
        const bytes = await readFile(target);
        const at = Math.floor(random.between(0, bytes.length));
        bytes[at] = (bytes[at] ?? 0) ^ Math.floor(random.between(1, 256));
        await writeFile(target, bytes);
        const before = await holdersOf(folder);
        tally.tried();

        const other = await open({ userData: copy });
        const found = await other.found(0);
        if ('failure' in found) {
          const code = String(await other.evaluate(ALERT_CODE));
          tally.saw(`the window said ${code}`);
          if (code === 'nothing') tally.fault(`nothing was said of ${found.failure.detail}`);
        } else tally.saw(found.texts.length === ANSWERS ? 'opened, all there' : 'opened, some rows gone');
        await other.close();
        if (!('failure' in found)) {
          tally.counted(ANSWERS, found.texts.length);
          continue;
        }
        // Nothing that held answers may be gone from the disk.
        const missing = await missingFrom(copy, before);
        tally.counted(ANSWERS, missing.length === 0 ? ANSWERS : 0);
        if (missing.length > 0)
          tally.fault(`byte ${at} of ${path.basename(target)}: gone from the disk: ${missing.join(', ')}`);
      }
      rows.push(tally.row(`one byte changed in the engine’s ${name}`));
    }
    return rows;
  });
}

async function filesThatFit(folder: string, fits: RegExp): Promise<string[]> {
  const found: string[] = [];
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name);
    if (fits.test(name) && (await stat(file)).size > 0) found.push(file);
  }
  return found;
}

/** The files that hold answers, by name. */
async function holdersOf(folder: string): Promise<Map<string, Buffer>> {
  const files = (await readdir(folder)).filter((name) => /\.(?:log|ldb)$/.test(name));
  return new Map(
    await Promise.all(files.map(async (name) => [name, await readFile(path.join(folder, name))] as const)),
  );
}

/** Names of files that are nowhere below a folder any more. What was appended to one since does not count. */
async function missingFrom(folder: string, files: ReadonlyMap<string, Buffer>): Promise<string[]> {
  const all = (await readdir(folder, { recursive: true })).filter((file) => files.has(path.basename(file)));
  const missing = new Set(files.keys());
  for (const file of all) {
    const name = path.basename(file);
    const before = files.get(name);
    const now = await readFile(path.join(folder, file));
    if (before !== undefined && now.subarray(0, before.length).equals(before)) missing.delete(name);
  }
  return [...missing];
}
