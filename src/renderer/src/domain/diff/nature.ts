import { outcomeOf } from '../outcome';
import { isNews, missingOf } from './absence';
import type { Case, Judgement } from './types';

const EXPECTED: Judgement = { nature: 'expected', reason: undefined };

const notable = (reason: string): Judgement => ({ nature: 'notable', reason });
const never = (reason: string): Judgement => ({ nature: 'never', reason });
const newlyReported = (reason: string): Judgement => ({ nature: 'newly-reported', reason });

/** Whether a difference between two answers about one job belongs to its life. Follows the catalogue's change rule and, for the state, AWS's life cycle. */
export function natureOf(which: Case): Judgement {
  const { field, change } = which;
  if (field.kind === 'state') return natureOfState(which);
  if (change === 'added') return natureOfAppearing(which);
  if (field.group === 'new') {
    return notable(change === 'removed' ? NO_LONGER_REPORTED : 'This version of Copytrail does not know the member.');
  }
  switch (field.change) {
    case 'fixed':
      return change === 'removed'
        ? notable(NO_LONGER_REPORTED)
        : never('This is decided when a job is created and should never change.');
    case 'once':
      return never(change === 'removed' ? 'Once set, this should stay.' : 'Once set, this should not change.');
    case 'moves':
      return natureOfMoving(which);
    case 'rare':
      return notable(
        change === 'removed' ? NO_LONGER_REPORTED : 'This can be changed from outside; somebody may have done so.',
      );
  }
}

const NOT_REPORTED_BEFORE = 'AWS Backup did not report this before.';
const NO_LONGER_REPORTED = 'AWS Backup does not report this any more.';

/**
 * AWS adds members to its answers over the years: their first appearance says nothing about the job. So it is with what is decided
 * when a job is created, and with what every job has. What was absent for a reason of the job's own is news of the job.
 */
function natureOfAppearing(which: Case): Judgement {
  const missing = missingOf(which.field, which.leftReading);
  if (missing.group === 'new') {
    return newlyReported(`${NOT_REPORTED_BEFORE} This version of Copytrail does not know the member.`);
  }
  if (missing.change === 'moves') return natureOfMoving(which);
  if (missing.change === 'once') return EXPECTED;
  if (missing.change === 'fixed') {
    return newlyReported(
      `${NOT_REPORTED_BEFORE} It is decided when a job is created, so the job has not changed in it.`,
    );
  }
  if (isNews(missing)) return newlyReported(`${NOT_REPORTED_BEFORE} Every job has it.`);
  return notable(`${NOT_REPORTED_BEFORE} It may have been set since.`);
}

function natureOfMoving({ leftReading }: Case): Judgement {
  return outcomeOf(leftReading).ended ? notable('The job had ended already.') : EXPECTED;
}

/** CREATED may be left for anything, RUNNING for an end; an end is an end. */
function natureOfState({ change, left, right, leftReading, rightReading }: Case): Judgement {
  if (change !== 'changed') return notable(change === 'added' ? NOT_REPORTED_BEFORE : NO_LONGER_REPORTED);
  const before = outcomeOf(leftReading).kind;
  const after = outcomeOf(rightReading).kind;
  if (typeof left !== 'string' || typeof right !== 'string' || isOpen(before) || isOpen(after)) {
    return notable('Copytrail does not know one of these states.');
  }
  if (outcomeOf(leftReading).ended) return never('A job that has ended should not change its state.');
  if (before === 'running' && after === 'created') return notable('The job went back to waiting.');
  return EXPECTED;
}

function isOpen(kind: string): boolean {
  return kind === 'other' || kind === 'none';
}
