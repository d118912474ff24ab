import fc from 'fast-check';
import { expect } from 'vitest';
import { columnSet, type ListedJob } from '../../../src/renderer/src/domain/columns';
import { cellText } from '../../../src/renderer/src/domain/columns/cell';
import { readCopyJob } from '../../../src/renderer/src/domain/copy-job';
import { compareReadings, NO_RULES, TWO_JOBS } from '../../../src/renderer/src/domain/diff';
import { segmentsOf } from '../../../src/renderer/src/domain/diff/segments';
import { FORMATS } from '../../../src/renderer/src/domain/export/comparison/formats';
import { pairDocument } from '../../../src/renderer/src/domain/export/comparison/pair';
import { bodiesAsJson, bodiesAsJsonLines, jobsAsCsv } from '../../../src/renderer/src/domain/export/jobs';
import { valuesOf } from '../../../src/renderer/src/domain/job-values';
import { hintsFor } from '../../../src/renderer/src/domain/message';
import { outcomeOf } from '../../../src/renderer/src/domain/outcome';
import { present } from '../../../src/renderer/src/domain/present';
import { jobRows } from '../../support/job-rows';
import { FIXTURE_BODIES } from '../../unit/renderer/domain/reading';
import { fuzz } from '../support/fuzz';
import { nearlyJson } from '../support/hostile';

const NOW = Date.UTC(2026, 10, 26, 12);
const PRESENTING = { now: NOW, times: 'utc' } as const;
const ABOUT = { appVersion: '9.9.9', writtenAt: NOW, workspace: 'aws', rules: NO_RULES } as const;
/** As a browser would have to see it for a text to become an element with code in it. */
const LIVE_MARKUP = /<(?:img|svg|script)[\s>]/i;
/** The same in Markdown, where a backslash before it makes it a text. */
const LIVE_IN_MARKDOWN = /(?<!\\)(?:\\\\)*<(?:img|svg|script)[\s>]/i;
/** One cell of a table after the other, in quotes or not: within quotes a comma begins none. */
const CELL = /(?:^|,|\r\n)(?:"((?:[^"]|"")*)"|([^,\r\n]*))/g;
/** What a spreadsheet runs: a sign of a formula at the beginning of a cell. */
const FORMULA = /^[=+@\t]/;

const [MODEL] = [...jobRows(1)] as unknown as [ListedJob];
const BODIES = FIXTURE_BODIES.map(([, body]) => body);
const bodyAndHonest = fc.tuple(nearlyJson(BODIES), fc.constantFrom(...BODIES));

fuzz('bodies that are read, shown, compared and handed on', bodyAndHonest, { short: 1500, long: 100_000 }, (input) => {
  const [body, honest] = input;
  const read = readCopyJob(body);
  const other = readCopyJob(honest);
  if (!other.ok) throw new Error('A fixture cannot be read.');
  if (!read.ok) {
    expect(read.problem.message).toBeTruthy();
    return { refused: read.problem.reason };
  }
  const { reading } = read;
  outcomeOf(reading);
  for (const hint of hintsFor(reading)) expect(hint).toBeTruthy();
  for (const { path, value } of reading.members) present(path, value, { ...PRESENTING, reading });

  const values = valuesOf(reading);
  const columns = columnSet(Object.keys(values));
  const row = { ...MODEL, values };
  for (const column of columns.all) cellText(column, row, NOW, 'utc');
  expectNoFormula(jobsAsCsv([row], columns.all, columns));
  JSON.parse(bodiesAsJson([{ body }]));
  JSON.parse(bodiesAsJsonLines([{ body }]));

  const sides = [
    { reading: other.reading, when: 'Monday', title: 'honest', facts: [] },
    { reading, when: 'Tuesday', title: 'hostile', facts: [] },
  ] as const;
  for (const relation of [undefined, TWO_JOBS]) {
    const comparison = compareReadings(other.reading, reading, relation);
    for (const difference of comparison.differences) segmentsOf(difference);
    const document = pairDocument(comparison, ...sides, PRESENTING, ABOUT);
    for (const { id, parts } of FORMATS) {
      const text = Array.from(parts(document) ?? []).join('');
      if (id === 'html') expect(text).not.toMatch(LIVE_MARKUP);
      if (id === 'markdown') expect(text).not.toMatch(LIVE_IN_MARKDOWN);
      if (id === 'csv') expectNoFormula(text);
      if (id === 'json' || id === 'json-patch') JSON.parse(text);
    }
  }
  expect(compareReadings(reading, reading).differences).toEqual([]);
  return 'taken';
});

function expectNoFormula(table: string): void {
  // Behind the mark that tells of UTF-8.
  for (const [, quoted, plain] of table.slice(1).matchAll(CELL)) expect(quoted ?? plain).not.toMatch(FORMULA);
}
