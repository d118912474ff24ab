import fc from 'fast-check';
import { afterAll, expect, inject, test } from 'vitest';
import { expectCleanPrototypes } from './prototypes';

declare module 'vitest' {
  interface ProvidedContext {
    /** How much is tried: what CI has time for, or what a night has. */
    fuzzing: 'short' | 'long';
  }
}

declare global {
  /** Takes a line of JSON about a target now and then: how far it is, and what became of its inputs. */
  var noteFigures: (line: string) => void;
}

/** An input that is worked on for longer than this is a hang (ms). */
const HANG_MS = 1000;
/** A busy machine stops a program for seconds now and then: only what is as slow each time is slow. */
const TIMES_BEFORE_SLOW = 3;

/**
 * What became of an input that did no harm. A refusal has the code that the app gives it, or where it answers with nothing but that the input is none,
 * the name of that here.
 */
export type Fate = 'taken' | { readonly refused: string };

interface Tried {
  readonly what: string;
  /** How many inputs were or are to be tried. */
  readonly of: number;
  /** How many have been taken, and refused, by code. */
  readonly fates: Readonly<Record<string, number>>;
  /** The longest that one input kept the program (ms). */
  readonly slowestMs: number;
}

const CODE = /^[A-Za-z]+(?:-[a-z]+)*$/;

/** How often is told how far it is (ms). */
const TELL_EVERY_MS = 5000;

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
  test(`${what}: no crash, no hang, no pollution`, { timeout: Math.max(60_000, numRuns * 100) }, async () => {
    const fates: Record<string, number> = {};
    let slowestMs = 0;
    let toldAt = performance.now();
    const now = (): Tried => ({ what, of: numRuns, fates, slowestMs });
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
        const name = fate === 'taken' ? fate : fate.refused;
        expect(name, 'a refusal without a code').toMatch(CODE);
        fates[name] = (fates[name] ?? 0) + 1;
        expectCleanPrototypes();
        if (began - toldAt < TELL_EVERY_MS) return;
        toldAt = began;
        tell(now());
      }),
      { numRuns },
    );
    tried.push(now());
    tell(now());
  });
}

function tell(about: Tried): void {
  globalThis.noteFigures(JSON.stringify(about));
}

afterAll(() => {
  for (const { what, fates, slowestMs } of tried) {
    const counts = Object.entries(fates).map(([fate, count]) => `${count.toLocaleString('en')} ${fate}`);
    console.log(`fuzzed | ${what} | ${counts.join(', ')} | slowest ${slowestMs.toFixed(0)} ms`);
  }
  tried.length = 0;
});
