import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answersThatGo, type AnswerOf } from '../../../../../src/renderer/src/domain/thinning/answers';
import { job } from '../reading';

const of = (members: Readonly<Record<string, unknown>>, noted = false): AnswerOf => ({
  reading: () => job({ CopyJobId: 'A', ...members }),
  noted,
});
/** Size and time move while a job runs: nothing notable. */
const running = (size: number, more: object = {}): AnswerOf =>
  of({ State: 'RUNNING', BackupSizeInBytes: size, ...more });

describe('which answers of a job go', () => {
  test('those between the first and the last, where nothing notable changed', () => {
    expect(answersThatGo([running(1), running(2), running(3), running(4)], 'notable')).toEqual([1, 2]);
  });

  test('both sides of a change of state stay', () => {
    const answers = [of({ State: 'CREATED' }), running(1), running(2), running(3), of({ State: 'COMPLETED' })];
    expect(answersThatGo(answers, 'notable')).toEqual([2]);
    expect(answersThatGo(answers, 'ends')).toEqual([1, 2, 3]);
  });

  test('both sides of what should never change stay', () => {
    const other = { IamRoleArn: 'arn:aws:iam::111122223333:role/other' };
    const role = { IamRoleArn: 'arn:aws:iam::111122223333:role/backup' };
    const answers = [
      running(1, role),
      running(2, role),
      running(3, role),
      running(4, other),
      running(5, other),
      running(6, other),
    ];
    expect(answersThatGo(answers, 'notable')).toEqual([1, 4]);
  });

  test('one with a note stays, and so does one that cannot be read, with those beside it', () => {
    const lost: AnswerOf = { reading: () => undefined, noted: false };
    expect(answersThatGo([running(1), { ...running(2), noted: true }, running(3), running(4)], 'ends')).toEqual([2]);
    expect(answersThatGo([running(1), running(2), lost, running(3), running(4), running(5)], 'notable')).toEqual([4]);
  });

  test.each(['notable', 'ends'] as const)('of one or two nothing goes: %s', (keep) => {
    expect(answersThatGo([], keep)).toEqual([]);
    expect(answersThatGo([running(1)], keep)).toEqual([]);
    expect(answersThatGo([running(1), running(2)], keep)).toEqual([]);
  });

  test('thinning out what is thinned out takes nothing more where nothing notable came together', () => {
    const anyAnswer = fc.record({ state: fc.constantFrom('CREATED', 'RUNNING', 'FAILED'), size: fc.nat({ max: 4 }) });
    fc.assert(
      fc.property(fc.array(anyAnswer, { maxLength: 12 }), (all) => {
        const answers = all.map(({ state, size }) => of({ State: state, BackupSizeInBytes: size }));
        const gone = new Set(answersThatGo(answers, 'notable'));
        const left = answers.filter((_, nth) => !gone.has(nth));
        expect(answersThatGo(left, 'notable')).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
