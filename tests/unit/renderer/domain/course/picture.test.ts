import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { courseOf } from '../../../../../src/renderer/src/domain/course/course';
import { observationMarks, type SeenSnapshot } from '../../../../../src/renderer/src/domain/course/marks';
import { lanesOf, pictureWindow, placeIn } from '../../../../../src/renderer/src/domain/course/picture';
import { ticksBetween } from '../../../../../src/renderer/src/domain/course/ticks';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

function courseWith(states: Readonly<Record<string, readonly number[]>>, createdAt?: number, completedAt?: number) {
  const looks = Object.entries(states).map(([state, seen]) => ({ state, seen, timesSeen: seen.length }));
  return { course: courseOf({ looks, createdAt, completedAt }), seen: Object.values(states).flat() };
}

describe('the span a picture shows', () => {
  test('ends soon after the job, however much later it was seen again', () => {
    const { course, seen } = courseWith({ RUNNING: [5 * MINUTE], COMPLETED: [33 * MINUTE, 3 * WEEK] }, 0, 30 * MINUTE);
    const window = pictureWindow(course, seen, 4 * WEEK);
    expect(window).toEqual({ from: 0, to: 33 * MINUTE });
    const late = courseWith({ COMPLETED: [3 * WEEK] }, 0, 30 * MINUTE);
    expect(pictureWindow(late.course, late.seen, 4 * WEEK)?.to).toBeLessThan(40 * MINUTE);
  });

  test('goes on until now while the job lasts, unless nobody looked for long', () => {
    const { course, seen } = courseWith({ RUNNING: [5 * MINUTE, 30 * MINUTE] }, 0);
    expect(pictureWindow(course, seen, 35 * MINUTE)).toEqual({ from: 0, to: 35 * MINUTE });
    expect(pictureWindow(course, seen, 3 * WEEK)).toEqual({ from: 0, to: 39 * MINUTE });
  });

  test('is never empty, and there is none of a job of which nothing is known', () => {
    const { course, seen } = courseWith({ CREATED: [100] });
    const window = pictureWindow(course, seen, 100);
    expect(window!.to - window!.from).toBeGreaterThanOrEqual(10 * SECOND);
    expect(pictureWindow(courseWith({}).course, [], 0)).toBeUndefined();
  });
});

test('a lane says where a job was in a state, and where it may have been', () => {
  const { course, seen } = courseWith(
    { CREATED: [20 * SECOND], RUNNING: [40 * SECOND], FAILED: [100 * SECOND] },
    0,
    80 * SECOND,
  );
  const window = pictureWindow(course, seen, 100 * SECOND)!;
  expect(window).toEqual({ from: 0, to: 100 * SECOND });
  expect(lanesOf(course, window, 100 * SECOND)).toEqual([
    {
      state: 'CREATED',
      bars: [
        { from: 0, to: 0.2, certain: true },
        { from: 0.2, to: 0.4, certain: false },
      ],
    },
    {
      state: 'RUNNING',
      bars: [
        { from: 0.2, to: 0.4, certain: false },
        { from: 0.4, to: 0.8, certain: false },
      ],
    },
    { state: 'FAILED', bars: [{ from: 0.8, to: 1, certain: true }] },
  ]);
});

test('a job that is over stays so, and nothing is drawn of a time that is still to come', () => {
  const { course, seen } = courseWith({ COMPLETED: [50 * DAY] }, 0);
  const window = pictureWindow(course, seen, 50 * DAY)!;
  expect(window.to).toBeGreaterThan(50 * DAY);
  const ends = (now: number) =>
    Math.max(...lanesOf(course, window, now).flatMap(({ bars }) => bars.map(({ to }) => to)));
  expect(ends(50 * DAY)).toBeCloseTo((50 * DAY) / window.to);
  expect(ends(51 * DAY)).toBeCloseTo((51 * DAY) / window.to);
  expect(ends(60 * DAY)).toBe(1);
});

