import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareReadings } from '../../../../../src/renderer/src/domain/diff';
import { segmentsOf, type Segment } from '../../../../../src/renderer/src/domain/diff/segments';
import { job } from '../reading';

function segments(path: string, left: unknown, right: unknown) {
  const [row] = compareReadings(job({ [path]: left }), job({ [path]: right })).differences;
  return row === undefined ? undefined : segmentsOf(row);
}

const marked = (side: readonly Segment[] | undefined) =>
  side?.map(({ text, differs }) => (differs ? `[${text}]` : text)).join('');

describe('the pieces that differ', () => {
  test('messages by words', () => {
    const found = segments('StatusMessage', 'Access denied to key one.', 'Access denied to vault one.');
    expect(marked(found?.left)).toBe('Access denied to [key] one.');
    expect(marked(found?.right)).toBe('Access denied to [vault] one.');
  });

  test('ARNs by parts', () => {
    const found = segments('IamRoleArn', 'arn:aws:iam::1:role/a', 'arn:aws:iam::2:role/a');
    expect(marked(found?.left)).toBe('arn:aws:iam::[1:]role/a');
    expect(marked(found?.right)).toBe('arn:aws:iam::[2:]role/a');
  });

  test('nothing where it would not help: no words in common, very long texts, ids, numbers, one side only', () => {
    expect(segments('StatusMessage', 'alpha', 'omega')).toBeUndefined();
    expect(segments('StatusMessage', 'a b', `a ${'c '.repeat(5000)}`)).toBeUndefined();
    expect(segments('CopyJobId', 'a b', 'a c')).toBeUndefined();
    expect(segments('BackupSizeInBytes', 1, 2)).toBeUndefined();
    expect(segments('StatusMessage', 'a b', undefined)).toBeUndefined();
    expect(segments('StatusMessage', 'a b', '')).toBeUndefined();
  });

  test('joined, they are the texts that were sent, and what does not differ is the same on both sides', () => {
    const words = fc.array(fc.constantFrom('a', 'b', 'key', '\n', ' ', '.', 'é', '<b>', '  '), { maxLength: 30 });
    const text = fc.oneof(
      words.map((all) => all.join('')),
      fc.string({ unit: 'binary', maxLength: 60 }),
    );
    fc.assert(
      fc.property(text, text, (left, right) => {
        const found = segments('StatusMessage', left, right);
        if (found === undefined) return;
        const whole = (side: readonly Segment[]) => side.map((piece) => piece.text).join('');
        const common = (side: readonly Segment[]) =>
          side
            .filter(({ differs }) => !differs)
            .map((piece) => piece.text)
            .join('');
        expect(whole(found.left)).toBe(JSON.parse(JSON.stringify(left)));
        expect(whole(found.right)).toBe(JSON.parse(JSON.stringify(right)));
        expect(common(found.left)).toBe(common(found.right));
      }),
    );
  });
});
