import { describe, expect, it } from 'vitest';
import { cellText, presentCell } from '../../../../src/renderer/src/domain/columns/cell';
import { columnSet, nameOf, type Column, type ListedJob } from '../../../../src/renderer/src/domain/columns';
import { STATE_ORDER } from '../../../../src/renderer/src/domain/copy-job';
import { FIELDS } from '../../../../src/renderer/src/domain/fields';
import type { JobValue } from '../../../../src/renderer/src/domain/job-values';
import { jobRows } from '../../../support/job-rows';

const NOW = Date.UTC(2026, 10, 22, 12);
const COLUMNS = columnSet();
const [MODEL] = [...jobRows(1)] as unknown as [ListedJob];

function column(name: string): Column {
  const found = columnSet(['Future', 'ChildJobsInState.PAUSED']).named(name);
  if (!found) throw new Error(`There is no column ${name}.`);
  return found;
}

function job(values: Readonly<Record<string, JobValue>>, more: Partial<ListedJob> = {}): ListedJob {
  return { ...MODEL, ...more, values };
}

describe('columns', () => {
  it('are there for every member of the field catalogue, and for every state of child jobs', () => {
    for (const { path, kind } of FIELDS) {
      if (kind === 'object') continue;
      const paths = kind === 'map' ? STATE_ORDER.map((state) => `${path}.${state}`) : [path];
      for (const one of paths) {
        expect(COLUMNS.find(one)?.value(job({ [one]: 'here' })), one).toBe('here');
        expect(COLUMNS.find(one)?.value(job({})), one).toBeUndefined();
      }
    }
  });

  it('are told apart by label, and by each name that can be typed', () => {
    const labels = COLUMNS.all.map(({ label }) => label);
    expect(labels).toEqual([...new Set(labels)]);
    const names = COLUMNS.all.flatMap(({ aliases }) => aliases);
    expect(names).toEqual([...new Set(names)]);
    expect(names).toEqual(names.map((name) => name.toLowerCase()));
    expect(names.filter((name) => ['has', 'no', 'arn'].includes(name) || !/^[a-z-]+$/.test(name))).toEqual([]);
    for (const one of COLUMNS.all) {
      expect(COLUMNS.named(nameOf(one))).toBe(one);
      expect(COLUMNS.named(one.id)).toBe(one);
    }
    for (const one of COLUMNS.all) expect(one.help).toMatch(/\.$/);
  });

  it.each([
    'state',
    'size',
    'plan',
    'vault',
    'role',
    'name',
    'message',
    'type',
    'id',
    'BACKUPPLANNAME',
    'CreatedBy.backupplanname',
  ])('are found by what people type: %s', (name) => {
    expect(COLUMNS.named(name)).toBeDefined();
  });

  it('are made for members that AWS has begun to send since', () => {
    expect(column('future')).toMatchObject({ id: 'Future', kind: 'unknown', isMember: true });
    expect(column('ChildJobsInState.PAUSED')).toMatchObject({ kind: 'count', label: 'Child jobs PAUSED' });
    expect(columnSet(['State', 'CreatedBy']).all).toHaveLength(COLUMNS.all.length);
  });

  it('take nothing for a member that every object has', () => {
    const [constructor] = columnSet(['constructor']).all.slice(-1);
    expect(constructor?.value(job({}))).toBeUndefined();
  });

  it('suggest the name that may be meant', () => {
    expect(COLUMNS.nearest('stat')).toBe('state');
    expect(COLUMNS.nearest('sizes')).toBe('size');
    expect(COLUMNS.nearest('xyzzyxyzzy')).toBeUndefined();
  });

  it('say nothing of throughput where size or time is missing or zero', () => {
    const throughput = (more: Partial<ListedJob>) => column('throughput').value({ ...MODEL, ...more });
    expect(throughput({ sizeBytes: '1000000', durationMs: 2000 })).toBe(500_000);
    expect(throughput({ sizeBytes: '0', durationMs: 2000 })).toBeUndefined();
    expect(throughput({ sizeBytes: '1000000', durationMs: 0 })).toBeUndefined();
    const {
      accountId,
      region,
      outcomeKey,
      values,
      firstSeen,
      lastSeen,
      timesSeen,
      snapshotCount,
      lastLookup,
      profile,
    } = MODEL;
    const bare = {
      accountId,
      region,
      outcomeKey,
      values,
      firstSeen,
      lastSeen,
      timesSeen,
      snapshotCount,
      lastLookup,
      profile,
    };
    expect(column('throughput').value(bare)).toBeUndefined();
  });
});

describe('cells', () => {
  const text = (name: string, of: ListedJob) => cellText(column(name), of, NOW, 'utc');
  it.each<[string, ListedJob, string]>([
    ['size', job({ BackupSizeInBytes: 1_610_612_736 }), '1.5 GiB'],
    ['size', job({ BackupSizeInBytes: '9007199254740993' }), '8 PiB'],
    ['size', job({ BackupSizeInBytes: 0 }), '0 bytes'],
    ['size', job({}), 'no size'],
    ['size', job({ BackupSizeInBytes: 'lots' }), 'lots'],
    ['created', job({ CreationDate: NOW }), '22 Nov 2026, 12:00:00 UTC'],
    ['completed', job({}), 'no date'],
    ['age', job({}, { createdAt: NOW - 7_200_000 }), '2 hours ago'],
    ['duration', job({}, { durationMs: 8_070_000 }), '2 h 14 m'],
    ['throughput', job({}, { sizeBytes: '50000000', durationMs: 1000 }), '50 MB/s'],
    ['retention', job({ 'DestinationRecoveryPointLifecycle.DeleteAfterDays': -1 }), 'Never'],
    ['children', job({ NumberOfChildJobs: 1200 }), '1,200'],
    ['is-parent', job({ IsParent: false }), 'No'],
    ['is-parent', job({}), 'not said'],
    ['name', job({ ResourceName: '' }), 'empty'],
    ['outcome', job({}, { outcomeKey: 'completed-with-issues' }), 'Completed with issues'],
    ['future', job({ Future: 3 }), '3'],
    [
      'route',
      job({}, { sourceRegion: 'a', sourceVault: 'b', destinationRegion: 'c', destinationVault: 'd' }),
      'a b → c d',
    ],
  ])('%s', (name, of, expected) => {
    expect(text(name, of)).toBe(expected);
  });

  it('tell absent, empty and zero apart', () => {
    const presence = (values: Readonly<Record<string, JobValue>>) =>
      ['size', 'name'].map((name) => presentCell(column(name), job(values), NOW, 'utc').presence);
    expect(presence({ BackupSizeInBytes: 0, ResourceName: '' })).toEqual(['zero', 'empty']);
    expect(presence({ BackupSizeInBytes: 1, ResourceName: 'a' })).toEqual(['value', 'value']);
    expect(presence({})).toEqual(['absent', 'absent']);
  });
});
