import { describe, expect, it } from 'vitest';
import { DemoFleet } from '../../../../../src/main/demo/fleet/demo-fleet';
import { renderJob } from '../../../../../src/main/demo/fleet/render';
import type { CopySpec } from '../../../../../src/main/demo/fleet/spec';
import {
  CHILD_SPOILS_PARENT,
  KEY_CHANGED,
  NIGHT_MISSED,
  ROLE_SWAPPED,
  SLOW_DRIFT,
  UNUSUAL,
  VAULT_LOCKED,
} from '../../../../../src/main/demo/fleet/specs/stories';
import { NOW, type Members } from './all-jobs';

const DAY_MS = 86_400_000;

const fleet = new DemoFleet(NOW);

/** A story's jobs of the last 30 days, oldest first, as AWS would tell them. */
function told(spec: CopySpec): Members[] {
  return fleet
    .of(spec)
    .filter(({ createdAt, endedAt }) => createdAt > NOW - 30 * DAY_MS && endedAt < NOW)
    .map((job) => JSON.parse(renderJob(job, NOW)) as Members);
}

const minutes = (m: Members): number => (m.CompletionDate! - m.CreationDate) / 60;

describe('the stories, on one resource and destination', () => {
  it('a role is swapped, and every copy fails until it is back', () => {
    const jobs = told(ROLE_SWAPPED);
    const failed = jobs.filter(({ State }) => State === 'FAILED');
    expect(failed).toHaveLength(5);
    for (const job of jobs) {
      const swapped = job.IamRoleArn.endsWith(':role/backup-copy-restricted');
      expect(job.State).toBe(swapped ? 'FAILED' : 'COMPLETED');
      if (swapped) expect(job.MessageCategory).toBe('ACCESS_DENIED');
    }
    const first = jobs.indexOf(failed[0]!);
    expect(jobs.slice(first, first + 5)).toEqual(failed);
    expect(new Set(jobs.map(({ ResourceArn, DestinationBackupVaultArn: to }) => `${ResourceArn} ${to}`)).size).toBe(1);
    expect(failed[0]!.DestinationBackupVaultArn).toContain(':444455556666:');
  });

  it('a vault is locked, copies fail for their retention, and the rule is corrected', () => {
    const jobs = told(VAULT_LOCKED);
    const vault = jobs.find(({ State }) => State === 'FAILED')!.DestinationBackupVaultArn;
    const story = jobs
      .filter(({ DestinationBackupVaultArn }) => DestinationBackupVaultArn === vault)
      .map((m) =>
        [m.DestinationVaultLockState, m.DestinationRecoveryPointLifecycle['DeleteAfterDays'], m.State].join(' '),
      );
    const chapters = story.filter((line, i) => line !== story[i - 1]);
    expect(chapters).toEqual(['UNLOCKED 7 COMPLETED', 'LOCKED 7 FAILED', 'LOCKED 90 COMPLETED']);
    expect(story.filter((line) => line.endsWith('FAILED'))).toHaveLength(3);
    const versions = jobs
      .filter((m) => m.DestinationBackupVaultArn === vault)
      .map((m) => m.CreatedBy!['BackupPlanVersion']);
    expect(new Set(versions).size).toBe(2);
  });

  it('the key is changed, and the first copy under it is a full one', () => {
    const jobs = told(KEY_CHANGED);
    const changes = jobs.filter(
      (m, i) => i > 0 && m.DestinationEncryptionKeyArn !== jobs[i - 1]!.DestinationEncryptionKeyArn,
    );
    expect(changes).toHaveLength(1);
    const others = jobs.filter((m) => m !== changes[0]);
    expect(minutes(changes[0]!)).toBeGreaterThan(5 * Math.max(...others.map(minutes)));
  });

  it('copies take longer from night to night', () => {
    const jobs = told(SLOW_DRIFT);
    // From the newest backwards to where the drift began.
    const begin = jobs.findLastIndex((m, i) => i > 0 && minutes(m) < 0.6 * minutes(jobs[i - 1]!));
    const drift = jobs.slice(Math.max(begin, 0));
    expect(drift.length).toBeGreaterThan(10);
    const half = Math.floor(drift.length / 2);
    const mean = (part: Members[]) => part.reduce((sum, m) => sum + minutes(m), 0) / part.length;
    expect(mean(drift.slice(half))).toBeGreaterThan(1.3 * mean(drift.slice(0, half)));
    expect(drift.at(-1)!.BackupSizeInBytes!).toBeGreaterThan(drift[0]!.BackupSizeInBytes!);
  });

  it('one night is missed, and only one', () => {
    const jobs = told(NIGHT_MISSED);
    const gaps = jobs.slice(1).map((m, i) => Math.round((m.CreationDate - jobs[i]!.CreationDate) / 86_400));
    expect(gaps.filter((days) => days === 2)).toHaveLength(1);
    expect(gaps.filter((days) => days === 1)).toHaveLength(gaps.length - 1);
    for (const job of jobs) expect(job).not.toHaveProperty('BackupSizeInBytes');
  });

  it('a database spoils its stack in one week of four', () => {
    const jobs = told(CHILD_SPOILS_PARENT);
    expect(jobs.map(({ State }) => State).filter((state) => state === 'PARTIAL')).toHaveLength(1);
    expect(jobs.map(({ State }) => State).filter((state) => state === 'COMPLETED').length).toBeGreaterThanOrEqual(3);
    const partial = fleet.of(CHILD_SPOILS_PARENT).find(({ outcome }) => outcome.state === 'PARTIAL')!;
    const spoilers = partial.children!.filter(({ outcome }) => outcome.state === 'FAILED');
    expect(spoilers).toHaveLength(1);
    expect(spoilers[0]).toMatchObject({ type: 'RDS', compositeMember: 'ShopDatabase' });
    expect(spoilers[0]!.outcome.message).toContain('option group');
  });

  it('a later AWS says things nobody has heard yet', () => {
    const job = fleet.of(UNUSUAL).find(({ endedAt }) => endedAt < NOW && endedAt > NOW - 28 * DAY_MS)!;
    const text = renderJob(job, NOW);
    expect(text).toContain('"BackupSizeInBytes":9007199254740993,');
    expect(text).toContain('"ScannedObjects":18446744073709551615}');
    const members = JSON.parse(text) as Members & Record<string, unknown>;
    expect(members).toMatchObject({ State: 'QUARANTINED', ParentJobId: null });
    expect(members.ResourceName).toMatch(/東京.*<b>.*\n/s);
    expect(members['MalwareScan']).toMatchObject({ Verdict: 'SUSPICIOUS' });
  });
});
