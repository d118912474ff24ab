import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  packJob,
  packKey,
  packedKeysOfId,
  unpackJob,
  unpackKey,
} from '../../../../../src/renderer/src/data/database/packed-job';
import type { StoredJob } from '../../../../../src/renderer/src/data/history/rows';

const id = fc.oneof(
  fc.uuid().map((text) => text.toUpperCase()),
  fc.uuid(),
  fc.string({ minLength: 1 }),
);
const account = fc.oneof(fc.stringMatching(/^\d{12}$/), fc.constant('unknown'), fc.stringMatching(/^[^/]+$/));
const region = fc.oneof(fc.constantFrom('eu-central-1', 'us-gov-east-1', 'x'), fc.stringMatching(/^[^/]+$/));
const shelfKey = fc.tuple(id, account, region).map((parts) => parts.join('/'));

/** In the order of IndexedDB: byte by byte, the shorter one first. */
function compare(left: Uint8Array, right: Uint8Array): number {
  const at = left.findIndex((byte, place) => byte !== right[place]);
  return at < 0 || at >= right.length ? left.length - right.length : left[at]! - right[at]!;
}

describe('packed jobs', () => {
  test('every key comes back as it was', () => {
    fc.assert(
      fc.property(shelfKey, (key) => {
        expect(unpackKey(packKey(key))).toBe(key);
      }),
    );
  });

  test('two keys are packed alike only if they are one', () => {
    fc.assert(
      fc.property(shelfKey, shelfKey, (one, other) => {
        const text = (key: string) => JSON.stringify([packKey(key)].flat());
        expect(text(one) === text(other)).toBe(one === other);
      }),
    );
  });

  test('usual keys take no more than their digits, and the Region', () => {
    const key = '0F2B9C3E-1D4A-4E7B-8C5D-6A7B8C9D0E1F/111122223333/eu-central-1';
    expect(packKey(key)).toHaveLength(16 + 6 + 'eu-central-1'.length);
    expect(packKey(key.toLowerCase())).toBe(key.toLowerCase());
  });

  test('the packed keys of an id, in any letter case, lie between two bounds, and no others do', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), fc.stringMatching(/^\d{12}$/), (own, other, digits) => {
        const [lower, upper] = packedKeysOfId(own)!;
        expect(packedKeysOfId(own.toUpperCase())).toEqual([lower, upper]);
        const isWithin = (uuid: string): boolean => {
          const key = packKey(`${uuid.toUpperCase()}/${digits}/eu-central-1`) as Uint8Array;
          return compare(lower, key) <= 0 && compare(key, upper) <= 0;
        };
        expect(isWithin(own)).toBe(true);
        expect(isWithin(other)).toBe(own.toUpperCase() === other.toUpperCase());
      }),
    );
    expect(packedKeysOfId('no UUID')).toBeUndefined();
  });

  test('rows come back as they were; what is no row passes through', () => {
    const digest = fc.oneof(fc.stringMatching(/^[0-9a-f]{64}$/), fc.constantFrom('aa', 'a', '', 'xyz'));
    fc.assert(
      fc.property(shelfKey, fc.array(digest), (key, digests) => {
        const first = { source: 'list', profile: { origin: 'shared', name: 'p' }, endpoint: 'https://e' } as const;
        const runs = digests.map((each) => ({ digest: each, seen: [1], timesSeen: 1, first, outcomeKey: 'none' }));
        const row: StoredJob = { no: 1, key, seenRank: -1, createdRank: 0, outcomeKey: 'none', runs, body: '{}' };
        expect(unpackJob(packJob(row))).toEqual(row);
      }),
    );
    for (const none of [null, 'text', 7, {}, { runs: 'many' }, { key: 7, runs: [null, {}, 5] }])
      expect(unpackJob(none)).toEqual(none);
  });
});
