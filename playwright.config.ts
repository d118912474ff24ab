import { defineConfig } from '@playwright/test';
import type { AppOptions } from './tests/support/app';

export default defineConfig<object, AppOptions>({
  // Real windows on two cores: side by side they starve each other, and a starved window looks like a broken one.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  globalSetup: './build/playwright-setup.mjs',
  // Playwright empties a project's folder at each run: reports of other steps must not lie in it.
  projects: [
    { name: 'e2e', testDir: 'tests/e2e', outputDir: 'test-results/e2e' },
    { name: 'security', testDir: 'tests/security', outputDir: 'test-results/security', grepInvert: /@packed-alone/ },
    // What packing could change, once more with the packed app.
    {
      name: 'packed',
      testDir: 'tests/security',
      outputDir: 'test-results/packed',
      grep: /@packed/,
      use: { packed: true },
    },
  ],
});
