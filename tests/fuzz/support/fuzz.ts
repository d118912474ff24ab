import fc from 'fast-check';
import { afterAll, expect, inject, test } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** How much is tried: what CI has time for, or what a night has. */
    fuzzing: 'short' | 'long';
  }
}

/** An input that is worked on for longer than this is a hang (ms). */
const HANG_MS = 1000;
/** A busy machine stops a program for seconds now and then: only what is as slow each time is slow. */
const TIMES_BEFORE_SLOW = 3;

/** What became of an input that did no harm. */
export type Fate = 'taken' | 'refused';

interface Tried {
  readonly what: string;
  readonly taken: number;
  readonly refused: number;
  /** The longest that one input kept the program (ms). */
  readonly slowestMs: number;
}

/** How many inputs a target is given. */
export interface Runs {
  readonly short: number;
  readonly long: number;
}

const tried: Tried[] = [];

/**
 * A test that gives one way into the app a great many hostile inputs. Each must be taken or refused in the way that `take` checks, within a
 * second, and leave the prototypes of the language as they were. What was tried is printed when the file has ended.
 * @param take throws if the input did harm
 */
export function fuzz<Input>(
  what: string,
  inputs: fc.Arbitrary<Input>,
  runs: Runs,
  take: (input: Input) => Fate | Promise<Fate>,
): void {
  const numRuns = runs[inject('fuzzing')];
  test(`${what}: no crash, no hang, no pollution`, { timeout: Math.max(60_000, numRuns * 20) }, async () => {
    const fates = { taken: 0, refused: 0 };
    let slowestMs = 0;
    await fc.assert(
      fc.asyncProperty(inputs, async (input) => {
        const began = performance.now();
        const fate = await take(input);
        let tookMs = performance.now() - began;
        for (let time = 1; tookMs > HANG_MS && time < TIMES_BEFORE_SLOW; time++) {
          const again = performance.now();
          await take(input);
          tookMs = Math.min(tookMs, performance.now() - again);
        }
        expect(tookMs, 'one input kept the program').toBeLessThanOrEqual(HANG_MS);
        slowestMs = Math.max(slowestMs, tookMs);
        fates[fate] += 1;
        expectCleanPrototypes();
      }),
      { numRuns },
    );
    tried.push({ what, ...fates, slowestMs });
  });
}

afterAll(() => {
  for (const { what, taken, refused, slowestMs } of tried) {
    const count = (taken + refused).toLocaleString('en');
    console.log(
      `fuzzed | ${what} | ${count} inputs | ${taken.toLocaleString('en')} taken | slowest ${slowestMs.toFixed(0)} ms`,
    );
  }
  tried.length = 0;
});

const PROTOTYPES = [Object.prototype, Array.prototype, String.prototype, Function.prototype] as const;
const NAMES_AT_FIRST = PROTOTYPES.map((prototype) => Object.getOwnPropertyNames(prototype).length);

function expectCleanPrototypes(): void {
  const now = PROTOTYPES.map((prototype) => Object.getOwnPropertyNames(prototype).length);
  if (now.some((count, at) => count !== NAMES_AT_FIRST[at])) throw new Error('A prototype has another member.');
}
