import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fuzzyMatch, WEAK } from '../../../../src/renderer/src/domain/fuzzy';

const marked = (typed: string, name: string): string | undefined => {
  const match = fuzzyMatch(typed, name);
  if (match === undefined) return undefined;
  return Array.from(name, (letter, at) => (match.places.includes(at) ? letter.toUpperCase() : letter)).join('');
};

test.each([
  ['sync', 'sync several places', 'SYNC several places'],
  ['places', 'sync several places', 'sync several PLACES'],
  ['place sync', 'sync several places', 'SYNC several PLACEs'],
  ['ver', 'sync several places', 'sync seVERal places'],
  ['ssp', 'sync several places', 'Sync Several Places'],
  ['synpl', 'sync several places', 'SYNc several PLaces'],
  ['raw j', 'raw json', 'RAW Json'],
])('%s is meant by %s', (typed, name, shown) => {
  expect(marked(typed, name)).toBe(shown);
});

test.each([
  ['sync x', 'sync several places'],
  ['nyc', 'sync several places'],
  // Letters that stand there, but nowhere that anybody would think of.
  ['eve', 'remove the open job, never'.replace('never', 'now')],
  ['orders-db', 'open the job in a window of its own'],
])('%s is not meant by %s', (typed, name) => {
  expect(fuzzyMatch(typed, name)).toBeUndefined();
});

test('the start of a name is worth more than that of a word, that more than the inside, and that more than single letters', () => {
  const score = (typed: string): number => fuzzyMatch(typed, 'sync several places')!.score;
  expect(score('sync')).toBeGreaterThan(score('places'));
  expect(score('places')).toBeGreaterThan(score('ver'));
  expect(score('ver')).toBeGreaterThan(WEAK);
  expect(score('ssp')).toBeLessThan(WEAK);
  expect(fuzzyMatch('list', 'list')!.score).toBeGreaterThan(fuzzyMatch('list', 'list of jobs')!.score);
  expect(fuzzyMatch('list', 'list of jobs')!.score).toBeGreaterThan(fuzzyMatch('list', 'list of all the jobs')!.score);
});

test('a sign of two code units is marked whole', () => {
  expect(fuzzyMatch('\u{1F4E6}', 'a \u{1F4E6} b')?.places).toEqual([2, 3]);
});

test('marked letters are the typed ones, in any letter case, on any text', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.string({ unit: 'binary', maxLength: 60 }),
      (typed, name) => {
        const match = fuzzyMatch(typed, name);
        if (match === undefined) return;
        const letters = new Set(typed.toLowerCase().split(''));
        for (const place of match.places) expect(letters.has(name.toLowerCase()[place] ?? '')).toBe(true);
        expect([...match.places]).toEqual([...new Set(match.places)].sort((left, right) => left - right));
      },
    ),
    { numRuns: 3000 },
  );
});
