import { expect, test } from 'vitest';
import { FillPace } from '../../../../src/renderer/src/ui/grid/fill-pace';

/** A list that always has more rows to fill, on frames that take as long as the test says. */
function endlessList(took: (rows: number) => number) {
  const frames: ((took: number) => void)[] = [];
  const fills: number[] = [];
  const fill = (): void => {
    const rows = pace.left;
    fills.push(rows);
    pace.filled(rows, true);
  };
  const pace = new FillPace(fill, (work) => frames.push(work));
  fill();
  /** Lets frames pass, and answers how many rows were filled in each. */
  const pass = (count: number): readonly number[] => {
    fills.length = 0;
    for (let at = 0; at < count; at++) {
      const rows = at === 0 ? 0 : (fills.at(-1) ?? 0);
      const [frame] = frames.splice(0);
      frame?.(took(rows));
    }
    return fills;
  };
  return { pace, fills, frames, pass };
}

test('a fast machine fills more and more, up to a screen', () => {
  const { fills, pass } = endlessList(() => 4);
  const [first = 0] = fills;
  const passed = pass(50);
  expect(passed[0]).toBeGreaterThan(first);
  expect(passed.at(-1)).toBe(40);
  expect(passed).toEqual([...passed].sort((left, right) => left - right));
});

test('a slow machine fills fewer, but never none', () => {
  const { pass } = endlessList(() => 80);
  const passed = pass(10);
  expect(passed.at(-1)).toBe(2);
});

test('where each row takes three milliseconds, frames come to stay within the goal', () => {
  const { pass } = endlessList((rows) => 3 * rows);
  const settled = pass(60).slice(20);
  expect(Math.max(...settled) * 3).toBeLessThanOrEqual(30);
  expect(Math.min(...settled)).toBeGreaterThanOrEqual(2);
});

test('before the next frame no more than its share is filled, however often it is asked', () => {
  const turns: string[] = [];
  const frames: ((took: number) => void)[] = [];
  const pace = new FillPace(
    () => turns.push('turn'),
    (work) => frames.push(work),
  );
  const share = pace.left;
  pace.filled(share - 1, false);
  expect(pace.left).toBe(1);
  pace.filled(1, true);
  expect([pace.left, frames.length]).toEqual([0, 1]);
  pace.filled(0, true);
  expect([pace.left, frames.length, turns.length]).toEqual([0, 1, 0]);
  frames[0]?.(12);
  expect(turns).toEqual(['turn']);
  expect(pace.left).toBe(share);
});

test('a list that has all its rows asks for no frame', () => {
  const frames: unknown[] = [];
  const pace = new FillPace(
    () => expect.unreachable('nobody waits'),
    (work) => frames.push(work),
  );
  pace.filled(0, false);
  expect(frames).toEqual([]);
});

test('while the view jumps from frame to frame nothing is filled; once it rests, what waits is', () => {
  const turns: string[] = [];
  const frames: ((took: number) => void)[] = [];
  const pace = new FillPace(
    () => turns.push('turn'),
    (work) => frames.push(work),
  );
  const share = pace.left;
  const pass = (): void => {
    frames.splice(0).forEach((frame) => {
      frame(12);
    });
  };
  for (let jump = 0; jump < 5; jump++) {
    pace.jumped();
    expect(pace.left).toBe(0);
    pace.filled(0, true);
    pass();
  }
  expect(turns).toEqual([]);
  pass();
  expect([pace.left, turns]).toEqual([share, ['turn']]);
});

test('long frames in which nothing was filled teach nothing', () => {
  const frames: ((took: number) => void)[] = [];
  const pace = new FillPace(
    () => undefined,
    (work) => frames.push(work),
  );
  const share = pace.left;
  for (let jump = 0; jump < 5; jump++) {
    pace.jumped();
    frames.splice(0).forEach((frame) => {
      frame(200);
    });
  }
  frames.splice(0).forEach((frame) => {
    frame(200);
  });
  expect(pace.left).toBe(share);
});
