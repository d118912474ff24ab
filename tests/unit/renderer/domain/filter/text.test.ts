import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnSet } from '../../../../../src/renderer/src/domain/columns';
import { parseFilter, printFilter, type Filter, type Operator } from '../../../../../src/renderer/src/domain/filter';

const COLUMNS = columnSet(['Future["a.b"]', 'NewMember']);

function read(text: string) {
  const { filter, problems } = parseFilter(text, COLUMNS);
  return { ...filter, problems: problems.map(({ code }) => code) };
}

function token(column: string, operator: Operator, ...values: string[]) {
  return { column, operator, values };
}

describe('a filter in text form', () => {
  it('is read from what an administrator would type', () => {
    const text = 'state:failed size>=1GiB plan="Daily prod" created>=-7d vault:!dr -message:"access denied" free words';
    expect(read(text)).toEqual({
      text: 'free words',
      tokens: [
        token('State', ':', 'failed'),
        token('BackupSizeInBytes', '>=', '1GiB'),
        token('CreatedBy.BackupPlanName', '=', 'Daily prod'),
        token('CreationDate', '>=', '-7d'),
        token('destinationVault', '!:', 'dr'),
        token('StatusMessage', '!:', 'access denied'),
      ],
      problems: [],
    });
  });

  it.each([
    ['size >= 1.5 GiB', token('BackupSizeInBytes', '>=', '1.5 GiB')],
    ['size:>=200 GB', token('BackupSizeInBytes', '>=', '200 GB')],
    ['duration>2 h 14 m', token('duration', '>', '2 h 14 m')],
    ['created:last night', token('CreationDate', ':', 'last night')],
    ['created>=-7 days', token('CreationDate', '>=', '-7 days')],
    ['state!=failed,partial', token('State', '!=', 'failed', 'partial')],
    ['state=failed, partial', token('State', '=', 'failed', 'partial')],
    ['-state=failed', token('State', '!=', 'failed')],
    ['has:size', token('BackupSizeInBytes', 'present')],
    ['-has:size', token('BackupSizeInBytes', 'absent')],
    ['no:plan', token('CreatedBy.BackupPlanName', 'absent')],
    ['name^web', token('ResourceName', '^', 'web')],
    ['name:"say \\"hi\\" \\\\"', token('ResourceName', ':', 'say "hi" \\')],
    ['createdby.backupplanname:x', token('CreatedBy.BackupPlanName', ':', 'x')],
    ['BackupPlanName:x', token('CreatedBy.BackupPlanName', ':', 'x')],
    ['newmember=3', token('NewMember', '=', '3')],
    ['"Future[\\"a.b\\"]":x', token('Future["a.b"]', ':', 'x')],
    ['name=', token('ResourceName', '=')],
    ['name=""', token('ResourceName', '=', '')],
  ])('reads %s', (text, expected) => {
    expect(read(text)).toEqual({ text: '', tokens: [expected], problems: [] });
  });

  it.each([
    'arn:aws:ec2:eu-central-1::snapshot/snap-0123',
    'https://console.aws.amazon.com/backup',
    '"access denied" vault',
    'i-0abc -dash 47C8EF56-74D8',
    '"not closed',
  ])('leaves %s as free text', (text) => {
    expect(read(text)).toMatchObject({ text, tokens: [] });
  });

  it('says what it does not understand, where, and what may be meant', () => {
    const { problems } = parseFilter('foo stat:failed -size>3 name:"x', COLUMNS);
    expect(problems).toMatchObject([
      { code: 'unknown-column', from: 4, to: 8, suggestion: 'state' },
      { code: 'operator', from: 16, to: 23 },
      { code: 'unclosed-quote', from: 24, to: 31 },
    ]);
  });

  const anyText = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.string({ unit: fc.constantFrom(...Array.from('ab "\\:=!<>^,-\t\n7GBhd')), maxLength: 12 }),
    fc.constantFrom('1', '-7', 'GB', 'h', '2 h', 'last', 'night', 'days', 'has', 'no:size', 'arn:aws:x', 'a://b'),
  );
  const anyOperator = fc.constantFrom<Operator>('=', '!=', ':', '!:', '^', '<', '<=', '>', '>=');
  const anyColumn = fc.oneof(
    fc.constantFrom(...COLUMNS.all.map(({ id }) => id)),
    fc.constantFrom('size', 'has', 'arn', 'constructor', ''),
    anyText,
  );
  const anyToken = fc.oneof(
    fc.record({ column: anyColumn, operator: anyOperator, values: fc.array(anyText, { maxLength: 3 }) }),
    fc.record({
      column: anyColumn,
      operator: fc.constantFrom<Operator>('present', 'absent'),
      values: fc.constant<string[]>([]),
    }),
  );
  const anyFilter: fc.Arbitrary<Filter> = fc.record({
    text: fc.oneof(
      anyText,
      fc.array(anyText, { maxLength: 3 }).map((words) => words.join(' ')),
    ),
    tokens: fc.array(anyToken, { maxLength: 4 }),
  });

  it('reads back exactly what it wrote, whatever the filter', () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        const text = printFilter(filter, COLUMNS);
        expect(parseFilter(text, COLUMNS).filter, text).toEqual(filter);
      }),
      { numRuns: 3000 },
    );
  });

  it('reads any text without falling over, and keeps what it read when written again', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyText,
          fc.array(anyText, { maxLength: 6 }).map((parts) => parts.join('')),
          fc.string({ unit: 'binary' }),
        ),
        (text) => {
          const { filter, problems } = parseFilter(text, COLUMNS);
          expect(parseFilter(printFilter(filter, COLUMNS), COLUMNS).filter).toEqual(filter);
          for (const { from, to } of problems) expect(0 <= from && from <= to && to <= text.length).toBe(true);
        },
      ),
      { numRuns: 3000 },
    );
  });
});

it('a value takes as many words along as a duration has, and not all of a long text', () => {
  const { tokens } = read(`duration>${'2 h 14 m '.repeat(50_000)}`);
  expect(tokens).toEqual([token('duration', '>', expect.stringMatching(/^(?:2 h 14 m ?){4}$/) as string)]);
});
