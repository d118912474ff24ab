import path from 'node:path';

/** What can be measured, in the order in which it is. */
export const PARTS = [
  'lookup',
  'start',
  'memory',
  'sync',
  'describe',
  'open',
  'disk',
  'find',
  'scroll',
  'past',
  'sets',
  'matrix',
  'smooth',
  'diff',
] as const;
export type Part = (typeof PARTS)[number];

export interface BenchOptions {
  /** How often each rival is measured. */
  readonly rounds: number;
  /** Absolute path of the file that gets every single figure. */
  readonly jsonFile: string | undefined;
  readonly parts: readonly Part[];
  /** Whether `open`, `disk`, `find`, `past` and `sets` are measured on a history of a million jobs, too; making it takes minutes. */
  readonly million: boolean;
}

/** Enough for a steady median, few enough for a coffee. */
const STANDARD_ROUNDS = 15;
const MOST_ROUNDS = 1000;

export const USAGE = `usage: npm run bench -- [--rounds N] [--json FILE] [--only ${PARTS.join(',')}] [--million]`;

/**
 * Reads the words after `npm run bench --`; each option as `--name value` or `--name=value`.
 * @throws {Error} with the usage, on anything it does not know
 */
export function readOptions(words: readonly string[]): BenchOptions {
  let options: BenchOptions = {
    rounds: STANDARD_ROUNDS,
    jsonFile: undefined,
    parts: PARTS,
    million: words.includes('--million'),
  };
  const rest = words
    .filter((word) => word !== '--million')
    .flatMap((word) => (/^--\w+=/.test(word) ? splitOnce(word) : [word]));
  for (let i = 0; i < rest.length; i += 2) {
    const value = rest[i + 1];
    if (value === undefined || value === '') throw new Error(`${rest[i] ?? ''} lacks a value.\n${USAGE}`);
    options = { ...options, ...readOption(rest[i] ?? '', value) };
  }
  return options;
}

function splitOnce(word: string): [name: string, value: string] {
  const at = word.indexOf('=');
  return [word.slice(0, at), word.slice(at + 1)];
}

function readOption(name: string, value: string): Partial<BenchOptions> {
  switch (name) {
    case '--rounds': {
      const rounds = Number(value);
      if (Number.isInteger(rounds) && rounds >= 1 && rounds <= MOST_ROUNDS) return { rounds };
      throw new Error(`--rounds takes a whole number from 1 to ${MOST_ROUNDS}, not "${value}".\n${USAGE}`);
    }
    case '--json':
      return { jsonFile: path.resolve(value) };
    case '--only': {
      const wanted = value.split(',');
      const unknown = wanted.find((part) => !PARTS.some((known) => known === part));
      if (unknown !== undefined) throw new Error(`--only knows no "${unknown}".\n${USAGE}`);
      return { parts: PARTS.filter((part) => wanted.includes(part)) };
    }
    default:
      throw new Error(`There is no option ${name}.\n${USAGE}`);
  }
}
