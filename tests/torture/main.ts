import { tortureByDamage } from './damage';
import { tortureByFullDisk, tortureByFullUpgrade, tortureByReadOnlyHome } from './full-disk';
import { tortureByKills } from './kills';
import { tortureByClock, tortureByNewerVersion, tortureBySleep, tortureByTwoStarts } from './odd-moments';
import { tortureByPowerCuts } from './power-cuts';
import { survived, tableOf, type Row } from './report';
import { tortureByUpgrades } from './upgrades';

interface Part {
  readonly torture: (executable: string, seed: string, times: number) => Promise<Row[]>;
  /** How often in the long form. */
  readonly times: number;
}

/** Everything that is done to the app, by the name it is called with. */
const PARTS = {
  kills: { torture: tortureByKills, times: 200 },
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
 * Tortures the built app and prints what became of what it had acknowledged as saved.
 * @param executable absolute path of Electron
 * @returns whether nothing was lost and everything held
 */
export async function run(executable: string, { parts, seed, times }: TortureOptions): Promise<boolean> {
  console.log(`Seed: ${seed}`);
  const rows: Row[] = [];
  for (const part of parts) {
    const { torture, times: usual } = PARTS[part];
    const began = performance.now();
    const made = await torture(executable, seed, times ?? usual);
    rows.push(...made);
    console.log(`${part}: ${((performance.now() - began) / 1000).toFixed(0)} s`);
    for (const { what, faults } of made) for (const fault of faults) console.log(`  ${what}: ${fault}`);
  }
  console.log(`\n${tableOf(rows)}`);
  const lost = rows.filter((row) => !survived(row));
  console.log(lost.length === 0 ? '\nNothing was lost.' : `\nNot survived: ${lost.map(({ what }) => what).join('; ')}`);
  return lost.length === 0;
}
