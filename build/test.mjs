/**
 * Runs everything that CI runs, to the end even if a step fails, and counts. `npm test`, or `npm test -- unit e2e` for some
 * of the steps. The last line on standard output is `N passed, N failed`, and the exit code says the same.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { endAll, runToEnd, watchParent } from './child-process.mjs';
import {
  countPlaywright,
  countVitest,
  exitCode,
  failuresOfPlaywright,
  failuresOfVitest,
  finalLine,
  judge,
  sum,
} from './counts.mjs';
import { startDisplay } from './display.mjs';
import { resolveRuntime, runtimeEnvironment } from './electron-runtime.mjs';
import { checkNode, isMain, ROOT } from './project.mjs';
import { ensureSystem } from './system-libraries.mjs';
import { chooseSteps, needsOf } from './test-steps.mjs';

/**
 * @typedef {import('./test-steps.mjs').Step} Step
 * @typedef {import('./counts.mjs').Counts & { name: string, seconds: number, note: string, failures: string[] }} Result
 */

const say = (/** @type {string} */ line) => console.log(line);

/**
 * The environment of all tests: nothing of a person's own AWS settings, and nothing that asks a network.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function testEnvironment(env) {
  const clean = Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('AWS_')));
  const nowhere = path.join(os.tmpdir(), 'copytrail-tests-have-no-such-file');
  return {
    ...clean,
    AWS_CONFIG_FILE: nowhere,
    AWS_SHARED_CREDENTIALS_FILE: nowhere,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
}

/**
 * @param {Step} step
 * @param {import('./child-process.mjs').Ending} ending
 * @returns {{ counts: import('./counts.mjs').Counts | undefined, failures: string[] }} no counts if there is nothing to count:
 *   no report, or a check cut short
 */
function readReport(step, { code, timedOut }) {
  if (step.report === undefined) {
    const counts = { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
    return { counts: timedOut ? undefined : counts, failures: [] };
  }
  try {
    const report = JSON.parse(readFileSync(step.report, 'utf8'));
    return step.kind === 'vitest'
      ? { counts: countVitest(report), failures: failuresOfVitest(report) }
      : { counts: countPlaywright(report), failures: failuresOfPlaywright(report) };
  } catch {
    return { counts: undefined, failures: [] };
  }
}

/**
 * @param {Step} step
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Result>}
 */
async function runStep(step, env) {
  say(`\n=== ${step.name}`);
  const began = performance.now();
  if (step.report !== undefined) rmSync(step.report, { force: true });
  const stepEnv = step.kind === 'playwright' ? { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: step.report } : env;
  const ending = await runToEnd(step.command, step.words, { env: stepEnv, limitMs: step.limitMs }).catch((error) => {
    say(`${step.name} could not be started: ${error.message}`);
    return { code: 1, timedOut: false };
  });
  const { counts, failures } = readReport(step, ending);
  return { ...judge(counts, ending), failures, name: step.name, seconds: (performance.now() - began) / 1000 };
}

/**
 * @param {Result[]} results
 * @returns {string} the steps as a table
 */
export function table(results) {
  const width = Math.max(4, ...results.map(({ name }) => name.length));
  const row = (/** @type {(string | number)[]} */ [name, ...cells]) =>
    [String(name).padEnd(width), ...cells.map((cell) => String(cell).padStart(7))].join('  ');
  const lines = results.map(
    ({ name, passed, failed, skipped, seconds, note }) =>
      `${row([name, passed, failed, skipped, seconds.toFixed(1)])}${note && `  ${note}`}`,
  );
  return [row(['step', 'passed', 'failed', 'skipped', 'seconds']), ...lines].join('\n');
}

/**
 * Brings what the steps need: system packages, the Electron runtime, a screen.
 *
 * @param {Step[]} steps
 * @returns {Promise<{ env: Record<string, string>, stop: () => undefined }>}
 */
async function prepareSystem(steps) {
  const needs = needsOf(steps);
  const runtime = needs.has('libraries') ? await resolveRuntime({ say }) : undefined;
  ensureSystem(needs, runtime?.executable ?? '', say);
  const env = runtime ? runtimeEnvironment(runtime) : {};
  if (process.platform !== 'linux' || !needs.has('screen')) return { env, stop: () => undefined };
  // Always a screen of its own: windows that pop up on a desktop lose and steal the focus that tests rely on.
  const display = await startDisplay();
  return { env: { ...env, DISPLAY: display.name }, stop: () => void display.stop() };
}

/**
 * @param {string[]} names of steps; none means all
 * @returns {Promise<number>} exit code
 */
async function main(names) {
  const began = performance.now();
  checkNode();
  const steps = chooseSteps(names);
  mkdirSync(path.join(ROOT, 'test-results'), { recursive: true });
  say(`Node ${process.versions.node}, ${process.platform} ${process.arch}`);
  let stopSystem = () => undefined;
  const abandon = () => {
    endAll();
    stopSystem();
    process.exit(1);
  };
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, abandon);
  watchParent(abandon);
  const system = await prepareSystem(steps);
  stopSystem = system.stop;
  const env = { ...testEnvironment(process.env), ...system.env };
  /** @type {Result[]} */
  const results = [];
  try {
    for (const step of steps) results.push(await runStep(step, env));
  } finally {
    system.stop();
  }
  const total = sum(results);
  // Once more at the end: a long log is often kept by its last lines alone.
  for (const { name, failures } of results) for (const each of failures) say(`\nfailed in ${name}: ${each}`);
  say(`\n${table(results)}\n\n${((performance.now() - began) / 1000).toFixed(0)} s in all`);
  say(finalLine(total));
  return exitCode(total);
}

if (isMain(import.meta.url)) {
  try {
    process.exitCode = await main(process.argv.slice(2).filter((word) => word !== '--'));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    // Whatever stopped the run before its first test is one failure, and the last line still says so.
    say(finalLine({ passed: 0, failed: 1, skipped: 0 }));
    process.exitCode = 1;
  }
}
