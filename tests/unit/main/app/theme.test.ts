import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { PAGE_BACKGROUND } from '../../../../src/main/app/page-background';

test('the window is painted in the page colours of the style sheet', () => {
  const tokens = readFileSync(
    path.resolve(import.meta.dirname, '../../../../src/renderer/src/styles/tokens.css'),
    'utf8',
  );
  for (const [theme, colour] of Object.entries(PAGE_BACKGROUND)) {
    const block = tokens.split(`[data-theme='${theme}'] {`)[1]?.split('}')[0];
    expect(block).toContain(`--page: ${colour};`);
  }
});
