import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareReadings } from '../../../../../src/renderer/src/domain/diff';
import {
  countIgnored,
  heedingField,
  ignoredLabel,
  ignoringField,
  IGNORABLE_NATURES,
  isIgnored,
  NO_RULES,
  togglingClass,
  type IgnoreRules,
} from '../../../../../src/renderer/src/domain/diff/ignore';
import { tell } from '../../../../../src/renderer/src/domain/diff/telling';
import { job } from '../reading';

const rules = (fields: readonly string[], classes: IgnoreRules['classes'] = []): IgnoreRules => ({ fields, classes });

describe('ignore rules', () => {
  test('a member is ignored with all that stands in it, and nothing that only begins alike', () => {
    const plan = rules(['CreatedBy']);
    for (const path of ['CreatedBy', 'CreatedBy.BackupPlanId', 'CreatedBy["a.b"]']) {
      expect(isIgnored(plan, { path }), path).toBe(true);
    }
    for (const path of ['CreatedByBackupJobId', 'Created', 'State', '[duration]']) {
      expect(isIgnored(plan, { path }), path).toBe(false);
    }
    expect(isIgnored(rules(['[duration]']), { path: '[duration]' })).toBe(true);
  });

  test('a class is ignored whatever the member; what should never happen has no rule', () => {
    expect(isIgnored(rules([], ['expected']), { path: 'State', nature: 'expected' })).toBe(true);
    expect(isIgnored(rules([], ['expected']), { path: 'State', nature: 'notable' })).toBe(false);
    expect(isIgnored(rules([], ['expected']), { path: 'State' })).toBe(false);
    expect(IGNORABLE_NATURES).not.toContain('never');
  });

  test('rules are added once and taken back', () => {
    const one = ignoringField(ignoringField(NO_RULES, 'State'), 'State');
    expect(one.fields).toEqual(['State']);
    expect(heedingField(one, 'State')).toEqual(NO_RULES);
    expect(togglingClass(togglingClass(NO_RULES, 'own'), 'own')).toEqual(NO_RULES);
    expect([ignoredLabel('State'), ignoredLabel('[duration]'), ignoredLabel('Future.Member')]).toEqual([
      'State',
      'Duration',
      'Future.Member',
    ]);
  });

  test('what is left out is counted and spoken of no more; without rules nothing is left out', () => {
    const comparison = compareReadings(
      job({ State: 'RUNNING', ResourceName: 'a', BackupSizeInBytes: 1 }),
      job({ State: 'COMPLETED', ResourceName: 'b', BackupSizeInBytes: 2 }),
    );
    expect(tell(comparison, NO_RULES)).toMatchObject({ hidden: 0, summary: comparison.summary });
    const told = tell(comparison, rules(['ResourceName'], ['expected']));
    expect(told).toMatchObject({ hidden: 3, differences: [] });
    expect(told.summary).toBe('Nothing differs but what the ignore rules leave out.');
    expect(tell(comparison, rules(['ResourceName'])).summary).not.toContain('Resource name');
  });

  test('told and hidden are all there is, for any rules', () => {
    const left = job({
      State: 'RUNNING',
      CreationDate: 1,
      ResourceName: 'a',
      Future: 1,
      CreatedBy: { BackupPlanId: 'x' },
    });
    const right = job({ State: 'FAILED', CompletionDate: 9, ResourceName: 'b', CreatedBy: { BackupPlanId: 'y' } });
    const comparison = compareReadings(left, right);
    const any = fc.record({
      fields: fc.subarray(['State', 'CreatedBy', 'Future', '[duration]', 'CreatedBy.BackupPlanId']),
      classes: fc.subarray([...IGNORABLE_NATURES]),
    });
    fc.assert(
      fc.property(any, (some) => {
        const { differences, derived, hidden } = tell(comparison, some);
        const all = [...comparison.differences, ...comparison.derived];
        expect(differences.length + derived.length + hidden).toBe(all.length);
        expect(hidden).toBe(countIgnored(some, all));
      }),
    );
  });
});
