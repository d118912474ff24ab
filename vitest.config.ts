import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';

/** Debian's Chromium; another one can be named for desktops that have it elsewhere. */
const chromium = process.env['COPYTRAIL_CHROMIUM'] ?? '/usr/bin/chromium';

/** Chromium must not look anything up on the network while it is tested. */
const QUIET_CHROMIUM = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The library that mounts components in tests has wrappers of its own, from before runes: they are compiled as what they are. */
const mountingLibrary = svelte({
  dynamicCompileOptions: ({ filename }) =>
    filename.includes('/node_modules/@testing-library/') ? { runes: undefined } : undefined,
});

export default defineConfig({
  plugins: [mountingLibrary],
  test: {
    // An end for what hangs, not a measure of speed: on a busy machine everything may take its time.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
    projects: [
      { extends: true, test: { name: 'unit', environment: 'node', include: ['tests/unit/**/*.test.ts'] } },
      { extends: true, test: { name: 'contract', environment: 'node', include: ['tests/contract/**/*.test.ts'] } },
      { extends: true, test: { name: 'database', environment: 'node', include: ['tests/database/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'fuzz',
          environment: 'node',
          include: ['tests/fuzz/**/*.test.ts'],
          setupFiles: ['tests/fuzz/support/figures.ts'],
          provide: {
            fuzzing: process.env['COPYTRAIL_FUZZING'] === 'long' ? 'long' : 'short',
            fuzzFigures: process.env['COPYTRAIL_FUZZ_FIGURES'] ?? '',
          },
        },
      },
      {
        extends: true,
        // Found while a test runs, a dependency would be optimised anew and reload the page under it.
        optimizeDeps: {
          include: ['vitest-browser-svelte', 'axe-core', 'valibot', 'dexie', 'lossless-json', 'diff', 'bits-ui'],
          // One small file per icon: not worth a list of all of them here.
          exclude: ['@lucide/svelte'],
        },
        test: {
          name: 'component',
          include: ['tests/component/**/*.test.ts'],
          // Every test takes away what it put on the page; loading all modules anew for each file would take longer than the tests.
          isolate: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            instances: [{ browser: 'chromium' }],
            provider: playwright({ launchOptions: { executablePath: chromium, args: QUIET_CHROMIUM } }),
          },
        },
      },
    ],
  },
});
