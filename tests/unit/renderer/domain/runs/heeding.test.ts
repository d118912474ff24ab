import { describe, expect, it } from 'vitest';
import { analyseRuns } from '../../../../../src/renderer/src/domain/runs/analysis';
import { heedRules } from '../../../../../src/renderer/src/domain/runs/heeding';
import { runFacts } from '../../../../../src/renderer/src/domain/runs/words';
import { NIGHT_MS, FIRST_NIGHT, run } from './a-run';

const role = (name: string) => ({ IamRoleArn: `arn:aws:iam::111122223333:role/${name}` });
const plan = (version: string) => ({ 'CreatedBy.BackupPlanVersion': version });
const RUNS = [
  run({ night: 1, values: { ...role('wide'), ...plan('v1') } }),
  run({ night: 2, values: { ...role('narrow'), ...plan('v1') }, outcomeKind: 'failed' }),
  run({ night: 3, values: { ...role('narrow'), ...plan('v2') }, outcomeKind: 'failed' }),
];
const ANALYSIS = analyseRuns(RUNS, RUNS[2]!.jobKey, [], FIRST_NIGHT + 4 * NIGHT_MS);
const heeded = (...fields: readonly string[]) => heedRules(ANALYSIS, { fields, classes: ['notable'] });
const aspects = (analysis: typeof ANALYSIS) =>
  [...analysis.changes.values()].map((changes) => changes.map(({ aspect }) => aspect));

describe('ignore rules over runs', () => {
  it('leave out the members that they name, and count the changes that go; classes say nothing of runs', () => {
    expect(heeded()).toEqual({ analysis: ANALYSIS, hidden: 0 });
    const { analysis, hidden } = heeded('IamRoleArn');
    expect(aspects(ANALYSIS)).toEqual([['role'], ['version']]);
    expect(aspects(analysis)).toEqual([['version']]);
    expect(hidden).toBe(1);
    expect(heeded('CreatedBy').hidden).toBe(1);
  });

  it('never make a streak say that nothing changed', () => {
    const told = (analysis: typeof ANALYSIS) => runFacts(analysis, 'utc')[0]?.text;
    expect(told(ANALYSIS)).toContain('Between the two changed: IAM role wide → narrow.');
    expect(told(heeded('IamRoleArn').analysis)).toContain(
      'Between the two nothing changed of what AWS Backup tells of role, key, vault, lock, plan and retention, but for what the ignore rules leave out.',
    );
    expect(told(heeded('State').analysis)).toContain('IAM role wide → narrow.');
  });
});
