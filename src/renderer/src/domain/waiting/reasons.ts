import { formatDuration, HOUR_MS, MINUTE_MS } from '../durations';
import type { FilterToken } from '../filter/types';
import { SOURCES, type HintSource } from '../message/types';
import type { CopyLimit } from './limits';
import type { OtherCopies, WaitingCopy } from './types';

/**
 * From here on waiting is worth explaining. AWS names no time within which a copy starts, but it sends word of a copy job's changes
 * every five minutes at best (AWS Backup developer guide, EventBridge): a job that has been CREATED for twice that has not just not
 * been told of yet.
 */
export const LONG_IN_CREATED_MS = 10 * MINUTE_MS;

/** AWS Backup retries for so long after errors of its own, and the job stays CREATED meanwhile. */
const RETRY_PHASE_MS = 2 * HOUR_MS;

/** Something that a job may be waiting for. Always a possibility, never a finding. */
export interface WaitingReason<T extends WaitingCopy = WaitingCopy> {
  readonly id: 'resource' | 'recovery-point' | 'retry' | 'limit';
  readonly cause: string;
  /** What the history knows for or against it. */
  readonly evidence: string;
  /** Copies that it may be waiting for, those that run first. */
  readonly copies: readonly T[];
  readonly source: HintSource;
}

/** Copies that are not over, as far as the history knows. Of states that nobody knows the completion date tells. */
export const UNFINISHED: readonly FilterToken[] = [
  { column: 'outcome', operator: '!=', values: ['completed', 'completed-with-issues', 'partial', 'failed'] },
  { column: 'CompletionDate', operator: 'absent', values: [] },
];

/** Finds other copies of the same resource, ended ones included; undefined where the job does not say which that is. */
export function sameResource({ resourceArn }: WaitingCopy): FilterToken | undefined {
  return resourceArn === undefined ? undefined : { column: 'ResourceArn', operator: '=', values: [resourceArn] };
}

const RECOVERY_POINT = 'SourceRecoveryPointArn';

/** The same for copies from the same recovery point. */
export function sameRecoveryPoint({ values }: WaitingCopy): FilterToken | undefined {
  const arn = values[RECOVERY_POINT];
  return typeof arn === 'string' && arn !== '' ? { column: RECOVERY_POINT, operator: '=', values: [arn] } : undefined;
}

interface Known<T extends WaitingCopy> extends OtherCopies<T> {
  /** How long it has been CREATED at least. */
  readonly waitedMs: number;
  readonly limit: CopyLimit | undefined;
}

/** What a job that has been CREATED for long may be waiting for, what speaks most for itself first. */
export function waitingReasons<T extends WaitingCopy>(job: WaitingCopy, known: Known<T>): readonly WaitingReason<T>[] {
  const distinct = [...new Map(known.related.map((copy) => [copy.jobKey, copy])).values()];
  const others = distinct.filter((copy) => copy.jobKey !== job.jobKey && !isFamily(job, copy)).sort(runningFirst);
  const ofResource = others.filter((copy) => copy.resourceArn !== undefined && copy.resourceArn === job.resourceArn);
  const ofPoint = others.filter((copy) => !ofResource.includes(copy));
  const limit = known.limit && known.counted && limitReason<T>(known.limit, known.counted);
  const isReached = (known.counted?.running ?? 0) >= (known.limit?.most ?? Infinity);
  const found = [
    ...(ofResource.length > 0 ? [resourceReason(ofResource)] : []),
    ...(ofPoint.length > 0 ? [recoveryPointReason(ofPoint)] : []),
    ...(limit && isReached ? [limit] : []),
  ];
  return [
    ...found,
    retryReason<T>(known.waitedMs),
    ...(ofResource.length > 0 ? [] : [resourceReason<T>([])]),
    ...(limit && !isReached ? [limit] : []),
  ];
}

/** A parent and its children are one copy: none waits for the other. */
function isFamily(job: WaitingCopy, other: WaitingCopy): boolean {
  const parentOf = ({ values }: WaitingCopy): unknown => values['ParentJobId'];
  return parentOf(job) === other.copyJobId || parentOf(other) === job.copyJobId;
}

function runningFirst(a: WaitingCopy, b: WaitingCopy): number {
  const runs = ({ state }: WaitingCopy): number => (state === 'RUNNING' ? 0 : 1);
  return runs(a) - runs(b) || (a.createdAt ?? Infinity) - (b.createdAt ?? Infinity);
}

function resourceReason<T extends WaitingCopy>(copies: readonly T[]): WaitingReason<T> {
  const isKnown = copies.length > 0;
  return {
    id: 'resource',
    cause: `${isKnown ? 'Another copy' : 'Another backup or copy'} of the same resource may have to end first: AWS Backup runs one backup or copy of a resource at a time, and further copies stay CREATED.`,
    evidence: isKnown
      ? `${copies.length === 1 ? 'One other copy of it' : `${copies.length} other copies of it`} had not ended when last seen:`
      : 'No other unfinished copy of it is in the history. Backups are not seen here.',
    copies,
    source: SOURCES.copies,
  };
}

function recoveryPointReason<T extends WaitingCopy>(copies: readonly T[]): WaitingReason<T> {
  return {
    id: 'recovery-point',
    cause:
      'Another copy from the same recovery point may have to end first, if AWS Backup takes both for one resource.',
    evidence: `${copies.length === 1 ? 'One such copy' : `${copies.length} such copies`} had not ended when last seen:`,
    copies,
    source: SOURCES.copies,
  };
}

function retryReason<T extends WaitingCopy>(waitedMs: number): WaitingReason<T> {
  const isOver = waitedMs >= RETRY_PHASE_MS;
  return {
    id: 'retry',
    cause: isOver
      ? 'AWS Backup may have met errors of its own: its retries last two hours; after them, it says, its service team is alerted and retries by hand.'
      : 'AWS Backup may be retrying: after errors of its own it does so for two hours, and the job stays CREATED.',
    evidence: `The job had been CREATED for at least ${formatDuration(waitedMs)} when last seen${isOver ? ', longer than these two hours' : ''}.`,
    copies: [],
    source: SOURCES.copies,
  };
}

function limitReason<T extends WaitingCopy>(
  { most, rule, counted }: CopyLimit,
  { unfinished, running }: NonNullable<OtherCopies['counted']>,
): WaitingReason<T> {
  const seen =
    unfinished === 1
      ? `The history knows of no other unfinished ${counted}`
      : `The history knows of ${unfinished} unfinished ${counted}, this one included; ${running} of them ${running === 1 ? 'was' : 'were'} RUNNING when last seen`;
  return {
    id: 'limit',
    cause: `The number of copies at once may be at its limit: AWS Backup allows ${rule}.`,
    evidence: `${seen}${running < most ? ': fewer than the limit, but there may be others that this computer has not seen.' : '.'}`,
    copies: [],
    source: SOURCES.quotas,
  };
}
