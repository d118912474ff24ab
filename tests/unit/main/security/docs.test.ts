import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../../../..');
const text = readFileSync(path.join(ROOT, 'docs', 'security.md'), 'utf8');

test('the table of rules names every item of the checklist once', () => {
  const numbers = [...text.matchAll(/^\| (\d+) \|/gm)].map((match) => Number(match[1]));
  expect(numbers).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
});

test('every file that a rule names is there', () => {
  const named = [...text.matchAll(/`((?:src|tests|build)\/[^`]+)`/g)].map((match) => match[1] ?? '');
  expect(named.length).toBeGreaterThan(40);
  expect(named.filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
});

/** The rows of the tables below a heading, each as its cells. */
function rowsBelow(heading: string): string[][] {
  const section = text.split(/^##+ /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  const rows = [...section.matchAll(/^\| (.+) \|$/gm)].map(([, row = '']) => row.split(' | '));
  return rows.filter(([first]) => !/^(?:#|rule|fuse|way in)$/.test(first ?? ''));
}

test('every rule names a test or a check that holds it', () => {
  const rows = rowsBelow('The rules');
  expect(rows.length).toBeGreaterThan(40);
  const held = /`(?:tests|build)\/[^`]+\.(?:ts|mjs)`|`tests\/[^`]+\/`|reviewed with each release/;
  expect(rows.filter((cells) => !held.test(cells.at(-1) ?? ''))).toEqual([]);
});

test('every fuse that is set stands in the table of fuses, as it is set', () => {
  const config = readFileSync(path.join(ROOT, 'build', 'electron-builder.yml'), 'utf8');
  const block = /^electronFuses:\n((?: {2}.*\n)+)/m.exec(config)?.[1] ?? '';
  const configured = [...block.matchAll(/^ {2}(\w+): (true|false)$/gm)].map(([, name = '', on]) => [
    name.toLowerCase(),
    on === 'true' ? 'on' : 'off',
  ]);
  const listed = rowsBelow('Fuses').map(([name = '', set]) => [name.replaceAll('`', '').toLowerCase(), set]);
  expect(listed.sort()).toEqual(configured.sort());
});

test('every file of security tests is named', () => {
  const files = readdirSync(path.join(ROOT, 'tests', 'security')).map((name) => `tests/security/${name}`);
  expect(files.filter((file) => !text.includes(`\`${file}\``))).toEqual([]);
});

test('every place on the page that is linked to is there', () => {
  const headings = [...text.matchAll(/^##+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
  const linked = [...text.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = '']) => anchor);
  expect(linked.length).toBeGreaterThan(2);
  expect(linked.filter((anchor) => !headings.includes(anchor))).toEqual([]);
});

test('every kind of fuzzing that the page quotes figures for is there', () => {
  const folder = path.join(ROOT, 'tests', 'fuzz');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.ts'));
  const code = files.map((name) => readFileSync(path.join(folder, name), 'utf8')).join('\n');
  const short = new Set([...code.matchAll(/short: (\d+)/g)].map(([, count]) => Number(count)));
  const quoted = rowsBelow('Hostile inputs').flatMap((cells) => cells.at(-2)?.match(/[\d,]+/g) ?? []);
  expect(quoted.length).toBeGreaterThan(8);
  expect(quoted.filter((count) => !short.has(Number(count.replaceAll(',', ''))))).toEqual([]);
});
