import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';

/** What axe found, as far as a test's report needs it. */
interface Finding {
  readonly id: string;
  readonly impact: string | null;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

const axeSource = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Everything that axe holds against the page as it stands, but what it calls minor; one line each. `only` these rules,
 * or all but those `apart`. The page's security policy allows no script but its own, so axe comes in by the debugger.
 */
export async function accessibilityFaults(
  page: Page,
  { only, apart = [] }: { readonly only?: readonly string[]; readonly apart?: readonly string[] } = {},
): Promise<string[]> {
  if (!(await page.evaluate<boolean>('typeof axe === "object"'))) await page.evaluate(await axeSource);
  const options = {
    resultTypes: ['violations'],
    rules: Object.fromEntries(apart.map((rule) => [rule, { enabled: false }])),
    ...(only === undefined ? {} : { runOnly: only }),
  };
  const { violations: found, passes } = await page.evaluate<{ violations: Finding[]; passes: number }>(
    `axe.run(document, ${JSON.stringify(options)}).then((seen) => ({ violations: seen.violations, passes: seen.passes.length }))`,
  );
  // A page on which axe finds nothing to look at would be without fault, whatever it shows.
  if (passes === 0) throw new Error('axe found nothing on this page to hold its rules against.');
  return found
    .filter(({ impact }) => impact !== 'minor')
    .flatMap(({ id, impact, help, nodes }) =>
      nodes.map(
        ({ html, failureSummary }) => `${id} (${impact ?? 'unknown'}): ${help}: ${html} ${failureSummary ?? ''}`,
      ),
    );
}
