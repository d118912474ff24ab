import { describe, expect, test } from 'vitest';
import type { AppError, ErrorCode } from '../../../../../src/preload/contract/error';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../../../src/renderer/src/domain/durations';
import { endOf, type EndFacts } from '../../../../../src/renderer/src/domain/follow/happening';
import { noticeOf, type Happening } from '../../../../../src/renderer/src/domain/follow/notice';
import { intervalMs, LONGEST_MS, overstays, SHORTEST_MS } from '../../../../../src/renderer/src/domain/follow/pace';
import { quietUntil } from '../../../../../src/renderer/src/domain/follow/quiet-hours';
import { troubleAfter } from '../../../../../src/renderer/src/domain/follow/trouble';
import { alikeFilters } from '../../../../../src/renderer/src/domain/follow/usual';
import { followedBy } from '../../../../../src/renderer/src/domain/follow/watch';

describe('the pace', () => {
  const of = (ageMs: number, usualMs?: number, slowedBy = 1): number => intervalMs({ ageMs, usualMs, slowedBy });

  test('nearer the usual end it is asked sooner, and less often the longer it overstays', () => {
    const usual = 20 * MINUTE_MS;
    const ages = [0, 10, 15, 19, 20].map((minutes) => of(minutes * MINUTE_MS, usual));
    expect(ages).toEqual([...ages].sort((a, b) => b - a));
    expect(of(usual, usual)).toBe(SHORTEST_MS);
    expect(of(usual + HOUR_MS, usual)).toBe(LONGEST_MS);
    expect(of(usual + 2 * MINUTE_MS, usual)).toBe(30 * SECOND_MS);
  });

  test('without experience the age decides; both bounds hold for any age, a negative one included', () => {
    expect(of(30 * MINUTE_MS)).toBe(5 * MINUTE_MS);
    for (const age of [-HOUR_MS, 0, 1, 40 * DAY_MS]) {
      expect(of(age)).toBeGreaterThanOrEqual(SHORTEST_MS);
      expect(of(age)).toBeLessThanOrEqual(LONGEST_MS);
    }
  });

  test('throttled, it is as much slower as the budget; never slower than the bound', () => {
    expect(of(0, undefined, 2)).toBe(2 * SHORTEST_MS);
    expect(of(0, undefined, 4)).toBe(4 * SHORTEST_MS);
    expect(of(DAY_MS, undefined, 80)).toBe(LONGEST_MS);
  });

  test('overstaying takes half as long again, and ten minutes at least', () => {
    expect(overstays(61 * MINUTE_MS, 40 * MINUTE_MS)).toBe(true);
    expect(overstays(59 * MINUTE_MS, 40 * MINUTE_MS)).toBe(false);
    expect(overstays(5 * MINUTE_MS, MINUTE_MS)).toBe(false);
    expect(overstays(12 * MINUTE_MS, MINUTE_MS)).toBe(true);
  });
});

describe('what stops the asking', () => {
  const error = (code: ErrorCode, more: Partial<AppError> = {}): AppError => ({
    code,
    message: 'm',
    remedy: 'r',
    mayRetry: true,
    ...more,
  });

  test.each(['CredentialsMissing', 'CredentialsExpired', 'LoginNeeded', 'MfaNeeded'] as const)(
    '%s waits for somebody',
    (code) => {
      expect(troubleAfter(undefined, error(code), 1000)).toMatchObject({ why: 'signed-out', retryAt: undefined });
    },
  );

  test.each(['Cancelled', 'Refused', 'NotFound'] as const)('%s says nothing about the next question', (code) => {
    expect(troubleAfter(undefined, error(code), 1000)).toBeUndefined();
  });

  test('an unreachable endpoint is tried after 5, 10, 20 … seconds, ten minutes at most; the beginning stays', () => {
    let trouble = troubleAfter(undefined, error('Offline'), 1000);
    const waits: number[] = [];
    for (let times = 0; times < 9; times += 1) {
      waits.push(trouble!.retryAt! - 1000);
      trouble = troubleAfter(trouble, error('TimedOut'), 1000);
    }
    expect(waits.map((ms) => ms / SECOND_MS)).toEqual([5, 10, 20, 40, 80, 160, 320, 600, 600]);
    expect(trouble).toMatchObject({ why: 'offline', since: 1000 });
  });

  test('AWS’s own word for how long to wait counts where it is longer', () => {
    const trouble = troubleAfter(undefined, error('Unavailable', { retryAfterMs: 90_000 }), 0);
    expect(trouble).toMatchObject({ why: 'unavailable', retryAt: 90_000 });
  });

  test('a refusal is tried again every ten minutes', () => {
    expect(troubleAfter(undefined, error('AccessDenied'), 0)).toMatchObject({ why: 'refused', retryAt: LONGEST_MS });
  });
});

