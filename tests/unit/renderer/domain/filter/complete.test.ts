import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnSet } from '../../../../../src/renderer/src/domain/columns';
import { completeFilter } from '../../../../../src/renderer/src/domain/filter';

const COLUMNS = columnSet();
const VALUES = {
  State: [
    { value: 'COMPLETED', jobs: 90 },
    { value: 'FAILED', jobs: 1 },
    { value: undefined, jobs: 4 },
  ],
  'CreatedBy.BackupPlanName': [{ value: 'Daily prod', jobs: 7 }],
};

/** Completes at `|` in the text. */
function complete(marked: string) {
  const caret = marked.indexOf('|');
  const text = marked.replace('|', '');
  const { from, to, items } = completeFilter(text, caret, COLUMNS, VALUES);
  return { replaces: text.slice(from, to), inserts: items.map(({ insert }) => insert), items };
}

test('offers columns where a name is being typed, those that begin with it first', () => {
  const { replaces, inserts } = complete('foo pla|');
  expect(replaces).toBe('pla');
  expect(inserts.slice(0, 2)).toEqual(['plan:', 'plan-id:']);
  expect(complete('|').inserts).toContain('type:');
  expect(complete('-mess|').replaces).toBe('mess');
  expect(complete('nominal|').inserts).toEqual(['rate:']);
});

test('offers operators once a name is whole, and no others than mean something', () => {
  expect(complete('size|').inserts.slice(0, 4)).toEqual(['size=', 'size!=', 'size:', 'size!:']);
  expect(complete('size|').inserts).not.toContain('size^');
  expect(complete('name!|=x').inserts).toContain('^');
});

test('offers values that jobs have, with how many', () => {
  const { replaces, items } = complete('state:fai|');
  expect(replaces).toBe('fai');
  expect(items).toEqual([{ kind: 'value', insert: 'FAILED', label: 'FAILED', detail: '1 job' }]);
  expect(complete('plan=|').inserts).toEqual(['"Daily prod"']);
  expect(complete('state=failed,|').inserts).toEqual(['COMPLETED', 'FAILED']);
});

test('offers what is usual where values are as many as jobs', () => {
  expect(complete('created>=|').inserts).toContain('-7d');
  expect(complete('created:last|').inserts).toEqual(['"last night"']);
  expect(complete('cross-account:|').inserts).toEqual(['yes', 'no']);
  expect(complete('outcome:iss|').items).toMatchObject([
    { insert: 'completed-with-issues', label: 'Completed with issues' },
  ]);
});

test('offers columns behind has: and no:', () => {
  expect(complete('has:siz|').inserts).toEqual(['size']);
});

test('offers something or nothing for any text and place, and always a stretch of the text to replace', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...Array.from('state:size>= "\\,-!x1')), maxLength: 20 }),
      fc.nat({ max: 20 }),
      (text, place) => {
        const { from, to } = completeFilter(text, Math.min(place, text.length), COLUMNS, VALUES);
        expect(0 <= from && from <= to && to <= text.length).toBe(true);
      },
    ),
  );
});
