/**
 * The long form of the tests with hostile inputs (`npm run fuzz`): millions of them, where `npm test` tries thousands. Tells how far it is, and prints a table
 * at the end, also if it is ended early.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { endAll, runToEnd, tool } from './child-process.mjs';
import { checkNode } from './project.mjs';

/** Ended after a day at the latest: whatever takes longer hangs. */
const LIMIT_MS = 86_400_000;
const TELL_EVERY_MS = 15_000;

/** @typedef {{ what: string, of: number, fates: Record<string, number>, slowestMs: number }} Tried see tests/fuzz/support/fuzz.ts */

checkNode();
const folder = mkdtempSync(path.join(os.tmpdir(), 'copytrail-fuzz-figures-'));
const figures = path.join(folder, 'figures');

/** The newest line about each target. @returns {Tried[]} */
function read() {
  const lines = existsSync(figures) ? readFileSync(figures, 'utf8').split('\n').slice(0, -1) : [];
  const all = lines.map((line) => /** @type {Tried} */ (JSON.parse(line)));
  return [...new Map(all.map((tried) => [tried.what, tried])).values()];
}

const figure = (/** @type {number} */ count) => count.toLocaleString('en');
const inputsOf = (/** @type {Tried} */ { fates }) => Object.values(fates).reduce((sum, count) => sum + count, 0);

/** @type {Map<string, number>} */
const told = new Map();
function tell() {
  for (const tried of read()) {
    const inputs = inputsOf(tried);
    if (told.get(tried.what) === inputs) continue;
    told.set(tried.what, inputs);
    console.error(`${tried.what}: ${figure(inputs)} of ${figure(tried.of)} inputs`);
  }
}

/** @param {Tried} tried @returns {string} */
function rowOf(tried) {
  const { what, fates, slowestMs } = tried;
  const { taken = 0, ...refusals } = fates;
  const refused = Object.entries(refusals).map(([code, count]) => `${figure(count)} \`${code}\``);
  return `| ${what} | ${figure(inputsOf(tried))} | ${figure(taken)} | ${refused.join(', ') || '0'} | ${slowestMs.toFixed(0)} ms |`;
}

const began = performance.now();
const telling = setInterval(tell, TELL_EVERY_MS);
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, endAll);
// One file after the other: how long an input takes is told, and must not depend on what is tried beside it.
const options = ['run', '--project', 'fuzz', '--maxWorkers', '1', ...process.argv.slice(2)];
const { code } = await runToEnd(tool('vitest'), options, {
  env: { ...process.env, COPYTRAIL_FUZZING: 'long', COPYTRAIL_FUZZ_FIGURES: figures },
  limitMs: LIMIT_MS,
});
clearInterval(telling);
console.log('\n| way in | inputs | taken | refused | slowest |\n| --- | ---: | ---: | --- | ---: |');
for (const tried of read()) console.log(rowOf(tried));
console.log(`\n${((performance.now() - began) / 60_000).toFixed(0)} min`);
rmSync(folder, { recursive: true });
process.exitCode = code;