describe('how a job has ended', () => {
  const end = (outcomeKind: EndFacts['outcomeKind'], more: Partial<EndFacts> = {}) =>
    endOf({ outcomeKind, lastLookup: {}, ...more });

  test('by its state, its completion date, or because AWS knows it no more', () => {
    expect(end('completed')).toBe('completed');
    expect(end('completed-with-issues')).toBe('with-issues');
    expect(end('partial')).toBe('partial');
    expect(end('failed')).toBe('failed');
    expect(end('other', { completedAt: 1 })).toBe('with-issues');
    expect(end('none', { completedAt: 1 })).toBe('with-issues');
    expect(end('running', { lastLookup: { error: { code: 'NotFound' } } })).toBe('gone');
    const profile = { origin: 'shared', name: 'owner' } as const;
    const asked = (name: string) => ({ error: { code: 'NotFound' }, profile: { origin: 'shared', name } as const });
    expect(end('running', { profile, lastLookup: asked('owner') })).toBe('gone');
    // Another profile may be of another account, which never had the job.
    expect(end('running', { profile, lastLookup: asked('other') })).toBeUndefined();
    // What ended is not gone because AWS forgets it.
    expect(end('failed', { lastLookup: { error: { code: 'NotFound' } } })).toBe('failed');
  });

  test('or not at all', () => {
    for (const kind of ['created', 'running', 'other', 'none'] as const) expect(end(kind)).toBeUndefined();
    expect(end('running', { lastLookup: { error: { code: 'Offline' } } })).toBeUndefined();
    // A date beside a documented state that is no end is an oddity, not an end.
    for (const kind of ['created', 'running'] as const) expect(end(kind, { completedAt: 1 })).toBeUndefined();
  });
});

describe('notices', () => {
  const happening = (kind: Happening['kind'], more: Partial<Happening> = {}): Happening => ({
    kind,
    jobKey: `a/r/${kind}`,
    title: 'orders',
    region: 'eu-central-1',
    at: 0,
    ...more,
  });

  test('one says what happened, where, and how long it took', () => {
    expect(noticeOf([happening('failed', { tookMs: 40 * MINUTE_MS, message: 'Access denied' })])).toEqual({
      title: 'Failed: orders',
      body: 'eu-central-1, after 40 m. Access denied',
      jobKey: 'a/r/failed',
    });
    expect(noticeOf([happening('overstays', { tookMs: 130 * MINUTE_MS, usualMs: 40 * MINUTE_MS })])).toMatchObject({
      title: 'Takes longer than usual: orders',
      body: 'eu-central-1: usually 40 m, now 2 h 10 m',
    });
    expect(noticeOf([happening('with-issues', { state: 'ABORTED' })]).title).toBe('Ended as ABORTED: orders');
    expect(noticeOf([happening('with-issues', { state: 'COMPLETED' })]).title).toBe('Completed with issues: orders');
    expect(noticeOf([happening('with-issues')]).title).toBe('Ended, AWS Backup named no state: orders');
  });

  test('many are one: counted, the worst named first, and of no single job', () => {
    const many = [...Array<undefined>(9)].map(() => happening('completed'));
    const notice = noticeOf([...many, ...[1, 2, 3].map(() => happening('failed', { title: 'web' }))]);
    expect(notice.title).toBe('12 copy jobs ended, 3 failed');
    expect(notice.body).toBe('Failed: web; Failed: web; Failed: web; Completed: orders; and 8 more');
    expect(notice.jobKey).toBeUndefined();
    expect(noticeOf([happening('overstays'), happening('overstays')]).title).toBe('2 copy jobs take longer than usual');
    expect(noticeOf([happening('gone'), happening('partial')]).title).toBe(
      '1 copy job ended, 1 partial, 1 no longer known to AWS Backup',
    );
  });
});

describe('quiet hours', () => {
  const at = (text: string): number => new Date(text).getTime();
  const night = { on: true, from: '22:00', until: '07:00' };

  test('across midnight', () => {
    const end = at('2026-11-26T07:00');
    expect(quietUntil(night, at('2026-11-25T21:59'))).toBeUndefined();
    expect(quietUntil(night, at('2026-11-25T22:00'))).toBe(end);
    expect(quietUntil(night, at('2026-11-26T00:00'))).toBe(end);
    expect(quietUntil(night, at('2026-11-26T06:59'))).toBe(end);
    expect(quietUntil(night, end)).toBeUndefined();
  });

  test('within a day, the same time twice, and off', () => {
    const noon = { on: true, from: '12:00', until: '13:30' };
    expect(quietUntil(noon, at('2026-11-25T13:00'))).toBe(at('2026-11-25T13:30'));
    expect(quietUntil(noon, at('2026-11-25T13:30'))).toBeUndefined();
    expect(quietUntil(noon, at('2026-11-25T02:00'))).toBeUndefined();
    expect(quietUntil({ on: true, from: '08:00', until: '08:00' }, at('2026-11-25T08:00'))).toBeUndefined();
    expect(quietUntil({ ...night, on: false }, at('2026-11-25T23:00'))).toBeUndefined();
  });
});

test('a watched view asks nothing of a job that it can have only at its end', () => {
  const token = (column: string) => ({ column, operator: '=', values: ['x'] }) as const;
  const filter = { text: 'web', tokens: [token('outcome'), token('CreationDate'), token('duration'), token('State')] };
  expect(followedBy(filter)).toEqual({ text: 'web', tokens: [token('CreationDate')] });
});

test('jobs are alike by resource and vault, else by type and route; only those that made their copy count', () => {
  const values = { DestinationBackupVaultArn: 'arn:vault' };
  const route = { resourceType: 'EBS', sourceRegion: 'a', destinationRegion: 'b' };
  const columns = (filters: ReturnType<typeof alikeFilters>) =>
    filters.map(({ tokens }) => tokens.map(({ column }) => column));
  expect(columns(alikeFilters({ ...route, resourceArn: 'arn:disk', values }))).toEqual([
    ['ResourceArn', 'DestinationBackupVaultArn', 'outcome', 'duration'],
    ['ResourceType', 'sourceRegion', 'destinationRegion', 'outcome', 'duration'],
  ]);
  expect(alikeFilters({ values: {} })).toEqual([]);
});
