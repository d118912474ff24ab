import { describe, expect, it } from 'vitest';
import { checkNode } from '../../../build/project.mjs';
import { chooseSteps, needsOf, STEPS } from '../../../build/test-steps.mjs';
import { table, testEnvironment } from '../../../build/test.mjs';

const names = (...chosen: string[]) => chooseSteps(chosen).map((step) => step.name);

describe('chooseSteps', () => {
  it('runs everything when nothing is named, each step once and under a time limit', () => {
    const all = names();
    expect(new Set(all).size).toBe(all.length);
    expect(all).toEqual(expect.arrayContaining(['format', 'lint', 'unit', 'build', 'component', 'e2e', 'security']));
    expect(STEPS.every((step) => step.limitMs > 0)).toBe(true);
  });

  it('keeps windows out of the quick half', () => {
    const quick = names('ready');
    expect(quick).toEqual(expect.arrayContaining(['layers', 'unused', 'unit', 'contract', 'database']));
    for (const slow of ['build', 'component', 'start', 'package', 'install', 'e2e', 'security', 'packed'])
      expect(quick).not.toContain(slow);
    expect(needsOf(chooseSteps(['ready']))).not.toContain('screen');
  });

  it('keeps the running order, whatever the order of the names', () => {
    expect(names('unit', 'format')).toEqual(['format', 'unit']);
  });

  it('builds before it opens a window', () => {
    expect(names('e2e')).toEqual(['build', 'e2e']);
    expect(names('security', 'unit')).toEqual(['unit', 'build', 'security']);
    expect(names('install')).toEqual(['build', 'package', 'install']);
    expect(names('packed')).toEqual(['build', 'package', 'packed']);
  });

  it('takes a group by its first word', () => {
    expect(names('types')).toEqual(['types-contract', 'types-node', 'types-electron33', 'types-web']);
  });

  it('refuses a name that means nothing', () => {
    expect(() => chooseSteps(['unti'])).toThrow('There is no step "unti". Steps: ready, format');
  });
});

describe('testEnvironment', () => {
  it("keeps a person's own AWS settings away from tests", () => {
    const env = testEnvironment({ PATH: '/bin', AWS_PROFILE: 'production', AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE' });
    expect(env['PATH']).toBe('/bin');
    expect(env).not.toHaveProperty('AWS_PROFILE');
    expect(env).not.toHaveProperty('AWS_ACCESS_KEY_ID');
    expect(env['AWS_EC2_METADATA_DISABLED']).toBe('true');
    expect(env['AWS_CONFIG_FILE']).toContain('no-such-file');
  });
});

describe('table', () => {
  it('shows a line for each step, and what went wrong beside failed tests', () => {
    const text = table([
      { name: 'lint', passed: 1, failed: 0, skipped: 0, seconds: 4.26, note: '', failures: [] },
      { name: 'e2e', passed: 0, failed: 1, skipped: 0, seconds: 1800, note: 'ran out of time', failures: [] },
    ]);
    const lines = text.split('\n').map((line) => line.split(/\s+/));
    expect(lines).toEqual([
      ['step', 'passed', 'failed', 'skipped', 'seconds'],
      ['lint', '1', '0', '0', '4.3'],
      ['e2e', '0', '1', '0', '1800.0', 'ran', 'out', 'of', 'time'],
    ]);
  });
});

describe('checkNode', () => {
  it.each(['20.19.0', '20.20.2', '22.0.0', '24.18.0'])('accepts Node %s', (version) => {
    expect(() => {
      checkNode(version);
    }).not.toThrow();
  });

  it.each(['18.20.0', '20.18.9'])('refuses Node %s', (version) => {
    expect(() => {
      checkNode(version);
    }).toThrow(`Node ${version} is too old: this project needs 20.19 or newer.`);
  });
});
