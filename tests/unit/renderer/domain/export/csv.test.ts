import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvText } from '../../../../../src/renderer/src/domain/export/csv';

const MARK = '\uFEFF';

/** What a spreadsheet reads: RFC 4180, nothing of ours. */
function readCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!;
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') cell += text.charAt(at++);
      else quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === ',') {
      record.push(cell);
      cell = '';
    } else if (sign === '\r' && text[at + 1] === '\n') {
      at++;
      records.push([...record, cell]);
      record = [];
      cell = '';
    } else cell += sign;
  }
  return records;
}

test('begins with a mark, quotes what needs it, ends every line', () => {
  expect(csvText(['a', 'b'], [['1', 'x, "y"\nz']])).toBe(`${MARK}a,b\r\n1,"x, ""y""\nz"\r\n`);
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '=HYPERLINK("http://x","y")'])(
  'a spreadsheet never runs %j',
  (cell) => {
    const [, record] = readCsv(csvText(['a'], [[cell]]).slice(1));
    expect(record).toEqual([`'${cell}`]);
  },
);

test('reads back to what was written, whatever it is, but for the apostrophe', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.string())), (records) => {
      const read = readCsv(csvText(['a', 'b'], records).slice(1)).slice(1);
      const plain = (cell: string): string => (/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell);
      const meant = records.map((cells) => cells.map(plain));
      expect(read.map((cells) => cells.map(plain))).toEqual(meant);
      for (const cells of read) for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    }),
  );
});
