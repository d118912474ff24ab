import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { courseOf } from '../../../../../src/renderer/src/domain/course/course';
import { rangeWords, timeInWords, whenWords } from '../../../../../src/renderer/src/domain/course/when';
import { courseCautions, courseItems, gapWords } from '../../../../../src/renderer/src/domain/course/words';
import { formatDuration, formatDurationUp } from '../../../../../src/renderer/src/domain/durations';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** 25 Nov 2026, 02:00:00 UTC. */
const TWO = Date.UTC(2026, 10, 25, 2);

describe('bounds in words', () => {
  test('a day and a zone are said once, and seconds never promise more than is known', () => {
    const from = TWO + 10 * MINUTE + 31 * SECOND;
    expect(whenWords({ earliest: from + 400, latest: from + 30_001 }, 'utc')).toBe(
      'between 25 Nov 2026, 02:10:31 and 02:11:02 UTC',
    );
    expect(whenWords({ earliest: TWO, latest: TWO + 22 * 60 * MINUTE }, 'utc')).toBe(
      'between 25 Nov 2026, 02:00:00 and 26 Nov 2026, 00:00:00 UTC',
    );
    expect(whenWords({ earliest: from, latest: from }, 'utc')).toBe('at 25 Nov 2026, 02:10:31 UTC');
    expect(whenWords({ earliest: undefined, latest: from + 1 }, 'utc')).toBe('at 25 Nov 2026, 02:10:32 UTC or before');
    expect(whenWords({ earliest: from - 5, latest: from }, 'utc')).toBe(
      'between 25 Nov 2026, 02:10:30 and 02:10:31 UTC',
    );
  });

  test('upper bounds are rounded up', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 90 * 24 * 60 * MINUTE }), (ms) => {
        const parts = formatDurationUp(ms).matchAll(/(\d+) (ms|[smhd])/g);
        const units: Record<string, number> = { ms: 1, s: SECOND, m: MINUTE, h: 60 * MINUTE, d: 1440 * MINUTE };
        const said = [...parts].reduce((sum, [, count, unit]) => sum + Number(count) * (units[unit ?? ''] ?? NaN), 0);
        expect(said).toBeGreaterThanOrEqual(ms);
        if (formatDuration(ms) === formatDurationUp(ms)) return;
        expect(said).toBeGreaterThan(ms);
      }),
    );
    expect(formatDurationUp(2 * 60 * MINUTE + 14 * MINUTE + 1)).toBe('2 h 15 m');
    expect(formatDurationUp(59 * MINUTE + 59_001)).toBe('1 h');
  });

  test('ranges say what is known of each end', () => {
    expect(rangeWords({ least: 250 * SECOND, most: 302 * SECOND })).toBe('between 4 m 10 s and 5 m 2 s');
    expect(rangeWords({ least: 180 * SECOND, most: undefined })).toBe('at least 3 m');
    expect(rangeWords({ least: 0, most: 30 * MINUTE })).toBe('at most 30 m');
    expect(rangeWords({ least: MINUTE, most: MINUTE })).toBe('1 m');
    expect(rangeWords({ least: 0, most: 0 })).toBe('no time');
    expect(rangeWords({ least: 0, most: undefined })).toBeUndefined();
    expect(timeInWords({ least: 0, most: undefined, lasts: true, ahead: false })).toBe('Unknown');
    expect(timeInWords({ least: 0, most: undefined, lasts: false, ahead: true })).toBe('Not seen yet');
    expect(timeInWords({ least: 180 * SECOND, most: undefined, lasts: true, ahead: false })).toBe('At least 3 m');
  });
});

