import { expect, test } from 'vitest';
import { plainText } from '../../../../src/main/app/plain-text';

test('ordinary text stays as it is, in any script', () => {
  expect(plainText('Kopie von „Größe-数据-🙂" fertig', 100)).toBe('Kopie von „Größe-数据-🙂" fertig');
});

test('controls, invisible signs and reversed writing become spaces', () => {
  expect(plainText('a\u0007b\r\n\tc\u202Ed\u2066e\u200Bf\u2028g\u009Bh', 100)).toBe('a b c d e f g h');
  expect(plainText('lone \uD800 half', 100)).toBe('lone half');
});

test('nothing can be read as markup', () => {
  expect(plainText('<a href="https://evil.example">click</a>', 100)).toBe('‹a href="https://evil.example"›click‹/a›');
});

test('what is too long is cut by whole signs, and says so', () => {
  expect(plainText('🙂'.repeat(10), 4)).toBe('🙂🙂🙂…');
  expect(plainText('abcd', 4)).toBe('abcd');
});
