import { expect, test } from 'vitest';
import { rank, section } from '../../../../src/renderer/src/shell/palette/rank';
import type { Candidate } from '../../../../src/renderer/src/shell/palette/types';

const candidate = (title: string, more: Partial<Candidate> = {}): Candidate => ({
  id: title,
  title,
  run: () => undefined,
  ...more,
});
const titles = (...ranked: Parameters<typeof rank>): string[] => rank(...ranked).map(({ entry }) => entry.title);

const ALL = [
  candidate('Raw JSON'),
  candidate('Refresh the open job'),
  candidate('Remove the open job', { whyNot: 'Open a job first' }),
  candidate('Settings', { also: 'theme density' }),
  candidate('Open the job in a window'),
];

test('without a text all stand in their own order, those that cannot be chosen last', () => {
  expect(titles('', ALL)).toEqual([
    'Raw JSON',
    'Refresh the open job',
    'Settings',
    'Open the job in a window',
    'Remove the open job',
  ]);
});

test('what begins with the text comes first, what cannot be chosen last', () => {
  expect(titles('open', ALL)).toEqual(['Open the job in a window', 'Refresh the open job', 'Remove the open job']);
});

test('further words find it too, below what has the text in its title', () => {
  expect(titles('theme', [...ALL, candidate('Switch theme')])).toEqual(['Switch theme', 'Settings']);
  expect(rank('theme', ALL)[0]?.entry.places).toEqual([]);
});

test('of those equally like the text, what was chosen last comes first', () => {
  const two = [candidate('Job A'), candidate('Job B')];
  expect(titles('job', two)).toEqual(['Job A', 'Job B']);
  expect(titles('job', two, ['Job B'])).toEqual(['Job B', 'Job A']);
  // A choice of yesterday does not outdo a better match.
  expect(titles('raw', [candidate('Draw'), candidate('Raw JSON')], ['Draw'])).toEqual(['Raw JSON', 'Draw']);
});

test('a section shows a few of its kind, and says how many there are', () => {
  const many = Array.from({ length: 9 }, (_, at) => candidate(`View ${at}`));
  expect(section('Views', rank('view', many), 6)).toMatchObject({ title: 'Views', total: 9 });
  expect(section('Views', rank('view', many), 6)?.entries).toHaveLength(6);
  expect(section('Views', rank('nothing', many), 6)).toBeUndefined();
});
