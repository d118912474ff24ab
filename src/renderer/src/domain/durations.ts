import { formatBytes } from './bytes';

export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

const UNITS = [
  { ms: DAY_MS, name: 'd' },
  { ms: HOUR_MS, name: 'h' },
  { ms: MINUTE_MS, name: 'm' },
  { ms: SECOND_MS, name: 's' },
] as const;

/** A length of time in at most two neighbouring units, rounded down: `3 d 2 h`, `30 m 32 s`, `16 s`, `380 ms`. */
export function formatDuration(ms: number): string {
  if (ms < 0) return `−${formatDuration(-ms)}`;
  if (ms < SECOND_MS) return ms === 0 ? '0 s' : `${Math.floor(ms)} ms`;
  const first = UNITS.findIndex((unit) => ms >= unit.ms);
  const big = UNITS[first] ?? UNITS[3];
  const count = Math.floor(ms / big.ms);
  const small = UNITS[first + 1];
  const rest = small ? Math.floor((ms - count * big.ms) / small.ms) : 0;
  return small && rest > 0 ? `${count} ${big.name} ${rest} ${small.name}` : `${count} ${big.name}`;
}

/** The same, rounded up: what is said to be an upper bound must not be less than it is. */
export function formatDurationUp(ms: number): string {
  const big = UNITS.findIndex((unit) => ms >= unit.ms);
  const shown = big < 0 ? 1 : (UNITS[big + 1] ?? UNITS[3]).ms;
  return formatDuration(Math.ceil(ms / shown) * shown);
}

/** A difference of two instants with its sign: `+2 h 14 m`, `−16 s`, `±0 s`. */
export function formatDurationDelta(ms: number): string {
  if (ms === 0) return '±0 s';
  return ms > 0 ? `+${formatDuration(ms)}` : formatDuration(ms);
}

/**
 * Size over time, `58.6 MB/s`. Nominal: AWS Backup's size is often not what was sent, and the time includes waiting.
 * Undefined where it would say nothing (no size, no time).
 */
export function nominalThroughput(bytes: bigint | undefined, ms: number | undefined): string | undefined {
  if (bytes === undefined || bytes <= 0n || ms === undefined || ms < SECOND_MS) return undefined;
  const perSecond = (bytes * BigInt(SECOND_MS)) / BigInt(Math.round(ms));
  return `${formatBytes(perSecond).decimal}/s`;
}
