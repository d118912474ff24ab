import { expect, onTestFinished, test } from 'vitest';
import Welcome from '../../../src/renderer/src/welcome/Welcome.svelte';
import { accessibilityFaults } from './accessible';
import { DENSITIES, show, THEMES } from './screen';

/** A page that is in order, with something added to it for the time of a test. */
async function faultsWith(html: string): Promise<string[]> {
  const { container } = await show(Welcome, { onchoose: () => undefined, notices: [] });
  const extra = document.createElement('div');
  extra.innerHTML = html;
  container.querySelector('main')!.append(extra);
  onTestFinished(() => {
    extra.remove();
  });
  return accessibilityFaults('screen');
}

test.for(THEMES.flatMap((theme) => DENSITIES.map((density) => [theme, density] as const)))(
  'text that is too faint is found even if it is so only in the theme %s at the density %s',
  async ([theme, density]) => {
    const here = `[data-theme='${theme}'][data-density='${density}']`;
    const faults = await faultsWith(`<style>${here} .lead { color: ${theme === 'dark' ? '#444' : '#bbb'}; }</style>`);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^${theme}, ${density}: color-contrast`));
  },
);

test('buttons too small and too close to hit are found, and so is one without a name', async () => {
  const small = '<button style="width: 9px; height: 9px; padding: 0; border: 0"></button>';
  const faults = await faultsWith(small + small);
  expect(faults.filter((fault) => fault.includes(': target-size'))).toHaveLength(4);
  expect(faults.filter((fault) => fault.includes(': button-name'))).toHaveLength(2);
});

test('a page in order has nothing to complain of', async () => {
  expect(await faultsWith('')).toEqual([]);
});
