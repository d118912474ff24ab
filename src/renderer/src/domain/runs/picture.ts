import type { JobKey } from '../job-key';
import { median } from './rhythm';
import type { Run } from './order';

/** How one run is drawn: shares of the room there is, 0 to 1; undefined: nothing is known to be drawn. */
export interface RunBar {
  readonly height: number | undefined;
  /** It took longer than the picture is high. */
  readonly isCut: boolean;
  readonly size: number | undefined;
}

export interface RunsPicture {
  readonly bars: ReadonlyMap<JobKey, RunBar>;
  /** What the full height stands for, ms. */
  readonly topMs: number | undefined;
  readonly hasCut: boolean;
}

/** Times the middle one from which on a bar is cut: drawn whole, one long copy would make all others look alike. */
const CUT_FROM = 3;

/** Durations and sizes of runs on scales of their own that both begin at zero. */
export function runsPicture(runs: readonly Run[]): RunsPicture {
  const durations = runs.flatMap(({ durationMs }) => durationMs ?? []);
  const longest = Math.max(...durations);
  const usual = median(durations);
  const topMs =
    durations.length === 0 ? undefined : longest > CUT_FROM * usual && usual > 0 ? CUT_FROM * usual : longest;
  const sizes = runs.flatMap(({ sizeBytes }) => (sizeBytes === undefined ? [] : Number(sizeBytes)));
  const largest = Math.max(...sizes);
  const share = (value: number, most: number): number => (most > 0 ? Math.min(Math.max(value / most, 0), 1) : 0);
  const bars = new Map(
    runs.map(({ jobKey, durationMs, sizeBytes }): [JobKey, RunBar] => [
      jobKey,
      {
        height: durationMs === undefined || topMs === undefined ? undefined : share(durationMs, topMs),
        isCut: durationMs !== undefined && topMs !== undefined && durationMs > topMs,
        size: sizeBytes === undefined ? undefined : share(Number(sizeBytes), largest),
      },
    ]),
  );
  return { bars, topMs, hasCut: [...bars.values()].some(({ isCut }) => isCut) };
}
