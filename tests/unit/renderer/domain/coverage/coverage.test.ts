import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { whatIsNotKnown } from '../../../../../src/renderer/src/domain/coverage/not-known';
import { whyNotListed } from '../../../../../src/renderer/src/domain/coverage/not-listed';
import { LISTED_FOR_MS, spanCovered } from '../../../../../src/renderer/src/domain/coverage/span';
import { DAY_MS, HOUR_MS } from '../../../../../src/renderer/src/domain/durations';

const NOW = 1_790_000_000_000;
const look = { startedAt: NOW, filters: {}, complete: true, newestFirst: true };

describe('which creation times a look covers', () => {
  test('everything: the 30 days in which AWS cannot have forgotten a job', () => {
    expect(spanCovered(look)).toEqual({ from: NOW - LISTED_FOR_MS, to: NOW });
  });
  test('changes: from where they began', () => {
    expect(spanCovered({ ...look, since: NOW - HOUR_MS })).toEqual({ from: NOW - HOUR_MS + 1, to: NOW });
  });
  test('changes since long ago: no more than the 30 days, for AWS has forgotten some of the rest', () => {
    expect(spanCovered({ ...look, since: NOW - 60 * DAY_MS })).toEqual({ from: NOW - LISTED_FOR_MS, to: NOW });
  });
  test('gone on with days later: the 30 days before its last page, up to when it began', () => {
    const later = { ...look, lastAt: NOW + 10 * DAY_MS };
    expect(spanCovered(later)).toEqual({ from: NOW - 20 * DAY_MS, to: NOW });
    expect(spanCovered({ ...later, since: NOW - 25 * DAY_MS })).toEqual({ from: NOW - 20 * DAY_MS, to: NOW });
    expect(spanCovered({ ...later, since: NOW - DAY_MS })).toEqual({ from: NOW - DAY_MS + 1, to: NOW });
    const passed = { ...later, complete: false, oldest: NOW - 22 * DAY_MS };
    expect(spanCovered(passed)).toEqual({ from: NOW - 20 * DAY_MS, to: NOW });
    expect(spanCovered({ ...look, lastAt: NOW + 40 * DAY_MS })).toBeUndefined();
    // A clock that was put back makes nothing more certain.
    expect(spanCovered({ ...look, lastAt: NOW - DAY_MS })).toEqual({ from: NOW - LISTED_FOR_MS, to: NOW });
  });
  test('creation filters narrow it, any other filter leaves nothing certain', () => {
    const filters = { ByCreatedAfter: NOW - DAY_MS, ByCreatedBefore: NOW - HOUR_MS };
    expect(spanCovered({ ...look, filters })).toEqual({ from: NOW - DAY_MS + 1, to: NOW - HOUR_MS });
    expect(spanCovered({ ...look, filters: { ByState: 'FAILED' } })).toBeUndefined();
    expect(spanCovered({ ...look, filters: { ByAccountId: '111122223333' } })).toBeUndefined();
  });
  test('unfinished: what it has passed, if it came newest first; else nothing', () => {
    const oldest = NOW - DAY_MS;
    expect(spanCovered({ ...look, complete: false, oldest })).toEqual({ from: oldest + 1, to: NOW });
    expect(spanCovered({ ...look, complete: false, oldest, newestFirst: false })).toBeUndefined();
    expect(spanCovered({ ...look, complete: false })).toBeUndefined();
  });
});

describe('what is not known', () => {
  const span = { from: NOW - DAY_MS, to: NOW };
  const covered = (placeKey: string, from: number, to: number) => ({ placeKey, covered: [{ from, to }] });

  test('places of the same round are looked at, up to the earliest of them; the others are not', () => {
    const records = [
      covered('a', NOW - 30 * DAY_MS, NOW - 1000),
      covered('b', NOW - 30 * DAY_MS, NOW - 5000),
      covered('old', NOW - 30 * DAY_MS, NOW - 12 * HOUR_MS),
      covered('part', NOW - HOUR_MS, NOW - 1000),
    ];
    const known = whatIsNotKnown(span, ['a', 'b', 'old', 'part', 'never'], records);
    expect(known.looked.map(({ placeKey }) => placeKey)).toEqual(['a', 'b']);
    expect(known.upTo).toBe(NOW - 5000);
    expect(known.notLooked).toMatchObject([
      { placeKey: 'old', upTo: NOW - 12 * HOUR_MS },
      {
        placeKey: 'part',
        gaps: [
          { from: span.from, to: NOW - HOUR_MS },
          { from: NOW - 1000, to: NOW },
        ],
      },
      { placeKey: 'never', upTo: undefined, gaps: [span] },
    ]);
  });

  test('no place counts as looked at beyond what was covered', () => {
    const part = fc.tuple(fc.nat(100), fc.nat(100)).map(([from, to]) => ({ from, to }));
    fc.assert(
      fc.property(fc.array(fc.array(part, { maxLength: 4 }), { minLength: 1, maxLength: 4 }), (places) => {
        const keys = places.map((_, at) => String(at));
        const records = places.map((spans, at) => ({ placeKey: String(at), covered: spans }));
        const known = whatIsNotKnown({ from: 0, to: 100 }, keys, records);
        expect(known.looked.length + known.notLooked.length).toBe(places.length);
        for (const { placeKey } of known.looked) {
          for (let at = 0; at < known.upTo!; at += 1) {
            expect(places[Number(placeKey)]!.some(({ from, to }) => from <= at && at < to)).toBe(true);
          }
        }
      }),
    );
  });
});

describe('why a job is not listed', () => {
  const missed = { missedFirst: NOW, missedLast: NOW, lastSeen: NOW - DAY_MS };
  test('finished more than 30 days before: to be expected, and the day is told', () => {
    const completedAt = NOW - 31 * DAY_MS;
    expect(whyNotListed({ ...missed, completedAt })).toMatchObject({
      kind: 'forgotten',
      forgottenAt: completedAt + LISTED_FOR_MS,
    });
  });
  test('finished lately, or not finished: unclear, with what it can be', () => {
    expect(whyNotListed({ ...missed, completedAt: NOW - DAY_MS })).toMatchObject({ kind: 'unclear' });
    expect(whyNotListed(missed).reasons.join(' ')).toContain('another account');
    expect(whyNotListed(missed).reasons.join(' ')).not.toContain('may have finished');
    expect(whyNotListed({ ...missed, lastSeen: NOW - 40 * DAY_MS }).reasons[0]).toContain('may have finished');
  });
  test('its 30 days ended while the list was being read, for days perhaps: that may be why, and is no verdict', () => {
    const begunAt = NOW - 10 * DAY_MS;
    const during = whyNotListed({ ...missed, begunAt, lastSeen: NOW - 20 * DAY_MS, completedAt: NOW - 35 * DAY_MS });
    expect(during).toMatchObject({ kind: 'unclear', forgottenAt: NOW - 5 * DAY_MS });
    expect(during.reasons[0]).toContain('while the list was being read');
    expect(during.reasons.join(' ')).toContain('another account');
    const before = { ...missed, begunAt, lastSeen: NOW - 20 * DAY_MS, completedAt: NOW - 41 * DAY_MS };
    expect(whyNotListed(before)).toMatchObject({ kind: 'forgotten' });
    const after = whyNotListed({ ...missed, begunAt, completedAt: NOW - 29 * DAY_MS });
    expect(after.reasons.join(' ')).not.toContain('while the list was being read');
  });
  test('AWS answered since: never said to be gone', () => {
    expect(whyNotListed({ ...missed, lastSeen: NOW + 1 })).toMatchObject({ kind: 'answered-since' });
  });
});
