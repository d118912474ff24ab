import axe from 'axe-core';
import { expect } from 'vitest';
import { DENSITIES, dress, THEMES } from './screen';

/** Rules about a whole page, which a single component cannot keep by itself. */
const PAGE_RULES = ['region', 'page-has-heading-one', 'landmark-one-main', 'html-has-lang', 'document-title'];

/** What can differ between densities: sizes, and with them what contrast is asked for. */
const SIZE_RULES = ['color-contrast', 'target-size'];

/** `component` leaves out the rules that only a whole page can keep. */
type Extent = 'component' | 'screen';

/** Holds what is on the page against axe-core, in both themes and at both densities. */
export async function expectAccessible(extent: Extent = 'component'): Promise<void> {
  expect(await accessibilityFaults(extent)).toEqual([]);
}

/** What axe-core complains of: every rule in both themes, and those about contrast and size at both densities. */
export async function accessibilityFaults(extent: Extent): Promise<string[]> {
  const { theme, density } = document.documentElement.dataset;
  const faults: string[] = [];
  for (const nextTheme of THEMES) {
    for (const nextDensity of DENSITIES) {
      dress(nextTheme, nextDensity);
      await coloursAtRest();
      const { violations, passes } = await axe.run(document, rulesFor(extent, nextDensity));
      faults.push(...violations.map((violation) => `${nextTheme}, ${nextDensity}: ${inWords(violation)}`));
      // A page on which axe found nothing to look at would pass whatever it shows.
      if (nextDensity === 'comfortable' && passes.length === 0) faults.push(`${nextTheme}: nothing to look at`);
    }
  }
  dress(theme as (typeof THEMES)[number], density as (typeof DENSITIES)[number]);
  return faults;
}

function rulesFor(extent: Extent, density: (typeof DENSITIES)[number]): axe.RunOptions {
  if (density === 'compact') return { runOnly: { type: 'rule', values: SIZE_RULES } };
  const left = extent === 'component' ? PAGE_RULES.map((id) => [id, { enabled: false }]) : [];
  return { rules: { ...(Object.fromEntries(left) as axe.RuleObject), 'target-size': { enabled: true } } };
}

/** Colours on their way from one theme to the other belong to neither. */
async function coloursAtRest(): Promise<void> {
  await Promise.all(
    document
      .getAnimations()
      .filter((animation) => animation instanceof CSSTransition)
      .map((transition) => transition.finished.catch(() => undefined)),
  );
}

function inWords({ id, nodes }: axe.Result): string {
  return `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`).join('\n')}`;
}
