import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { columnSet, type ListedJob } from '../../../../../src/renderer/src/domain/columns';
import { compileFilter, parseFilter } from '../../../../../src/renderer/src/domain/filter';
import type { JobValue } from '../../../../../src/renderer/src/domain/job-values';
import { jobRows } from '../../../../support/job-rows';

const NOW = Date.UTC(2026, 10, 22, 12);
const HOUR = 3_600_000;
const COLUMNS = columnSet(['Future']);
const [MODEL] = [...jobRows(1)] as unknown as [ListedJob];

function job(values: Readonly<Record<string, JobValue>>, more: Partial<ListedJob> = {}): ListedJob {
  return { ...MODEL, ...more, values };
}

function ask(text: string, of: ListedJob, times: 'local' | 'utc' = 'utc') {
  const { fits, problems } = compileFilter(parseFilter(text, COLUMNS).filter, { columns: COLUMNS, now: NOW, times });
  return problems.length > 0 ? problems.map(({ code }) => code).join() : fits(of);
}

describe('what a filter means', () => {
  const ebs = job(
    {
      State: 'FAILED',
      ResourceName: 'Web-Server 1',
      BackupSizeInBytes: 1_610_612_736,
      MessageCategory: 'AccessDenied',
      StatusMessage: 'Access denied: no role',
      CreationDate: NOW - 3 * HOUR,
      IsParent: false,
      Future: 7,
      'DestinationRecoveryPointLifecycle.DeleteAfterDays': -1,
    },
    { createdAt: NOW - 3 * HOUR, durationMs: 8_070_000, sizeBytes: '1610612736', outcomeKey: 'completed-with-issues' },
  );

  it.each([
    ['state:failed', true],
    ['state=FAIL', false],
    ['state^fail', true],
    ['-state=failed', false],
    ['state=running,failed', true],
    ['name:web', true],
    ['name="web-server 1"', true],
    ['name^server', false],
    ['size=1.5GiB', true],
    ['size=1.6GiB', false],
    ['size>1.5GiB', false],
    ['size>=1.5 GiB', true],
    ['size<2GB', true],
    ['size=1610612736', true],
    ['size=1GiB..2GiB', true],
    ['size=2GiB..3GiB', false],
    ['category=access_denied', true],
    ['category:denied', true],
    ['outcome="completed with issues"', true],
    ['outcome=failed', false],
    ['duration="2 h 14 m"', true],
    ['duration=2h', false],
    ['duration>2h', true],
    ['duration<2h15m', true],
    ['retention=never', true],
    ['retention<0', true],
    ['is-parent=no', true],
    ['is-parent:true', false],
    ['future=7', true],
    ['future=7.0', true],
    ['future>6', true],
    ['future:7', true],
    ['has:size', true],
    ['no:size', false],
    ['no:plan', true],
    ['plan!=x', true],
    ['plan=x', false],
    ['plan!:x', true],
    ['created>=-4h', true],
    ['created>=-2h', false],
    ['created=-4h', true],
    ['created<-2h', true],
    ['created=2026-11-22', true],
    ['created=2026-11', true],
    ['created=2026', true],
    ['created<2026-11-22', false],
    ['created>2026-11-22', false],
    ['created<=2026-11-22', true],
    ['created=2026-11-22T09:00', true],
    ['created=2026-11-22T10:00+01:00', true],
    ['created=2026-11-21..2026-11-22', true],
    ['created=today', true],
    ['created:yesterday', false],
    ['created="last night"', false],
    ['age>2h', true],
    ['age>4h', false],
    ['age=3h', true],
    ['access denied', true],
    ['"access denied"', true],
    ['"denied access"', false],
    ['denied role', true],
    ['rate>100kB/s', true],
    ['on-demand=yes', true],
  ])('%s: %s', (text, expected) => {
    expect(ask(text, ebs)).toBe(expected);
  });

  it.each([
    ['size>huge', 'value'],
    ['size=1.5', 'value'],
    ['duration>90', 'value'],
    ['created>=soon', 'value'],
    ['created=2026-02-30', 'value'],
    ['created=2026-13', 'value'],
    ['is-parent=maybe', 'value'],
    ['outcome=faild', 'value'],
    ['size^1', 'operator'],
    ['name>3', 'operator'],
    ['size=', 'missing-value'],
    ['size>1,2', 'several-values'],
    ['size>1GiB..2GiB', 'value'],
    ['created=2026-11-22..2026-11-20', 'value'],
    ['nothing=1', 'unknown-column'],
    ['future>x', 'value'],
    ['size>1e999', 'value'],
  ])('says what is wrong with %s', (text, code) => {
    expect(ask(text, ebs)).toBe(code);
  });

  it('leaves tokens that mean nothing out, and says which', () => {
    const { fits, problems } = compileFilter(parseFilter('size>huge state:failed', COLUMNS).filter, {
      columns: COLUMNS,
      now: NOW,
      times: 'utc',
    });
    expect(fits(ebs)).toBe(true);
    expect(problems).toEqual([
      {
        code: 'value',
        token: 0,
        message: '“huge” is not what Size can be. Expected: a size such as 1.5GiB, 200GB or plain bytes.',
      },
    ]);
  });

  it('tells absent, empty and zero apart', () => {
    const zero = job({ BackupSizeInBytes: 0, ResourceName: '' });
    const absent = job({});
    expect(['has:size', 'size=0', 'size<1', 'has:name', 'name=""'].map((text) => ask(text, zero))).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
    expect(['has:size', 'size=0', 'size<1', 'has:name', 'name=""'].map((text) => ask(text, absent))).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
    expect(ask('on-demand=yes', absent)).toBe(false);
    expect(ask('no:on-demand', absent)).toBe(true);
  });

  it('takes a value of another type than documented for what it is', () => {
    const odd = job({ BackupSizeInBytes: 'lots', CreationDate: 'yesterday' });
    expect(ask('has:size', odd)).toBe(true);
    expect(ask('size>=0', odd)).toBe(false);
    expect(ask('size!=0', odd)).toBe(true);
    expect(ask('created<2030', odd)).toBe(false);
  });
});

describe('dates without a zone', () => {
  beforeEach(() => {
    vi.stubEnv('TZ', 'America/New_York');
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('are read in this machine’s zone or in UTC, as asked; a Z is always UTC', () => {
    const late = job({ CreationDate: Date.UTC(2026, 10, 22, 3) });
    expect(ask('created=2026-11-21', late, 'local')).toBe(true);
    expect(ask('created=2026-11-22', late, 'utc')).toBe(true);
    expect(ask('created=2026-11-22Z', late, 'local')).toBe(true);
    // Noon in UTC is seven in the morning in New York: its last night is from 23:00 to 13:00 UTC.
    expect(ask('created="last night"', late, 'local')).toBe(true);
    expect(ask('created="last night"', job({ CreationDate: Date.UTC(2026, 10, 21, 22, 59) }), 'local')).toBe(false);
    expect(ask('created="last night"', job({ CreationDate: Date.UTC(2026, 10, 22, 12, 59) }), 'local')).toBe(true);
  });

  it('know days of other lengths', () => {
    // Clocks go back on 1 November 2026: the day has 25 hours.
    expect(ask('created=2026-11-01', job({ CreationDate: Date.UTC(2026, 10, 2, 4, 59) }), 'local')).toBe(true);
    expect(ask('created=2026-11-01', job({ CreationDate: Date.UTC(2026, 10, 2, 5) }), 'local')).toBe(false);
  });
});
