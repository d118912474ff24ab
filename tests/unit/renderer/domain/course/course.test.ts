import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { courseOf, timeIn } from '../../../../../src/renderer/src/domain/course/course';
import type { Course, CourseFacts, Looks } from '../../../../../src/renderer/src/domain/course/types';

const look = (state: string | undefined, ...seen: number[]): Looks => ({ state, seen, timesSeen: seen.length });

function course(looks: readonly Looks[], dates: Partial<CourseFacts> = {}): Course {
  return courseOf({ looks, createdAt: undefined, completedAt: undefined, ...dates });
}

/** `CREATED 0..0 to 4..6`: when it began, and when it was over. */
const brief = ({ stretches }: Course): string[] =>
  stretches.map(({ state, began, ended }) => {
    const bounds = `${began.earliest ?? '?'}..${began.latest}`;
    return `${state} ${bounds}${ended === undefined ? '' : ` to ${ended.earliest ?? '?'}..${ended.latest}`}`;
  });

const spans = ({ segments }: Course): string[] =>
  segments.map(({ from, to, states, certain }) => `${from}-${to} ${states.join('|')}${certain ? '' : '?'}`);

describe('the course of a job', () => {
  test('a change lies between the last look that said one thing and the first that said another', () => {
    const seen = course([look('CREATED', 10, 20), look('RUNNING', 50, 60), look('COMPLETED', 100)], {
      createdAt: 0,
      completedAt: 90,
    });
    expect(brief(seen)).toEqual(['CREATED 0..0 to 20..50', 'RUNNING 20..50 to 60..90', 'COMPLETED 90..90']);
    expect(spans(seen)).toEqual([
      '0-20 CREATED',
      '20-50 CREATED|RUNNING?',
      '50-60 RUNNING',
      '60-90 RUNNING?',
      '90-100 COMPLETED',
    ]);
    expect(seen.end).toEqual({ earliest: 90, latest: 90 });
    expect(timeIn(seen, 'CREATED')).toEqual({ least: 20, most: 50, lasts: false, ahead: false });
    expect(timeIn(seen, 'RUNNING')).toEqual({ least: 10, most: 70, lasts: false, ahead: false });
  });

  test('a job first seen as RUNNING was CREATED for anything between no time and all of it', () => {
    const seen = course([look('RUNNING', 40, 45)], { createdAt: 10 });
    expect(brief(seen)).toEqual(['CREATED 10..10 to 10..40', 'RUNNING 10..40']);
    expect(timeIn(seen, 'CREATED')).toEqual({ least: 0, most: 30, lasts: false, ahead: false });
    expect(timeIn(seen, 'RUNNING')).toEqual({ least: 5, most: undefined, lasts: true, ahead: false });
    expect(seen.end).toBeUndefined();
  });

  test('a state between two looks may have been passed unseen', () => {
    const seen = course([look('CREATED', 20), look('FAILED', 100)], { createdAt: 0, completedAt: 70 });
    expect(spans(seen)).toEqual(['0-20 CREATED', '20-70 CREATED|RUNNING?', '70-100 FAILED']);
    expect(timeIn(seen, 'RUNNING')).toEqual({ least: 0, most: 50, lasts: false, ahead: false });
    expect(timeIn(seen, 'CREATED')).toEqual({ least: 20, most: 70, lasts: false, ahead: false });
  });

  test('a job that was seen only after its end was CREATED and RUNNING at some time before', () => {
    const seen = course([look('COMPLETED', 5000, 9000)], { createdAt: 0, completedAt: 100 });
    expect(brief(seen)).toEqual(['CREATED 0..0 to 0..100', 'COMPLETED 100..100']);
    expect(timeIn(seen, 'RUNNING')).toEqual({ least: 0, most: 100, lasts: false, ahead: false });
    expect(timeIn(seen, 'CREATED')).toEqual({ least: 0, most: 100, lasts: false, ahead: false });
  });

  test('without dates of AWS nothing limits what was before the first look', () => {
    const seen = course([look('RUNNING', 10, 30), look('COMPLETED', 50)]);
    expect(brief(seen)).toEqual(['RUNNING ?..10 to 30..50', 'COMPLETED 30..50']);
    expect(timeIn(seen, 'RUNNING')).toEqual({ least: 20, most: undefined, lasts: false, ahead: false });
    expect(timeIn(seen, 'CREATED')).toEqual({ least: 0, most: undefined, lasts: false, ahead: false });
    expect(seen.end).toEqual({ earliest: 30, latest: 50 });
    expect(timeIn(course([look('COMPLETED', 50)]), 'RUNNING')).toMatchObject({ least: 0, most: undefined });
    expect(course([])).toMatchObject({ stretches: [], segments: [], end: undefined, known: undefined });
  });

  test('a job that waits has its running before it', () => {
    const seen = course([look('CREATED', 10, 90)], { createdAt: 0 });
    expect(timeIn(seen, 'CREATED')).toEqual({ least: 90, most: undefined, lasts: true, ahead: false });
    expect(timeIn(seen, 'RUNNING')).toEqual({ least: 0, most: undefined, lasts: false, ahead: true });
  });

  test('an answer without a state says nothing of it', () => {
    const seen = course([look('CREATED', 10), look(undefined, 20), look('CREATED', 30)], { createdAt: 0 });
    expect(brief(seen)).toEqual(['CREATED 0..0']);
    expect(seen.known).toEqual({ from: 0, to: 30 });
  });

  test('a state that nobody has documented has its place where it was seen', () => {
    const seen = course([look('RUNNING', 10), look('COMPLETING', 20, 30), look('COMPLETED', 60)], {
      createdAt: 0,
      completedAt: 50,
    });
    expect(spans(seen)).toEqual([
      '0-10 CREATED|RUNNING?',
      '10-20 RUNNING|COMPLETING?',
      '20-30 COMPLETING',
      '30-50 RUNNING|COMPLETING?',
      '50-60 COMPLETED',
    ]);
    // Nothing says that it did not run again.
    expect(timeIn(seen, 'RUNNING')).toEqual({ least: 0, most: 40, lasts: false, ahead: false });
    const ended = course([look('RUNNING', 10), look('ABORTED', 60)], { createdAt: 0, completedAt: 50 });
    expect(brief(ended).at(-1)).toBe('ABORTED 50..50');
    expect(ended.end).toEqual({ earliest: 50, latest: 50 });
  });

  test('snapshots that say the same of the state are one stay; answers that are only counted count', () => {
    const seen = course([
      { state: 'RUNNING', seen: [10, 40], timesSeen: 30 },
      { state: 'RUNNING', seen: [50], timesSeen: 1 },
    ]);
    expect(seen.stretches).toEqual([
      { state: 'RUNNING', began: { earliest: undefined, latest: 10 }, dated: false, ended: undefined, timesSeen: 31 },
    ]);
  });
});

