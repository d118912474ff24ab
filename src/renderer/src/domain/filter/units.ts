import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../durations';

/** Letters after an amount, in any case; `k` is short for `kB`, as AWS's own pages write `Ki` and `K` for what they mean. */
const BYTE_UNITS: ReadonlyMap<string, number> = new Map([
  ['b', 1],
  ['byte', 1],
  ['bytes', 1],
  ...['k', 'm', 'g', 't', 'p', 'e'].flatMap((letter, power): [string, number][] => [
    [letter, 1000 ** (power + 1)],
    [`${letter}b`, 1000 ** (power + 1)],
    [`${letter}i`, 1024 ** (power + 1)],
    [`${letter}ib`, 1024 ** (power + 1)],
  ]),
]);

/** Bytes in a unit of size: `GiB`, `GB`, `bytes`, in any letter case; undefined for any other word. */
export function byteUnit(word: string): number | undefined {
  return BYTE_UNITS.get(word.toLowerCase());
}

const WEEK_MS = 7 * DAY_MS;

const TIME_UNITS: ReadonlyMap<string, number> = new Map(
  (
    [
      [1, ['ms']],
      [SECOND_MS, ['s', 'sec', 'secs', 'second', 'seconds']],
      [MINUTE_MS, ['m', 'min', 'mins', 'minute', 'minutes']],
      [HOUR_MS, ['h', 'hr', 'hrs', 'hour', 'hours']],
      [DAY_MS, ['d', 'day', 'days']],
      [WEEK_MS, ['w', 'week', 'weeks']],
    ] as const
  ).flatMap(([ms, names]) => names.map((name): [string, number] => [name, ms])),
);

/** Whether a word is a unit of time: `h`, `minutes`. */
export function isTimeUnit(word: string): boolean {
  return TIME_UNITS.has(word.toLowerCase());
}

/** Milliseconds of a typed length of time, such as `90m` and `2 h 14 m`, and of its smallest unit; undefined if it is none. */
export function spanOf(text: string): { readonly ms: number; readonly unit: number } | undefined {
  if (!/^(\d+(\.\d+)?\s*[a-z]+\s*)+$/i.test(text)) return undefined;
  let ms = 0;
  let unit = Infinity;
  for (const [, digits = '', name = ''] of text.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)/gi)) {
    const size = TIME_UNITS.get(name.toLowerCase());
    if (size === undefined) return undefined;
    ms += Number(digits) * size;
    unit = Math.min(unit, size);
  }
  return Number.isFinite(ms) ? { ms: Math.round(ms), unit } : undefined;
}