describe('a course in words', () => {
  const seen = (state: string, ...minutes: number[]) => ({
    state,
    seen: minutes.map((at) => TWO + at * MINUTE),
    timesSeen: minutes.length,
  });
  const NOTHING = { failures: [], gaps: [] };

  test('each stay in a state, one not seen, failures and gaps, in time order', () => {
    const course = courseOf({
      looks: [seen('CREATED', 4), seen('COMPLETED', 40, 50)],
      createdAt: TWO,
      completedAt: TWO + 32 * MINUTE,
    });
    const failures = [{ firstAt: TWO + 10 * MINUTE, lastAt: TWO + 12 * MINUTE, times: 3, error: { code: 'Offline' } }];
    const gaps = [{ from: TWO + 13 * MINUTE, until: TWO + 39 * MINUTE, why: 'asleep' }];
    expect(courseItems(course, { failures, gaps }, 'utc').map(({ kind, text }) => [kind, text])).toEqual([
      [
        'state',
        'Created at 25 Nov 2026, 02:00:00 UTC, by AWS Backup’s own date. It left that state between 25 Nov 2026, 02:04:00 and 02:32:00 UTC; it lasted between 4 m and 32 m. Seen once.',
      ],
      [
        'unseen',
        'RUNNING was not seen. If the job was in it, then between 25 Nov 2026, 02:04:00 and 02:32:00 UTC, for at most 28 m.',
      ],
      ['failure', '3 look-ups failed between 25 Nov 2026, 02:10:00 and 02:12:00 UTC: Offline.'],
      ['gap', 'Not asked between 25 Nov 2026, 02:13:00 and 02:39:00 UTC: this computer was asleep.'],
      ['state', 'Ended as COMPLETED at 25 Nov 2026, 02:32:00 UTC, by AWS Backup’s own date. Seen 2 times.'],
    ]);
    expect(courseCautions(course)).toEqual([]);
  });

  test('a job that is not over was so still when it was last seen', () => {
    const course = courseOf({ looks: [seen('RUNNING', 3, 6)], createdAt: TWO, completedAt: undefined });
    expect(courseItems(course, NOTHING, 'utc').map(({ text }) => text)).toEqual([
      'Created at 25 Nov 2026, 02:00:00 UTC, by AWS Backup’s own date. It left that state between 25 Nov 2026, 02:00:00 and 02:03:00 UTC; it lasted at most 3 m. Not seen itself.',
      'Became RUNNING between 25 Nov 2026, 02:00:00 and 02:03:00 UTC. It was still so at 25 Nov 2026, 02:06:00 UTC; it had lasted at least 3 m. Seen 2 times.',
    ]);
  });

  test('without dates, and seen once', () => {
    const course = courseOf({ looks: [seen('FAILED', 3)], createdAt: undefined, completedAt: undefined });
    expect(courseItems(course, NOTHING, 'utc').map(({ text }) => text)).toEqual([
      'Ended as FAILED at 25 Nov 2026, 02:03:00 UTC or before. Seen once.',
    ]);
  });

  test('a time that is exact by chance is not called a date of AWS', () => {
    const course = courseOf({ looks: [seen('RUNNING', 0)], createdAt: TWO, completedAt: undefined });
    expect(courseItems(course, NOTHING, 'utc').at(-1)?.text).toBe(
      'Became RUNNING at 25 Nov 2026, 02:00:00 UTC. It was still so at 25 Nov 2026, 02:00:00 UTC. Seen once.',
    );
  });

  test('a clock that is off, dates that contradict it, and states that go back are said', () => {
    const behind = courseOf({ looks: [seen('CREATED', 1)], createdAt: TWO + 72 * SECOND, completedAt: undefined });
    expect(courseCautions(behind)[0]).toMatch(/clock was behind AWS Backup’s by at least 12 s/);
    const back = courseOf({ looks: [seen('RUNNING', 1), seen('CREATED', 2)], createdAt: TWO, completedAt: undefined });
    expect(courseCautions(back)).toHaveLength(1);
    expect(courseCautions(back)[0]).toMatch(/order that a copy job’s life does not have/);
    const both = courseOf({
      looks: [seen('RUNNING', -1, 50), seen('COMPLETED', 60)],
      createdAt: TWO,
      completedAt: TWO + 32 * MINUTE,
    });
    expect(courseCautions(both)).toHaveLength(2);
    // Less than a second is nothing to talk about.
    expect(
      courseCautions(courseOf({ looks: [seen('CREATED', 0)], createdAt: TWO + 900, completedAt: undefined })),
    ).toEqual([]);
  });

  test('a gap that lasts, and a reason that nobody knows', () => {
    expect(gapWords({ from: TWO, why: 'signed-out' }, 'utc')).toBe(
      'Not asked since 25 Nov 2026, 02:00:00 UTC: the profile needed a sign-in.',
    );
    expect(gapWords({ from: TWO, until: TWO + MINUTE, why: 'moonlight' }, 'utc')).toMatch(/: moonlight\.$/);
  });
});
