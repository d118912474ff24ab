import { describe, expect, it } from 'vitest';
import type { CopyJobReading } from '../../../../../src/renderer/src/domain/copy-job';
import { NO_RULES, type IgnoreRules } from '../../../../../src/renderer/src/domain/diff/ignore';
import { heedRules } from '../../../../../src/renderer/src/domain/matrix/heeding';
import { matrixOf } from '../../../../../src/renderer/src/domain/matrix/matrix';
import { job } from '../reading';

/** What the app knows as expected, worth a look, and never to be seen, one after the other. */
const ANSWERS = [
  { State: 'CREATED', BackupSizeInBytes: 1, IamRoleArn: 'arn:aws:iam::111122223333:role/one', AccountId: '1' },
  { State: 'RUNNING', BackupSizeInBytes: 2, IamRoleArn: 'arn:aws:iam::111122223333:role/one', AccountId: '1' },
  { State: 'COMPLETED', BackupSizeInBytes: 2, IamRoleArn: 'arn:aws:iam::111122223333:role/one', AccountId: '1' },
  { State: 'COMPLETED', BackupSizeInBytes: 3, IamRoleArn: 'arn:aws:iam::111122223333:role/two', AccountId: '2' },
].map(job);

function left(rules: Partial<IgnoreRules>, columns: readonly (CopyJobReading | undefined)[] = ANSWERS) {
  const { rows } = matrixOf(columns, 'steps');
  const heeded = heedRules(rows, columns, 'steps', { ...NO_RULES, ...rules });
  return { paths: heeded.rows.map(({ path }) => path).sort(), hidden: heeded.hidden };
}

describe('ignore rules over many columns', () => {
  const ALL = ['AccountId', 'BackupSizeInBytes', 'IamRoleArn', 'State'];

  it('leave out the members that they name, and count them', () => {
    expect(left({})).toEqual({ paths: ALL, hidden: 0 });
    expect(left({ fields: ['State', 'Nowhere'] })).toEqual({
      paths: ['AccountId', 'BackupSizeInBytes', 'IamRoleArn'],
      hidden: 1,
    });
  });

  it('leave a member out by class only if all its differences are of it', () => {
    // The size grew as expected, and once more after the job had ended.
    expect(left({ classes: ['expected'] })).toEqual({
      paths: ['AccountId', 'BackupSizeInBytes', 'IamRoleArn'],
      hidden: 1,
    });
    expect(left({ classes: ['expected', 'notable'] })).toEqual({ paths: ['AccountId', 'IamRoleArn'], hidden: 2 });
  });

  it('pass over columns that cannot be read', () => {
    expect(left({ classes: ['expected'] }, [ANSWERS[0], undefined, ANSWERS[1]])).toEqual({ paths: [], hidden: 2 });
  });
});
