import { describe, expect, test } from 'vitest';
import { columnSet } from '../../../../../src/renderer/src/domain/columns';
import { compileFilter } from '../../../../../src/renderer/src/domain/filter';
import { limitOf } from '../../../../../src/renderer/src/domain/waiting/limits';
import {
  sameRecoveryPoint,
  sameResource,
  UNFINISHED,
  waitingReasons,
} from '../../../../../src/renderer/src/domain/waiting/reasons';
import type { WaitingCopy } from '../../../../../src/renderer/src/domain/waiting/types';

const MINUTE = 60_000;
const BUCKET = 'arn:aws:s3:::example-media-archive';
const POINT = 'arn:aws:backup:eu-central-1:111122223333:recovery-point:example-1';

function copy(copyJobId: string, more: Partial<WaitingCopy> = {}): WaitingCopy {
  return {
    jobKey: `111122223333/eu-central-1/${copyJobId}`,
    copyJobId,
    state: 'CREATED',
    resourceArn: BUCKET,
    resourceType: 'S3',
    destinationAccount: '444455556666',
    destinationRegion: 'eu-west-1',
    lastSeen: 1_000_000,
    values: {},
    ...more,
  };
}

const JOB = copy('WAITING');

function reasons(related: readonly WaitingCopy[], more: Partial<Parameters<typeof waitingReasons>[1]> = {}, job = JOB) {
  return waitingReasons(job, { related, counted: undefined, limit: undefined, waitedMs: 110 * MINUTE, ...more });
}

const ids = (found: ReturnType<typeof reasons>): string[] => found.map(({ id }) => id);

describe('what a job may be waiting for', () => {
  test('another copy of the same resource comes first, and names it; those that run before those that wait', () => {
    const slow = copy('SLOW', { state: 'RUNNING', createdAt: 9 });
    const other = copy('OTHER', { createdAt: 5 });
    const found = reasons([other, slow, JOB, slow]);
    expect(ids(found)).toEqual(['resource', 'retry']);
    expect(found[0]?.copies).toEqual([slow, other]);
    expect(found[0]?.evidence).toBe('2 other copies of it had not ended when last seen:');
  });

  test('where none is known, that is said, and the retries come first', () => {
    const found = reasons([JOB]);
    expect(ids(found)).toEqual(['retry', 'resource']);
    expect(found[1]?.copies).toEqual([]);
    expect(found[1]?.evidence).toMatch(/No other unfinished copy of it is in the history\. Backups are not seen/);
  });

  test('a parent and its children do not wait for each other', () => {
    const parent = copy('PARENT');
    const child = copy('CHILD', { values: { ParentJobId: 'WAITING' } });
    expect(reasons([parent, child], {}, copy('WAITING', { values: { ParentJobId: 'PARENT' } }))[1]?.copies).toEqual([]);
  });

  test('a copy from the same recovery point is told apart from one of the same resource', () => {
    const twin = copy('TWIN', { resourceArn: 'arn:aws:s3:::elsewhere', values: { SourceRecoveryPointArn: POINT } });
    expect(ids(reasons([twin]))).toEqual(['recovery-point', 'retry', 'resource']);
  });

  test('retries last two hours, after which they are told as over', () => {
    expect(reasons([])[0]).toMatchObject({
      cause: expect.stringMatching(/may be retrying/) as string,
      evidence: 'The job had been CREATED for at least 1 h 50 m when last seen.',
    });
    expect(reasons([], { waitedMs: 180 * MINUTE })[0]).toMatchObject({
      cause: expect.stringMatching(/service team is alerted/) as string,
      evidence: 'The job had been CREATED for at least 3 h when last seen, longer than these two hours.',
    });
  });

  test('a limit stands last while fewer copies are known, and among the first once it is reached', () => {
    const limit = limitOf(JOB)!;
    const few = reasons([], { limit, counted: { unfinished: 3, running: 2 } });
    expect(ids(few)).toEqual(['retry', 'resource', 'limit']);
    expect(few[2]?.evidence).toMatch(
      /3 unfinished copies .* into account 444455556666 in eu-west-1, .* 2 of them were RUNNING/,
    );
    expect(few[2]?.evidence).toMatch(/fewer than the limit, but there may be others/);
    const many = reasons([], { limit, counted: { unfinished: 130, running: 100 } });
    expect(ids(many)).toEqual(['limit', 'retry', 'resource']);
    expect(many[0]?.evidence).not.toMatch(/fewer/);
  });

  test('with this one alone the limit says that no other is known', () => {
    const alone = reasons([], { limit: limitOf(JOB), counted: { unfinished: 1, running: 0 } });
    expect(alone.find(({ id }) => id === 'limit')?.evidence).toMatch(
      /^The history knows of no other unfinished copies/,
    );
  });

  test('everything is worded as a possibility and has a page', () => {
    const all = reasons([copy('SLOW')], { limit: limitOf(JOB), counted: { unfinished: 1, running: 0 } });
    for (const { cause, source } of [...all, ...reasons([], { waitedMs: 300 * MINUTE })]) {
      expect(cause).toMatch(/\bmay\b/);
      expect(new URL(source.url).host).toBe('docs.aws.amazon.com');
    }
  });
});

describe('documented limits', () => {
  test('a hundred for types that are managed in full; by type into air-gapped vaults; else none is known', () => {
    expect(limitOf(JOB)?.most).toBe(100);
    expect(limitOf(copy('A', { resourceType: 'EC2', airGapped: true }))).toMatchObject({ most: 20 });
    expect(limitOf(copy('A', { resourceType: 'FSx', airGapped: true }))?.most).toBe(5);
    expect(limitOf(copy('A', { resourceType: 'EC2', airGapped: false }))).toBeUndefined();
    expect(limitOf(copy('A', { resourceType: 'constructor' }))).toBeUndefined();
    expect(limitOf({ jobKey: 'a', copyJobId: 'A', lastSeen: 0, values: {} })).toBeUndefined();
  });
});

test('the filters that find other copies mean what they should', () => {
  const job = copy('A', { values: { SourceRecoveryPointArn: POINT } });
  const tokens = [sameResource(job)!, sameRecoveryPoint(job)!, ...limitOf(job)!.tokens, ...UNFINISHED];
  const compiled = compileFilter({ text: '', tokens }, { columns: columnSet(), now: 0, times: 'utc' });
  expect(compiled.problems).toEqual([]);
  const airGapped = limitOf(copy('B', { resourceType: 'EBS', airGapped: true }))!;
  expect(
    compileFilter({ text: '', tokens: airGapped.tokens }, { columns: columnSet(), now: 0, times: 'utc' }).problems,
  ).toEqual([]);
  expect(sameRecoveryPoint(JOB)).toBeUndefined();
});
