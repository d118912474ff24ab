import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isNewer } from '../../../../src/main/updates/version';

/** semver.org, 11: each before the next. */
const IN_ORDER = [
  ...['1.0.0-alpha', '1.0.0-alpha.1', '1.0.0-alpha.beta', '1.0.0-beta', '1.0.0-beta.2', '1.0.0-beta.11', '1.0.0-rc.1'],
  ...['1.0.0', '1.0.1', '1.0.10', '1.2.0', '1.10.0', '2.0.0', '10.0.0'],
];

test('versions follow each other as semantic versioning says', () => {
  for (const [at, one] of IN_ORDER.entries())
    for (const [place, other] of IN_ORDER.entries())
      expect([one, other, isNewer(one, other)]).toEqual([one, other, at > place]);
});

test('what is built from a version does not make it newer', () => {
  expect(isNewer('1.0.0+2', '1.0.0+1')).toBe(false);
});

test('what is no version is never newer, and nothing is newer than it', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      fc.pre(!/^\d+\.\d+\.\d+/.test(text));
      return !isNewer(text, '0.0.1') && !isNewer('1.0.0', text);
    }),
  );
});
