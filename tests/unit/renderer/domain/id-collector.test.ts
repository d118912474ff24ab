import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findCopyJobIds } from '../../../../src/renderer/src/domain/copy-job-id';
import { IdCollector, MOST_IDS } from '../../../../src/renderer/src/domain/id-collector';

const idOf = (number: number): string =>
  `C0FFEE00-0000-4000-8000-${number.toString(16).toUpperCase().padStart(12, '0')}`;
const ids = Array.from({ length: 60 }, (_, at) => idOf(at));

function collect(portions: readonly string[]) {
  const collector = new IdCollector();
  for (const portion of portions) collector.add(portion);
  return collector.finish();
}

function cut(text: string, places: readonly number[]): string[] {
  const at = [0, ...places.map((place) => place % text.length).sort((a, b) => a - b), text.length];
  return at.slice(1).map((end, index) => text.slice(at[index], end));
}

const TEXTS = {
  lines: ids.join('\n'),
  csv: `Name,CopyJobId,Parent\r\n${ids.map((id, at) => `job ${at},${id},${idOf(1000 + at)}`).join('\r\n')}`,
  json: JSON.stringify({ CopyJobs: ids.map((CopyJobId) => ({ CopyJobId, ParentJobId: idOf(7777) })) }, undefined, 2),
};

test.for(Object.entries(TEXTS))('%s: however the text is cut, the ids are those of the whole', ([, text]) => {
  expect(findCopyJobIds(text)).toEqual(ids);
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 12 }), (places) => {
      expect(collect(cut(text, places)).ids).toEqual(ids);
    }),
    { numRuns: 60 },
  );
});

test('JSON on one long line is looked through as it comes', () => {
  const many = Array.from({ length: 3000 }, (_, at) => idOf(at));
  const text = JSON.stringify({ CopyJobs: many.map((CopyJobId) => ({ CopyJobId, ResourceType: 'EBS' })) });
  const portions = cut(text, [10_000, 70_000, 130_001, 190_003]);
  expect(collect(portions).ids).toEqual(many);
});

test('repeats are told and counted once, and there is an end', () => {
  expect(collect([`${ids[0]!}\n${ids[0]!.toLowerCase()}\n`])).toEqual({
    ids: [ids[0]],
    repeated: true,
    tooMany: false,
  });
  const many = Array.from({ length: MOST_IDS + 5 }, (_, at) => idOf(at));
  const found = collect([many.join('\n')]);
  expect(found).toMatchObject({ tooMany: true, repeated: false });
  expect(found.ids).toHaveLength(MOST_IDS);
  expect(collect(['nothing here'])).toEqual({ ids: [], repeated: false, tooMany: false });
});
