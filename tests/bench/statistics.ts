/** What the benchmark says about a row of figures. Pure, so that it can be tested by itself. */

export interface Spread {
  readonly count: number;
  readonly median: number;
  /** A quarter of the figures lie below this one. */
  readonly lowerQuartile: number;
  /** A quarter of the figures lie above this one. */
  readonly upperQuartile: number;
  readonly least: number;
  readonly most: number;
}

/**
 * The figure below which this share of the figures lies, straight lines drawn between neighbours (the way of R's
 * default and of spreadsheets).
 * @param sorted ascending, at least one
 * @param share 0 to 1
 */
function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

/** @throws {RangeError} on no figures, or one that is not a finite number: a failed measurement must not become a figure */
export function spreadOf(figures: readonly number[]): Spread {
  if (figures.length === 0) throw new RangeError('There are no figures to summarise.');
  const unusable = figures.find((figure) => !Number.isFinite(figure));
  if (unusable !== undefined) throw new RangeError(`${unusable} is not a figure.`);
  const sorted = [...figures].sort((a, b) => a - b);
  return {
    count: sorted.length,
    median: quantile(sorted, 1 / 2),
    lowerQuartile: quantile(sorted, 1 / 4),
    upperQuartile: quantile(sorted, 3 / 4),
    least: quantile(sorted, 0),
    most: quantile(sorted, 1),
  };
}

/** What a ratio of two medians has to be. */
export type Goal = { readonly atMost: number } | { readonly atLeast: number };

export interface Verdict {
  /** Median of the first over median of the second. */
  readonly ratio: number;
  /** Only where there was a goal. */
  readonly met?: boolean;
}

/**
 * Compares two rows of figures by their medians.
 * @throws {RangeError} if the second median is zero or below: there is nothing to compare with
 */
export function judge(first: Spread, second: Spread, goal?: Goal): Verdict {
  if (second.median <= 0) throw new RangeError('A ratio needs something above zero to be measured against.');
  const ratio = first.median / second.median;
  if (goal === undefined) return { ratio };
  return { ratio, met: 'atMost' in goal ? ratio <= goal.atMost : ratio >= goal.atLeast };
}
