import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkAnswer } from '../../../../src/main/copy-jobs/answer';

const ID = '47C8EF56-74D8-059D-1301-C5BE1D5C926E';
const FIXTURES = new URL('../../../fixtures/copy-jobs/', import.meta.url);

function answer(job: object): string {
  return JSON.stringify({ CopyJob: { CopyJobId: ID, ...job } });
}

describe('an answer about the job that was asked for', () => {
  test.each(readdirSync(FIXTURES).filter((name) => !name.startsWith('list-')))('%s passes', (name) => {
    const body = readFileSync(new URL(name, FIXTURES), 'utf8');
    const { CopyJob: job } = JSON.parse(body) as { CopyJob: { CopyJobId: string } };
    expect(checkAnswer(body, job.CopyJobId)).toEqual({ ok: true, copyJobId: job.CopyJobId });
  });

  test('may be asked for in another case; the id that counts is the one AWS writes', () => {
    expect(checkAnswer(answer({}), ID.toLowerCase())).toEqual({ ok: true, copyJobId: ID });
  });

  test('may hold nulls, unknown members of any type, and counts of states nobody knows', () => {
    const job = { State: null, CreatedBy: null, Novelty: [1], ChildJobsInState: { ABORTING: 2, FAILED: null } };
    expect(checkAnswer(answer(job), ID).ok).toBe(true);
  });
});

describe('anything else', () => {
  test.each([
    ['', 'empty'],
    ['  \n', 'empty'],
    ['<html>', 'JSON'],
    [answer({}).slice(0, -1), 'JSON'],
    [`\ufeff${answer({})}`, 'JSON'],
    ['null', 'not a JSON object'],
    ['[]', 'not a JSON object'],
    ['"CopyJob"', 'not a JSON object'],
    ['{}', 'no CopyJob'],
    ['{"CopyJob":null}', 'no CopyJob'],
    ['{"CopyJobs":[]}', 'no CopyJob'],
    ['{"CopyJob":[]}', 'not an object'],
    ['{"CopyJob":7}', 'not an object'],
    ['{"CopyJob":{}}', 'no CopyJobId'],
    [answer({ CopyJobId: '' }), 'no CopyJobId'],
    [answer({ CopyJobId: 7 }), 'no CopyJobId'],
    [answer({ CopyJobId: `${ID}0` }), 'another job'],
  ])('%j is not an answer: %s', (body, why) => {
    const check = checkAnswer(body, ID);
    expect(check.ok).toBe(false);
    if (!check.ok) expect(check.fault).toContain(why);
  });

  test('nested so deep that a reader could run out of stack is refused; what AWS may well send is not', () => {
    const nested = (levels: number) =>
      answer({}).replace('}}', `,"Novelty":${'['.repeat(levels)}${']'.repeat(levels)}}}`);
    expect(checkAnswer(nested(50), ID).ok).toBe(true);
    expect(checkAnswer(nested(1_000_000), ID)).toMatchObject({
      ok: false,
      fault: expect.stringContaining('deep') as string,
    });
  });

  test.each([
    [{ CreationDate: '2024-01-01' }, 'CreationDate is text where AWS documents a number'],
    [{ State: 5 }, 'State is a number where AWS documents text'],
    [{ IsParent: 'false' }, 'IsParent is text'],
    [{ BackupSizeInBytes: '1' }, 'BackupSizeInBytes is text'],
    [{ CreatedBy: [] }, 'CreatedBy is a list where AWS documents an object'],
    [{ CreatedBy: { BackupRuleName: {} } }, 'CreatedBy.BackupRuleName is an object'],
    [
      { DestinationRecoveryPointLifecycle: { DeleteAfterDays: '35' } },
      'DestinationRecoveryPointLifecycle.DeleteAfterDays',
    ],
    [{ ChildJobsInState: { FAILED: 'one' } }, 'ChildJobsInState.FAILED'],
  ])('%j has a member of a type that AWS does not send', (job, why) => {
    const check = checkAnswer(answer(job), ID);
    expect(check.ok).toBe(false);
    if (!check.ok) expect(check.fault).toContain(why);
  });
});
