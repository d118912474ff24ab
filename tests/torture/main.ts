import { tortureByDamage } from './damage';
import { tortureByFullDisk, tortureByFullUpgrade, tortureByReadOnlyHome } from './full-disk';
import { tortureByKills } from './kills';
import { tortureByClock, tortureByNewerVersion, tortureBySleep, tortureByTwoStarts } from './odd-moments';
import { tortureByMending } from './mending';
import { tortureByClosing } from './page-deaths';
import { tortureByPowerCuts } from './power-cuts';
import { figure, Report, survived, tableOf, type Progress } from './report';
import { tortureByThinning } from './thinning';
import { tortureByUpgrades } from './upgrades';
import type { Order } from './world';

interface Part {
  readonly torture: (order: Order, times: number) => Promise<void>;
  /** How often in the long form. */
  readonly times: number;
}

/** Everything that is done to the app, by the name it is called with. */
const PARTS = {
  kills: { torture: tortureByKills, times: 200 },
  closing: { torture: tortureByClosing, times: 20 },
  power: { torture: tortureByPowerCuts, times: 20 },
  disk: { torture: tortureByFullDisk, times: 3 },
  'disk-upgrade': { torture: tortureByFullUpgrade, times: 1 },
  'read-only': { torture: tortureByReadOnlyHome, times: 1 },
  'two-starts': { torture: tortureByTwoStarts, times: 5 },
  clock: { torture: tortureByClock, times: 1 },
  sleep: { torture: tortureBySleep, times: 10 },
  damage: { torture: tortureByDamage, times: 10 },
  newer: { torture: tortureByNewerVersion, times: 1 },
  upgrades: { torture: tortureByUpgrades, times: 10 },
  thinning: { torture: tortureByThinning, times: 20 },
  mending: { torture: tortureByMending, times: 10 },
} as const satisfies Record<string, Part>;

type PartName = keyof typeof PARTS;

export interface TortureOptions {
  readonly parts: readonly PartName[];
  /** Two runs with the same seed strike at the same moments. */
  readonly seed: string;
  /** How often each thing is done; undefined: as often as the long form does it. */
  readonly times: number | undefined;
}

/**
 * Reads the words of the command line: names of parts (none means all), `--seed=WORD` and `--times=NUMBER`.
 * @throws {Error} if a word means nothing
 */
export function readOptions(words: readonly string[]): TortureOptions {
  const parts: PartName[] = [];
  let seed = new Date().toISOString();
  let times: number | undefined;
  for (const word of words) {
    if (word.startsWith('--seed=')) seed = word.slice('--seed='.length);
    else if (/^--times=[1-9]\d*$/.test(word)) times = Number(word.slice('--times='.length));
    else if (word in PARTS) parts.push(word as PartName);
    else
      throw new Error(
        `"${word}" means nothing here. Parts: ${Object.keys(PARTS).join(', ')}; --seed=WORD; --times=NUMBER`,
      );
  }
  return { parts: parts.length === 0 ? (Object.keys(PARTS) as PartName[]) : parts, seed, times };
}

/**
 * Tortures the built app and prints what became of what it had acknowledged as saved: a line on stderr after each try, and a table at the end, also
 * if SIGINT or SIGTERM puts an end to it, or a part cannot go on (the others are still done).
 * @param executable absolute path of Electron
 * @returns whether everything was tried, nothing was lost and everything held
 */
export async function run(executable: string, { parts, seed, times }: TortureOptions): Promise<boolean> {
  const began = performance.now();
  const elapsed = (): string => lasted(performance.now() - began);
  const ending = new AbortController();
  const end = (): void => {
    ending.abort();
  };
  process.on('SIGINT', end).on('SIGTERM', end);
  const report = new Report((progress) => {
    console.error(`${elapsed()}  ${inWords(progress)}`);
  });
  const failed: string[] = [];
  console.log(`Seed: ${seed}`);
  for (const part of parts) {
    const { torture, times: usual } = PARTS[part];
    try {
      ending.signal.throwIfAborted();
      await torture({ executable, seed, report, signal: ending.signal }, times ?? usual);
    } catch (problem) {
      if (ending.signal.aborted) break;
      const words = `${part} could not go on: ${problem instanceof Error ? problem.message : String(problem)}`;
      console.error(`${elapsed()}  ${words}`);
      failed.push(words);
    }
  }
  process.off('SIGINT', end).off('SIGTERM', end);
  const rows = report.rows.filter(({ tries }) => tries > 0);
  for (const { what, faults } of rows) for (const fault of faults) failed.push(`${what}: ${fault}`);
  console.log(`\n${tableOf(rows)}\n`);
  console.log(`Seed ${seed}, ${new Date().toISOString().slice(0, 10)}, ${elapsed()}.`);
  for (const line of failed) console.log(line);
  const lost = rows.filter((row) => !survived(row));
  if (lost.length > 0) console.log(`Not survived: ${lost.map(({ what }) => what).join('; ')}`);
  else console.log(failed.length > 0 ? 'Nothing was lost of what was counted.' : 'Nothing was lost.');
  if (ending.signal.aborted) console.log('Ended early: what was done until then is above.');
  return lost.length === 0 && failed.length === 0 && !ending.signal.aborted;
}

function inWords({ part, tries, of, acknowledged, lost }: Progress): string {
  const counts = `${figure(acknowledged)} acknowledged, ${lost === 0 ? 'none' : figure(lost)} lost`;
  return `${part} ${tries} of ${of}: ${counts}`;
}

/** Minutes and seconds. */
function lasted(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}
