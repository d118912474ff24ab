import { describe, expect, test } from 'vitest';
import { endOf, filterFaults, meantBy, strongest } from '../../../../../src/renderer/src/domain/thinning/meant';
import {
  KEEP_ALL,
  readThinningRules,
  ruleInWords,
  type ThinningRule,
} from '../../../../../src/renderer/src/domain/thinning/rules';
import { ASIDE_MS, daysLeft, lastedBy } from '../../../../../src/renderer/src/domain/thinning/week';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 26);
const BY = { now: NOW, times: 'utc' } as const;
const ANSWERS: ThinningRule = { id: 'rule-1', kind: 'answers', keep: 'notable', days: 30, filter: '' };
const ENDS: ThinningRule = { id: 'rule-2', kind: 'answers', keep: 'ends', days: 90, filter: '' };
const JOBS: ThinningRule = { id: 'rule-3', kind: 'jobs', days: 365, filter: 'state:completed' };

function ended(daysAgo: number | undefined, state = 'COMPLETED', outcomeKey = state.toLowerCase()) {
  return {
    ...{ accountId: '111122223333', region: 'eu-central-1', outcomeKey, values: { State: state } },
    ...{ firstSeen: 1, lastSeen: 2, timesSeen: 1, snapshotCount: 1 },
    ...{ lastLookup: { outcome: 'answered' }, profile: { name: 'prod' } },
    ...(daysAgo !== undefined && { completedAt: NOW - daysAgo * DAY }),
  };
}

describe('rules', () => {
  test('what lies in a history is read as far as it is rules; without any everything is kept', () => {
    for (const nothing of [undefined, null, 7, 'x', [], {}, { rules: 'all' }]) {
      expect(readThinningRules(nothing)).toEqual(KEEP_ALL);
    }
    const bad = [
      { kind: 'all', days: 1, filter: '' },
      { kind: 'jobs', days: 0, filter: '' },
      { kind: 'jobs', days: 1.5, filter: '' },
      { kind: 'jobs', days: 1 },
      { kind: 'answers', keep: 'some', days: 1, filter: '' },
      { kind: 'jobs', days: 1, filter: 'x'.repeat(5000) },
    ];
    expect(readThinningRules({ rules: [...bad, JOBS], notesHold: false })).toEqual({
      rules: [{ ...JOBS, id: 'rule-7' }],
      notesHold: false,
    });
  });

  test('they mean jobs that ended long enough ago, and no others', () => {
    const means = meantBy(ANSWERS, BY);
    expect(means(ended(31))).toBe(true);
    expect(means(ended(30))).toBe(false);
    expect(means(ended(undefined))).toBe(false);
    expect(means(ended(400, 'RUNNING'))).toBe(false);
    expect(means(ended(400, 'CREATED'))).toBe(false);
    // Of a state that nobody knows the completion date tells.
    expect(means(ended(400, 'PAUSED', 'other:PAUSED'))).toBe(true);
    expect(means(ended(undefined, 'PAUSED', 'other:PAUSED'))).toBe(false);
    expect(endOf(ended(31, 'RUNNING'))).toBeUndefined();
  });

  test('a filter narrows them; one that cannot be meant takes nothing, not everything', () => {
    expect(meantBy(JOBS, BY)(ended(400))).toBe(true);
    expect(meantBy(JOBS, BY)(ended(400, 'FAILED'))).toBe(false);
    for (const filter of ['size>huge', 'colour:red', 'state:completed size>huge']) {
      expect(filterFaults(filter, BY)).not.toEqual([]);
      expect(meantBy({ ...JOBS, filter }, BY)(ended(400))).toBe(false);
    }
    expect(filterFaults('state:completed has:size', BY)).toEqual([]);
  });

  test('of several the one that takes most counts, wherever it stands', () => {
    expect(strongest([ANSWERS, ENDS, JOBS])).toBe(JOBS);
    expect(strongest([ANSWERS, ENDS])).toBe(ENDS);
    expect(strongest([ANSWERS])).toBe(ANSWERS);
    expect(strongest([])).toBeUndefined();
  });

  test('they read as sentences', () => {
    expect([ANSWERS, ENDS, { ...JOBS, days: 1 }].map(ruleInWords)).toEqual([
      'Of jobs that ended more than 30 days ago, keep the first and the last answer and both sides of every notable change',
      'Of jobs that ended more than 90 days ago, keep the first and the last answer',
      'Drop jobs that fit “state:completed” that ended more than 1 day ago',
    ]);
  });
});

describe('the week in which a thinning can be undone', () => {
  const look = (times: readonly number[]): number =>
    times.reduce((lasted, now) => lastedBy(lasted, now), { age: 0, lookedAt: NOW }).age;

  test('is over after seven days of looking', () => {
    const days = Array.from({ length: 7 }, (_, day) => NOW + (day + 1) * DAY);
    expect(look(days)).toBe(ASIDE_MS);
    expect(daysLeft({ age: look(days) })).toBe(0);
    expect(daysLeft({ age: look(days.slice(0, 6)) })).toBe(1);
    expect(daysLeft({ age: 0 })).toBe(7);
  });

  test('is not shortened by a clock that was set back, nor by one that jumps on by a year', () => {
    expect(look([NOW - 365 * DAY, NOW])).toBe(DAY);
    expect(look([NOW + 365 * DAY])).toBe(DAY);
    expect(look([NOW + 365 * DAY, NOW, NOW + 365 * DAY])).toBe(2 * DAY);
    expect(look([NOW - DAY])).toBe(0);
  });
});
