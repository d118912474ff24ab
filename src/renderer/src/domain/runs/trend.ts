import { median } from './rhythm';

/** A drift over the last of some values. Every number in it is counted, none is a forecast. */
export interface Trend {
  readonly direction: 'rising' | 'falling';
  /** How many of the last values it covers. */
  readonly length: number;
  /** Of all pairs of them, the share in which the later one goes the trend's way, 0 to 1. */
  readonly share: number;
  /** Median of the first third, and of the last. */
  readonly from: number;
  readonly to: number;
  /** How many of the last values in a row each go the trend's way from the one before, without an exception; at least 1. */
  readonly unbroken: number;
}

/** Fewer values show no drift. */
const LEAST_VALUES = 8;
/** More need not be looked at: a drift that is still on shows in these. */
const MOST_VALUES = 60;
/** Standard deviations from what chance would give (Mann–Kendall): chance alone goes so far about once in a thousand times each way. */
const LEAST_SIGMA = 3;
/** Less than this of the first value is no matter, however steady. */
const LEAST_SHARE = 0.2;

/**
 * The clearest drift that reaches up to the last value; undefined if chance would explain it as well. By the Mann–Kendall test: it counts in how many
 * pairs the later value is the larger one, so that single outliers do not matter.
 * @param values in time order
 */
export function trendOf(values: readonly number[]): Trend | undefined {
  let best: { readonly sigma: number; readonly length: number; readonly sum: number } | undefined;
  let sum = 0;
  for (let length = 1; length <= Math.min(values.length, MOST_VALUES); length += 1) {
    const first = values[values.length - length] ?? 0;
    // The one that this window has and the last one had not, against all others.
    for (const later of values.slice(values.length - length + 1)) sum += Math.sign(later - first);
    const sigma = deviations(sum, length);
    if (length >= LEAST_VALUES && Math.abs(sigma) >= LEAST_SIGMA && Math.abs(sigma) > Math.abs(best?.sigma ?? 0))
      best = { sigma, length, sum };
  }
  return best && trendOver(values.slice(values.length - best.length), best.sum);
}

function deviations(sum: number, count: number): number {
  const variance = (count * (count - 1) * (2 * count + 5)) / 18;
  return variance === 0 ? 0 : (sum - Math.sign(sum)) / Math.sqrt(variance);
}

function trendOver(values: readonly number[], sum: number): Trend | undefined {
  const third = Math.max(Math.floor(values.length / 3), 1);
  const [from, to] = [median(values.slice(0, third)), median(values.slice(-third))];
  if (from <= 0 || Math.abs(to - from) < LEAST_SHARE * from) return undefined;
  const way = Math.sign(sum);
  const pairs = (values.length * (values.length - 1)) / 2;
  const goes = values.flatMap((value, at) => values.slice(at + 1).filter((later) => Math.sign(later - value) === way));
  let unbroken = 1;
  while (unbroken < values.length && Math.sign((values.at(-unbroken) ?? 0) - (values.at(-unbroken - 1) ?? 0)) === way)
    unbroken += 1;
  return {
    direction: way > 0 ? 'rising' : 'falling',
    length: values.length,
    share: goes.length / pairs,
    from,
    to,
    unbroken,
  };
}
