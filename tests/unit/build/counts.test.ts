import { describe, expect, it } from 'vitest';
import {
  countPlaywright,
  countVitest,
  exitCode,
  failuresOfPlaywright,
  failuresOfVitest,
  finalLine,
  judge,
  sum,
} from '../../../build/counts.mjs';

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((test) => ({ status: test })),
});

describe('countVitest', () => {
  it('counts passed, failed and left-out tests', () => {
    const report = {
      numPassedTests: 5,
      numFailedTests: 2,
      numPendingTests: 1,
      numTodoTests: 1,
      testResults: [file('passed', 'passed'), file('failed', 'failed', 'passed')],
    };
    expect(countVitest(report)).toEqual({ passed: 5, failed: 2, skipped: 2 });
  });

  it('counts a file that did not load as one failure', () => {
    const report = {
      numPassedTests: 3,
      numFailedTests: 0,
      numPendingTests: 0,
      numTodoTests: 0,
      testResults: [file('passed', 'passed'), file('failed')],
    };
    expect(countVitest(report)).toEqual({ passed: 3, failed: 1, skipped: 0 });
  });

  it('counts a file whose tests passed but whose tidying up failed', () => {
    const report = {
      numPassedTests: 1,
      numFailedTests: 0,
      numPendingTests: 0,
      numTodoTests: 0,
      testResults: [file('failed', 'passed')],
    };
    expect(countVitest(report).failed).toBe(1);
  });
});

describe('countPlaywright', () => {
  it('takes a test that needed a second try for a failed one, and counts errors outside tests', () => {
    const report = {
      stats: { expected: 7, unexpected: 1, flaky: 2, skipped: 3 },
      errors: [{ message: 'no such file' }],
    };
    expect(countPlaywright(report)).toEqual({ passed: 7, failed: 4, skipped: 3 });
  });
});

describe('what failed', () => {
  it('is named with the beginning of why, without colours', () => {
    const long = Array.from({ length: 40 }, (_, at) => `line ${at}`).join('\n');
    const failures = failuresOfVitest({
      testResults: [
        { name: 'a.test.ts', status: 'passed', assertionResults: [{ status: 'passed', fullName: 'is fine' }] },
        {
          name: 'b.test.ts',
          status: 'failed',
          assertionResults: [
            { status: 'passed', fullName: 'is fine, too' },
            { status: 'failed', fullName: 'is wrong', failureMessages: ['\u001B[31mexpected\u001B[39m 1'] },
            { status: 'failed', fullName: 'is long', failureMessages: [long] },
          ],
        },
        { name: 'c.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
      ],
    });
    expect(failures).toHaveLength(3);
    expect(failures[0]).toBe('b.test.ts: is wrong\n    expected 1');
    expect(failures[1]?.split('\n')).toHaveLength(13);
    expect(failures[2]).toBe('c.test.ts\n    no such module');
  });

  it('is found in suites within suites, what passed on a second try included', () => {
    const spec = (title: string, ok: boolean, status: string) => ({
      file: 'x.spec.ts',
      line: 7,
      title,
      ok,
      tests: [{ status, results: [{ errors: ok && status === 'expected' ? [] : [{ message: 'never came' }] }] }],
    });
    const failures = failuresOfPlaywright({
      suites: [
        {
          specs: [spec('fine', true, 'expected')],
          suites: [{ specs: [spec('broken', false, 'unexpected'), spec('unsteady', true, 'flaky')] }],
        },
      ],
      errors: [{ message: 'set-up failed' }],
    });
    expect(failures).toEqual([
      'x.spec.ts:7: broken\n    never came',
      'x.spec.ts:7: unsteady\n    never came',
      'outside of tests\n    set-up failed',
    ]);
  });
});

describe('judge', () => {
  const fine = { code: 0, timedOut: false };

  it('believes a report that agrees with the exit code', () => {
    expect(judge({ passed: 3, failed: 0, skipped: 1 }, fine)).toEqual({ passed: 3, failed: 0, skipped: 1, note: '' });
    const failing = judge({ passed: 3, failed: 2, skipped: 0 }, { code: 1, timedOut: false });
    expect(failing).toEqual({ passed: 3, failed: 2, skipped: 0, note: '' });
  });

  it.each([
    ['no report', undefined, fine, 1, 'left no report'],
    ['no report and a failure', undefined, { code: 2, timedOut: false }, 1, 'left no report'],
    ['nothing but skipped tests', { passed: 0, failed: 0, skipped: 4 }, fine, 1, 'ran no tests'],
    [
      'a tool that failed with every test passed',
      { passed: 4, failed: 0, skipped: 0 },
      { code: 1, timedOut: false },
      1,
      'ended with code 1',
    ],
    ['time that ran out', { passed: 4, failed: 1, skipped: 0 }, { code: 1, timedOut: true }, 2, 'ran out of time'],
  ])('counts a failure for %s', (_what, counts, ending, failed, note) => {
    const result = judge(counts, ending);
    expect(result.failed).toBe(failed);
    expect(result.note).toBe(note);
  });
});

describe('the last line and the exit code', () => {
  it('names skipped tests only if there are any', () => {
    expect(finalLine({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed');
    expect(finalLine({ passed: 12, failed: 1, skipped: 2 })).toBe('12 passed, 1 failed, 2 skipped');
  });

  it('adds up steps', () => {
    const total = sum([
      { passed: 1, failed: 2, skipped: 3 },
      { passed: 10, failed: 20, skipped: 30 },
    ]);
    expect(total).toEqual({ passed: 11, failed: 22, skipped: 33 });
    expect(sum([])).toEqual({ passed: 0, failed: 0, skipped: 0 });
  });

  it('is 0 only if something ran and nothing failed', () => {
    expect(exitCode({ passed: 1, failed: 0, skipped: 5 })).toBe(0);
    expect(exitCode({ passed: 9, failed: 1, skipped: 0 })).toBe(1);
    expect(exitCode({ passed: 0, failed: 0, skipped: 5 })).toBe(1);
  });
});