test('since the last look, a job that is not over may be in the same state', () => {
  const { course, seen } = courseWith({ RUNNING: [0, 80 * SECOND] });
  const window = pictureWindow(course, seen, 100 * SECOND)!;
  expect(lanesOf(course, window, 100 * SECOND)).toEqual([
    {
      state: 'RUNNING',
      bars: [
        { from: 0, to: 0.8, certain: true },
        { from: 0.8, to: 1, certain: false },
      ],
    },
  ]);
});

describe('marks of answers', () => {
  const by = { source: 'describe', profile: { name: 'prod' } };
  const snapshot = (id: string, seen: number[], timesSeen = seen.length): SeenSnapshot => ({
    id,
    state: 'RUNNING',
    seen,
    timesSeen,
    first: by,
    last: by,
  });
  const drawn = { window: { from: 0, to: 100 }, clockAheadMs: 0, apart: 0.1 };
  const brief = (snapshots: readonly SeenSnapshot[]) =>
    observationMarks(snapshots, drawn).map(
      ({ snapshotId, from, to, times, place }) => `${snapshotId} ${from}-${to} ×${times} @${place ?? 'later'}`,
    );

  test('those too close to be told apart are one, within one snapshot', () => {
    expect(brief([snapshot('a', [0, 5, 9, 12]), snapshot('b', [14, 50])])).toEqual([
      'a 0-9 ×3 @0',
      'a 12-12 ×1 @0.12',
      'b 14-14 ×1 @0.14',
      'b 50-50 ×1 @0.5',
    ]);
  });

  test('those after the picture are one for each snapshot', () => {
    expect(brief([snapshot('b', [90, 120, 900]), snapshot('c', [1000])])).toEqual([
      'b 90-90 ×1 @0.9',
      'b 120-900 ×2 @later',
      'c 1000-1000 ×1 @later',
    ]);
  });

  test('say where an answer came from only where that is kept', () => {
    const marks = observationMarks([snapshot('a', [0, 50, 100], 9)], drawn);
    expect(marks.map(({ by: from, orMore }) => [from?.source, orMore])).toEqual([
      ['describe', false],
      [undefined, false],
      ['describe', false],
    ]);
    expect(observationMarks([snapshot('a', [0, 1, 2], 9)], drawn)).toMatchObject([{ times: 3, orMore: true }]);
  });
});

describe('an axis', () => {
  const FROM = Date.UTC(2026, 10, 25, 2, 6, 21);

  test.each([
    [30 * SECOND, ['02:06:30', '02:06:40', '02:06:50']],
    [34 * MINUTE, ['02:10', '02:20', '02:30', '02:40']],
    [26 * HOUR, ['12:00', '26 Nov']],
    [3 * WEEK, ['26 Nov', '3 Dec', '10 Dec']],
    [60 * WEEK, undefined],
  ])('over %i ms stands on round times', (span, texts) => {
    const ticks = ticksBetween(FROM, FROM + span, 4, 'utc');
    expect(ticks.length).toBeGreaterThan(0);
    expect(ticks.length).toBeLessThanOrEqual(4);
    if (texts !== undefined) expect(ticks.map(({ text }) => text)).toEqual(texts);
  });

  test('has between one and as many ticks as asked for, in order, within the span', () => {
    const span = fc.integer({ min: 10 * SECOND, max: 200 * WEEK });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2e12 }), span, fc.integer({ min: 2, max: 12 }), (from, length, most) => {
        const ats = ticksBetween(from, from + length, most, 'local').map(({ at }) => at);
        expect(ats.length).toBeLessThanOrEqual(most);
        expect(ats).toEqual([...ats].sort((a, b) => a - b));
        for (const at of ats) expect(placeIn({ from: from - 1, to: from + length + 1 })(at)).toBeGreaterThan(0);
        for (const at of ats) expect(at).toBeLessThanOrEqual(from + length);
      }),
    );
  });
});
