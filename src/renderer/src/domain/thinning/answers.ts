import type { CopyJobReading } from '../copy-job';
import { compareReadings } from '../diff';
import type { Keep } from './rules';

/** One answer in the row of those of a job, oldest first. */
export interface AnswerOf {
  /** Undefined: its text is lost or cannot be read. */
  readonly reading: () => CopyJobReading | undefined;
  /** Whether somebody has noted something on it. */
  readonly noted: boolean;
}

/**
 * Which answers of a job go, by their places. The first and the last stay, and those with a note. With `notable` both answers stay between which the state
 * or anything notable changed, so that what a comparison of neighbours tells of such changes is told as before; thinning out again takes nothing more.
 */
export function answersThatGo(answers: readonly AnswerOf[], keep: Keep): readonly number[] {
  const last = answers.length - 1;
  const stays = answers.map(({ noted }, nth) => noted || nth === 0 || nth === last);
  if (keep === 'notable') {
    for (let nth = 1; nth <= last; nth++) {
      if (stays[nth - 1] === true && stays[nth] === true) continue;
      if (!isNotable(answers[nth - 1]?.reading(), answers[nth]?.reading())) continue;
      stays[nth - 1] = true;
      stays[nth] = true;
    }
  }
  return stays.flatMap((stay, nth) => (stay ? [] : [nth]));
}

/** Whether what lies between two answers is worth keeping; what cannot be read may be. */
function isNotable(left: CopyJobReading | undefined, right: CopyJobReading | undefined): boolean {
  if (left === undefined || right === undefined) return true;
  return compareReadings(left, right).differences.some(
    ({ kind, nature }) => kind === 'state' || nature === 'notable' || nature === 'never',
  );
}