describe('states that go backwards', () => {
  test('are told, and then anything may have been between two looks', () => {
    const seen = course([look('RUNNING', 10, 20), look('CREATED', 30), look('RUNNING', 50)], { createdAt: 0 });
    expect(seen.oddities).toEqual(['went-back']);
    expect(brief(seen)).toEqual([
      'CREATED 0..0 to 0..10',
      'RUNNING 0..10 to 20..30',
      'CREATED 20..30 to 30..50',
      'RUNNING 30..50',
    ]);
    expect(spans(seen)).toEqual([
      '0-10 CREATED|RUNNING?',
      '10-20 RUNNING',
      '20-30 CREATED|RUNNING?',
      '30-50 CREATED|RUNNING?',
    ]);
    expect(timeIn(seen, 'CREATED')).toEqual({ least: 0, most: undefined, lasts: false, ahead: false });
  });

  test('an end that was none does not count; the date of the last end does, where it fits', () => {
    const seen = course([look('FAILED', 10), look('RUNNING', 30), look('COMPLETED', 60)], {
      createdAt: 0,
      completedAt: 50,
    });
    expect(seen.oddities).toEqual(['went-back']);
    expect(seen.end).toEqual({ earliest: 50, latest: 50 });
    const odd = course([look('FAILED', 10), look('RUNNING', 30), look('COMPLETED', 60)], {
      createdAt: 0,
      completedAt: 5,
    });
    expect(odd.end).toEqual({ earliest: 30, latest: 60 });
  });
});

