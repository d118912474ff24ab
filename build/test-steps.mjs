/** The steps of `npm test`, in the order in which they run: what is quick and often wrong comes first. */
import path from 'node:path';
import { tool } from './child-process.mjs';
import { ROOT } from './project.mjs';

/**
 * @typedef {object} Step
 * @property {string} name as it is called on the command line; `types` also calls every `types-...`
 * @property {boolean} ready whether it belongs to `npm run ready`, the half without a window
 * @property {'check' | 'vitest' | 'playwright'} kind a check counts as one test; the other two write a report
 * @property {string} command
 * @property {string[]} words
 * @property {number} limitMs after this long it is ended and counts as failed
 * @property {string | undefined} report where the report is written
 */

/** Limits are there to end what hangs. They leave room for a machine that is ten times slower than a quiet one. */
const MINUTE_MS = 60_000;

/**
 * @param {string} name
 * @param {string} command
 * @param {string[]} words
 * @param {{ ready?: boolean, minutes?: number }} [options]
 * @returns {Step}
 */
const check = (name, command, words, { ready = true, minutes = 8 } = {}) => ({
  name,
  ready,
  kind: 'check',
  command,
  words,
  limitMs: minutes * MINUTE_MS,
  report: undefined,
});

/** @param {string} name */
const reportOf = (name) => path.join(ROOT, 'test-results', `${name}.json`);

/**
 * @param {string} name of the project in vitest.config.ts
 * @param {{ ready?: boolean, minutes?: number }} [options]
 * @returns {Step}
 */
const vitest = (name, { ready = true, minutes = 12 } = {}) => ({
  ...check(
    name,
    tool('vitest'),
    ['run', '--project', name, '--reporter=default', '--reporter=json', `--outputFile.json=${reportOf(name)}`],
    { ready, minutes },
  ),
  kind: 'vitest',
  report: reportOf(name),
});

/**
 * @param {string} name of the project in playwright.config.ts
 * @param {number} minutes
 * @returns {Step}
 */
const playwright = (name, minutes) => ({
  ...check(name, tool('playwright'), ['test', '--project', name, '--reporter=list,json'], { ready: false, minutes }),
  kind: 'playwright',
  report: reportOf(name),
});

/** @param {string} script below build/ */
const own = (script) => path.join(ROOT, 'build', script);

/** @type {Step[]} */
export const STEPS = [
  check('format', tool('prettier'), ['--check', '--log-level', 'warn', '.']),
  check('types-contract', tool('tsc'), ['--noEmit', '-p', 'tsconfig.contract.json']),
  check('types-node', tool('tsc'), ['--noEmit', '-p', 'tsconfig.node.json']),
  // Holds main and preload to the older Electron as well: what only the newer one has would break in tests.
  check('types-electron33', tool('tsc'), ['--noEmit', '-p', 'tsconfig.electron33.json']),
  // Checks the plain .ts files of the window too.
  check('types-web', tool('svelte-check'), ['--tsconfig', './tsconfig.web.json', '--fail-on-warnings']),
  check('lint', tool('eslint'), ['--max-warnings', '0', '.']),
  check('layers', tool('depcruise'), ['src', '--config', '.dependency-cruiser.cjs', '--output-type', 'err-long']),
  check('unused', tool('knip'), []),
  check('setup', process.execPath, [own('check-setup.mjs')]),
  vitest('unit'),
  vitest('contract'),
  vitest('database'),
  vitest('fuzz'),
  check('build', process.execPath, [own('build.mjs')], { ready: false }),
  vitest('component', { ready: false, minutes: 20 }),
  check('start', process.execPath, [own('check-start.mjs')], { ready: false }),
  check('package', process.execPath, [own('check-package.mjs')], { ready: false, minutes: 12 }),
  check('install', process.execPath, [own('check-install.mjs')], { ready: false, minutes: 10 }),
  playwright('e2e', 50),
  playwright('security', 20),
  playwright('packed', 10),
];

/** Steps that open the built app; choosing one of them chooses the build too. */
const NEEDS_BUILD = new Set(['start', 'package', 'install', 'e2e', 'security', 'packed']);

/**
 * What the steps need beyond node_modules.
 *
 * @type {Record<string, import('./system-libraries.mjs').Need[]>}
 */
const NEEDS = {
  contract: ['aws'],
  component: ['browser'],
  start: ['libraries', 'screen'],
  package: ['libraries', 'screen', 'packers'],
  install: ['libraries', 'screen'],
  e2e: ['libraries', 'screen', 'aws'],
  security: ['libraries', 'screen'],
  packed: ['libraries', 'screen'],
};

/** @param {Step[]} steps */
export const needsOf = (steps) => new Set(steps.flatMap((step) => NEEDS[step.name] ?? []));

/**
 * Chooses steps by name.
 *
 * @param {string[]} names step names, `ready`, or a group such as `types`; none means all
 * @returns {Step[]} in running order
 * @throws {Error} if a name means nothing
 */
export function chooseSteps(names) {
  if (names.length === 0) return STEPS;
  /** @type {Set<string>} */
  const chosen = new Set();
  for (const name of names) {
    const meant = STEPS.filter(
      (step) => step.name === name || step.name.startsWith(`${name}-`) || (name === 'ready' && step.ready),
    );
    if (meant.length === 0)
      throw new Error(`There is no step "${name}". Steps: ready, ${STEPS.map((step) => step.name).join(', ')}`);
    for (const step of meant) chosen.add(step.name);
  }
  // What is installed, and tried, is what was packed.
  if (chosen.has('install') || chosen.has('packed')) chosen.add('package');
  if (STEPS.some((step) => chosen.has(step.name) && NEEDS_BUILD.has(step.name))) chosen.add('build');
  return STEPS.filter((step) => chosen.has(step.name));
}
