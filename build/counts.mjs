/** How many tests passed, failed and were left out: read from what the test tools wrote, never from their words. */

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

/**
 * Counts a vitest JSON report. A file that could not be loaded has no tests in it and counts as one failure.
 *
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
 *   testResults: { status: string, assertionResults: { status: string }[] }[] }} report
 * @returns {Counts}
 */
export function countVitest(report) {
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * Counts a Playwright JSON report. A test that passed only when repeated counts as failed: it cannot be relied on. Errors
 * outside tests (a file that does not load, a set-up that fails) count as one failure each.
 *
 * @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number }, errors: unknown[] }} report
 * @returns {Counts}
 */
export function countPlaywright({ stats, errors }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped };
}

/** Enough of a failure to know it again: what a long log shows of its end must be enough to begin with. */
const LINES_OF_A_FAILURE = 12;

/** What terminals understand as colour. */
// eslint-disable-next-line no-control-regex
const COLOUR = /\u001B\[[\d;]*m/g;

/**
 * @param {string} what
 * @param {string | undefined} why
 * @returns {string}
 */
function failure(what, why = '') {
  const lines = why.replace(COLOUR, '').trimEnd().split('\n').slice(0, LINES_OF_A_FAILURE);
  return [what, ...lines.map((line) => `    ${line}`)].join('\n').trimEnd();
}

/**
 * @param {{ testResults: { name?: string, status: string, message?: string,
 *   assertionResults: { status: string, fullName?: string, failureMessages?: string[] | null }[] }[] }} report
 * @returns {string[]} what failed, each with the beginning of why
 */
export const failuresOfVitest = ({ testResults }) =>
  testResults.flatMap(({ name = '', status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (status === 'failed' && failed.length === 0) return [failure(name, message)];
    return failed.map((test) => failure(`${name}: ${test.fullName ?? ''}`, test.failureMessages?.join('\n')));
  });

/**
 * @typedef {object} Suite
 * @property {{ file: string, line: number, title: string, ok: boolean,
 *   tests: { status: string, results: { errors?: { message?: string }[] }[] }[] }[]} [specs]
 * @property {Suite[]} [suites]
 */

/**
 * @param {{ suites?: Suite[], errors: { message?: string }[] }} report
 * @returns {string[]} what failed or passed only when repeated, each with the beginning of why
 */
export function failuresOfPlaywright({ suites = [], errors }) {
  /** @param {Suite} suite @returns {string[]} */
  const within = ({ specs = [], suites: inner = [] }) => [
    ...specs
      .filter(({ ok, tests }) => !ok || tests.some(({ status }) => status === 'flaky'))
      .map(({ file, line, title, tests }) =>
        failure(
          `${file}:${line}: ${title}`,
          tests.flatMap(({ results }) => results.flatMap((result) => result.errors ?? []))[0]?.message,
        ),
      ),
    ...inner.flatMap(within),
  ];
  return [...suites.flatMap(within), ...errors.map(({ message }) => failure('outside of tests', message))];
}

/**
 * What a step is worth once its exit code has its say: a tool that failed without a failed test, that wrote no report, or
 * that ran nothing at all is one failure.
 *
 * @param {Counts | undefined} counts undefined if the tool left no report
 * @param {{ code: number, timedOut: boolean }} ending
 * @returns {Counts & { note: string }} `note` says what went wrong beside failed tests
 */
export function judge(counts, { code, timedOut }) {
  const { passed, failed, skipped } = counts ?? { passed: 0, failed: 0, skipped: 0 };
  if (timedOut) return { passed, failed: failed + 1, skipped, note: 'ran out of time' };
  if (counts === undefined) return { passed, failed: 1, skipped, note: 'left no report' };
  if (passed + failed === 0) return { passed, failed: 1, skipped, note: 'ran no tests' };
  if (code !== 0 && failed === 0) return { passed, failed: 1, skipped, note: `ended with code ${code}` };
  return { passed, failed, skipped, note: '' };
}

/**
 * @param {Counts[]} list
 * @returns {Counts}
 */
export function sum(list) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of list) {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }
  return total;
}

/**
 * @param {Counts} counts
 * @returns {string} the runner's last line, which other programs read
 */
export function finalLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * @param {Counts} counts
 * @returns {number} 0 only if something ran and nothing failed
 */
export const exitCode = ({ passed, failed }) => (failed === 0 && passed > 0 ? 0 : 1);