describe('two clocks', () => {
  test('an answer from before the job was there shows how far this clock is behind, at least', () => {
    const seen = course([look('CREATED', 88), look('RUNNING', 120)], { createdAt: 100 });
    expect(seen.clockAheadMs).toBe(-12);
    expect(brief(seen)).toEqual(['CREATED 100..100 to 100..132', 'RUNNING 100..132']);
    expect(timeIn(seen, 'CREATED')).toMatchObject({ least: 0, most: 32 });
  });

  test('so does an end that was seen before it came', () => {
    const seen = course([look('COMPLETED', 80)], { createdAt: 0, completedAt: 90 });
    expect(seen.clockAheadMs).toBe(-10);
    expect(brief(seen).at(-1)).toBe('COMPLETED 90..90');
  });

  test('a job that was seen running after it had ended shows that this clock is ahead', () => {
    const seen = course([look('RUNNING', 50, 97), look('COMPLETED', 130)], { createdAt: 0, completedAt: 90 });
    expect(seen.clockAheadMs).toBe(7);
    expect(brief(seen)).toEqual(['CREATED 0..0 to 0..43', 'RUNNING 0..43 to 90..90', 'COMPLETED 90..90']);
    expect(seen.oddities).toEqual([]);
  });

  test('where no one difference explains it all, that is said, and nothing becomes negative', () => {
    const seen = course([look('RUNNING', -5, 97), look('COMPLETED', 130)], { createdAt: 0, completedAt: 90 });
    expect(seen.oddities).toEqual(['clocks']);
    expect(seen.segments.every(({ from, to }) => from < to)).toBe(true);
    expect(seen.known?.from).toBe(0);
  });

  test('a completion date before the creation date, or of a job that runs, is no end', () => {
    expect(course([look('COMPLETED', 50)], { createdAt: 20, completedAt: 10 }).end).toEqual({
      earliest: 20,
      latest: 50,
    });
    expect(course([look('RUNNING', 50)], { createdAt: 20, completedAt: 30 }).end).toBeUndefined();
  });
});

/** What really happened to a job, and when it was looked at; times in whole units from its creation. */
interface Truth {
  readonly createdAt: number;
  /** States in order; each with the time at which the job came into it. */
  readonly changes: readonly { readonly state: string; readonly at: number }[];
  readonly looks: readonly number[];
}

const LONG = 1_000;

const truths: fc.Arbitrary<Truth> = fc
  .record({
    createdAt: fc.integer({ min: 0, max: LONG }),
    /** States between the documented ones that nobody has heard of. */
    strange: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
    running: fc.boolean(),
    end: fc.constantFrom('COMPLETED', 'PARTIAL', 'FAILED', 'ABORTED', undefined),
    lengths: fc.array(fc.integer({ min: 0, max: LONG }), { minLength: 6, maxLength: 6 }),
    looks: fc.array(fc.integer({ min: 0, max: 7 * LONG }), { minLength: 1, maxLength: 12 }),
  })
  .map(({ createdAt, strange, running, end, lengths, looks }) => {
    const states = [
      'CREATED',
      ...(strange[0] ? ['QUEUED'] : []),
      ...(running ? ['RUNNING'] : []),
      ...(strange[1] ? ['PAUSED'] : []),
      ...(strange[2] ? ['COMPLETING'] : []),
      ...(end === undefined ? [] : [end]),
    ];
    let at = createdAt;
    const changes = states.map((state, index) => ({ state, at: (at += index === 0 ? 0 : (lengths[index] ?? 0)) }));
    return { createdAt, changes, looks: looks.map((later) => createdAt + later) };
  });

