import { outcomeOf } from '../outcome';
import type { Case, Judgement } from './types';

const EXPECTED: Judgement = { nature: 'expected', reason: undefined };

const notable = (reason: string): Judgement => ({ nature: 'notable', reason });
const never = (reason: string): Judgement => ({ nature: 'never', reason });

/** Whether a difference between two answers about one job belongs to its life. Follows the catalogue's change rule and, for the state, AWS's life cycle. */
export function natureOf(which: Case): Judgement {
  const { field, change } = which;
  if (change === 'same') return EXPECTED;
  if (field.group === 'new') return notable('This version of Copytrail does not know the member.');
  if (field.kind === 'state') return natureOfState(which);
  switch (field.change) {
    case 'fixed':
      return natureOfFixed(which);
    case 'once':
      if (change === 'added') return EXPECTED;
      return never(change === 'removed' ? 'Once set, this should stay.' : 'Once set, this should not change.');
    case 'moves':
      return natureOfMoving(which);
    case 'rare':
      return change === 'changed'
        ? notable('This can be changed from outside; somebody may have done so.')
        : notable(change === 'added' ? NEWLY_REPORTED : NO_LONGER_REPORTED);
  }
}

const NEWLY_REPORTED = 'AWS Backup did not report this before.';
const NO_LONGER_REPORTED = 'AWS Backup does not report this any more.';

/** AWS adds members to its answers over the years: their first appearance says nothing about the job. */
function natureOfFixed({ change }: Case): Judgement {
  if (change === 'added') return notable(NEWLY_REPORTED);
  if (change === 'removed') return notable(NO_LONGER_REPORTED);
  return never('This is decided when a job is created and should never change.');
}

function natureOfMoving({ leftReading }: Case): Judgement {
  return outcomeOf(leftReading).ended ? notable('The job had ended already.') : EXPECTED;
}

/** CREATED may be left for anything, RUNNING for an end; an end is an end. */
function natureOfState({ change, left, right, leftReading, rightReading }: Case): Judgement {
  if (change !== 'changed') return notable(change === 'added' ? NEWLY_REPORTED : NO_LONGER_REPORTED);
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
