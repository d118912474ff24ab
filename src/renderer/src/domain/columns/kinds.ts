import type { ColumnKind } from './types';

/**
 * How values compare: `text` by letters, `name` by letters with spaces, dashes and underlines left out (AWS writes some names in
 * two ways), `number` by size, `flag` yes or no, `any` for members we know nothing of: by size or letters, as they come.
 */
export type Comparison = 'text' | 'name' | 'number' | 'flag' | 'any';

export interface KindTraits {
  readonly comparison: Comparison;
  /** What stands in a cell without a value. */
  readonly empty: string;
  /** Pixels at first, in the compact grid: wide enough for usual values. */
  readonly width: number;
  readonly align: 'start' | 'end';
  /** What can be typed, for help and problems. */
  readonly expects: string;
}

const NARROW = 90;
const MEDIUM = 140;
const WIDE = 220;
const FULL = 320;

const text = (width: number, empty = 'none', expects = 'any text'): KindTraits => ({
  comparison: 'text',
  empty,
  width,
  align: 'start',
  expects,
});
const name = (width: number, empty: string, expects: string): KindTraits => ({
  comparison: 'name',
  empty,
  width,
  align: 'start',
  expects,
});
const number = (width: number, empty: string, expects: string): KindTraits => ({
  comparison: 'number',
  empty,
  width,
  align: 'end',
  expects,
});

const DURATION_EXPECTED = 'a duration such as 90m, 2h or "2 h 14 m"';

/** What is true of all columns of a kind. */
export const KIND_TRAITS: Readonly<Record<ColumnKind, KindTraits>> = {
  account: text(MEDIUM, 'not reported', 'an account number'),
  age: number(NARROW, 'no date', DURATION_EXPECTED),
  arn: text(FULL, 'none', 'an ARN or a part of one'),
  bytes: number(NARROW, 'no size', 'a size such as 1.5GiB, 200GB or plain bytes'),
  category: name(MEDIUM, 'none', 'a message category such as ACCESS_DENIED'),
  count: number(NARROW, 'no count', 'a number'),
  cron: text(MEDIUM),
  days: number(NARROW, 'not set', 'a number of days, or never'),
  duration: number(NARROW, 'no duration', DURATION_EXPECTED),
  flag: { comparison: 'flag', empty: 'not said', width: NARROW, align: 'start', expects: 'yes or no' },
  id: text(WIDE, 'none', 'an id or a part of one'),
  instant: {
    ...number(WIDE, 'no date', 'a date such as 2026-11-02, 2026-11-02T10:00, -7d, today or "last night"'),
    align: 'start',
  },
  outcome: name(MEDIUM, 'none', 'an outcome'),
  rate: number(NARROW, 'unknown', 'a rate such as 50MB/s, or plain bytes per second'),
  region: text(MEDIUM, 'not reported', 'a Region such as eu-central-1'),
  state: name(NARROW, 'no state', 'a state such as FAILED'),
  text: text(WIDE),
  timezone: text(MEDIUM),
  type: name(MEDIUM, 'not reported', 'a type'),
  unknown: { comparison: 'any', empty: 'not sent', width: MEDIUM, align: 'start', expects: 'a text or a number' },
  vault: text(MEDIUM, 'not reported', 'the name of a vault'),
};

/** See {@link Comparison}. */
export function comparisonOf(kind: ColumnKind): Comparison {
  return KIND_TRAITS[kind].comparison;
}