const ENDS = new Set(['COMPLETED', 'PARTIAL', 'FAILED', 'ABORTED']);

function endOf({ changes }: Truth): number | undefined {
  const last = changes.at(-1);
  return last && ENDS.has(last.state) ? last.at : undefined;
}

/** What is known after these looks. AWS tells its dates with every answer that it has them for. */
function factsOf(truth: Truth, looks: readonly number[], dated = true): CourseFacts {
  const ended = endOf(truth);
  const known = ended !== undefined && looks.some((at) => at >= ended);
  return {
    looks: looks.map((at) => look(truth.changes.findLast((change) => change.at <= at)?.state, at)),
    createdAt: dated ? truth.createdAt : undefined,
    completedAt: dated && known ? ended : undefined,
  };
}

/** How long the job really was in a state, until the last look. */
function trulyIn({ changes }: Truth, state: string, until: number): number {
  const index = changes.findIndex((change) => change.state === state);
  const from = changes[index]?.at;
  return from === undefined ? 0 : Math.max(0, Math.min(changes[index + 1]?.at ?? until, until) - from);
}

const dated = fc.boolean();

describe('whatever really happened, and whenever it was looked at', () => {
  test('every change lies within its bounds, and every duration within its range', () => {
    fc.assert(
      fc.property(truths, dated, (truth, withDates) => {
        const seen = courseOf(factsOf(truth, truth.looks, withDates));
        expect([seen.clockAheadMs, seen.oddities]).toEqual([0, []]);
        for (const { state, began, ended } of seen.stretches) {
          const index = truth.changes.findIndex((change) => change.state === state);
          const [from, to] = [truth.changes[index]?.at ?? NaN, truth.changes[index + 1]?.at];
          expect(from).toBeGreaterThanOrEqual(began.earliest ?? -Infinity);
          expect(from).toBeLessThanOrEqual(began.latest);
          if (ended === undefined) continue;
          expect(to).toBeGreaterThanOrEqual(ended.earliest ?? -Infinity);
          expect(to).toBeLessThanOrEqual(ended.latest);
        }
        for (const state of ['CREATED', 'RUNNING', 'PAUSED']) {
          const { least, most } = timeIn(seen, state);
          expect(trulyIn(truth, state, Math.max(...truth.looks))).toBeGreaterThanOrEqual(least);
          // A state that nobody knows of may have been passed anywhere.
          if (state !== 'PAUSED') expect(trulyIn(truth, state, Infinity)).toBeLessThanOrEqual(most ?? Infinity);
        }
        for (const { from, to, states, certain } of seen.segments) {
          if (certain)
            expect(trulyIn(truth, states[0] ?? '', to) - trulyIn(truth, states[0] ?? '', from)).toBe(to - from);
        }
        const end = endOf(truth);
        if (seen.end !== undefined) expect(end).toBeGreaterThanOrEqual(seen.end.earliest ?? -Infinity);
        if (seen.end !== undefined) expect(end).toBeLessThanOrEqual(seen.end.latest);
      }),
    );
  });

  test('another look never widens anything', () => {
    fc.assert(
      fc.property(truths, dated, fc.integer({ min: 0, max: 7 * LONG }), (truth, withDates, later) => {
        const before = courseOf(factsOf(truth, truth.looks, withDates));
        const after = courseOf(factsOf(truth, [...truth.looks, truth.createdAt + later], withDates));
        for (const { state, began, ended } of before.stretches) {
          const now = after.stretches.find((stretch) => stretch.state === state);
          expect(now?.began.earliest ?? -Infinity).toBeGreaterThanOrEqual(began.earliest ?? -Infinity);
          expect(now?.began.latest).toBeLessThanOrEqual(began.latest);
          if (ended === undefined) continue;
          expect(now?.ended?.earliest).toBeGreaterThanOrEqual(ended.earliest ?? -Infinity);
          expect(now?.ended?.latest).toBeLessThanOrEqual(ended.latest);
        }
        for (const state of ['CREATED', 'RUNNING']) {
          const [wide, narrow] = [timeIn(before, state), timeIn(after, state)];
          expect(narrow.least).toBeGreaterThanOrEqual(wide.least);
          expect(narrow.most ?? Infinity).toBeLessThanOrEqual(wide.most ?? Infinity);
        }
      }),
    );
  });

  test('the order in which answers arrived makes no difference', () => {
    const shuffled = truths.chain((truth) =>
      fc.shuffledSubarray([...truth.looks], { minLength: truth.looks.length }).map((looks) => ({ truth, looks })),
    );
    fc.assert(
      fc.property(shuffled, dated, ({ truth, looks }, withDates) => {
        expect(courseOf(factsOf(truth, looks, withDates))).toEqual(courseOf(factsOf(truth, truth.looks, withDates)));
      }),
    );
  });

  test('a clock that is off is never shown as a time before the beginning or as a negative time', () => {
    fc.assert(
      fc.property(truths, fc.integer({ min: -5 * LONG, max: 5 * LONG }), (truth, ahead) => {
        const facts = factsOf(truth, truth.looks);
        const off = facts.looks.map((one) => ({ ...one, seen: one.seen.map((at) => at + ahead) }));
        const seen = courseOf({ ...facts, looks: off });
        expect(seen.oddities).toEqual([]);
        // Never more than it really is, and to the same side.
        expect(Math.abs(seen.clockAheadMs)).toBeLessThanOrEqual(Math.abs(ahead));
        expect(seen.clockAheadMs * ahead).toBeGreaterThanOrEqual(0);
        expect(seen.known?.from).toBe(truth.createdAt);
        for (const state of ['CREATED', 'RUNNING']) expect(timeIn(seen, state).least).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('any answers at all give a course without holes, in time order', () => {
    const anything = fc.record({
      looks: fc.array(
        fc.record({
          state: fc.option(fc.constantFrom('CREATED', 'RUNNING', 'COMPLETED', 'FAILED', 'PAUSED', '')),
          seen: fc.array(fc.integer({ min: -LONG, max: LONG }), { minLength: 1, maxLength: 3 }),
          timesSeen: fc.integer({ min: 1, max: 9 }),
        }),
      ),
      createdAt: fc.option(fc.integer({ min: -LONG, max: LONG }), { nil: undefined }),
      completedAt: fc.option(fc.integer({ min: -LONG, max: LONG }), { nil: undefined }),
    });
    fc.assert(
      fc.property(anything, ({ looks, ...dates }) => {
        const seen = courseOf({ looks: looks.map((one) => ({ ...one, state: one.state ?? undefined })), ...dates });
        let at = seen.known?.from;
        for (const { from, to, states } of seen.segments) {
          expect(from).toBe(at);
          expect(to).toBeGreaterThan(from);
          expect(states.length).toBeGreaterThan(0);
          at = to;
        }
        expect(at).toBe(seen.known?.to);
        for (const { began, ended } of seen.stretches) {
          expect(began.earliest ?? -Infinity).toBeLessThanOrEqual(began.latest);
          expect(ended?.earliest ?? -Infinity).toBeLessThanOrEqual(ended?.latest ?? Infinity);
        }
        for (const state of ['CREATED', 'RUNNING', 'PAUSED']) {
          const { least, most } = timeIn(seen, state);
          expect(most ?? Infinity).toBeGreaterThanOrEqual(least);
        }
      }),
    );
  });
});
