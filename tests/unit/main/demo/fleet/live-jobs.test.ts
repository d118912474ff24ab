import { describe, expect, it } from 'vitest';
import { LiveJobs, type LiveName } from '../../../../../src/main/demo/fleet/live-jobs';
import { renderJob } from '../../../../../src/main/demo/fleet/render';

const START = Date.parse('2026-09-21T13:33:20Z');
const HOUR = 3600;
const live = new LiveJobs(START);

interface Members {
  State: string;
  CompletionDate?: number;
  MessageCategory?: string;
  ResourceArn: string;
  DestinationBackupVaultArn: string;
  NumberOfChildJobs?: number;
  ChildJobsInState?: Record<string, number>;
}

function at(name: LiveName, seconds: number): Members {
  return JSON.parse(renderJob(live.named(name), START + seconds * 1000)) as Members;
}

describe('jobs that move while one watches', () => {
  it.each<[LiveName, [seconds: number, state: string][]]>([
    [
      'QUICK',
      [
        [0, 'CREATED'],
        [7.9, 'CREATED'],
        [8, 'RUNNING'],
        [29.9, 'RUNNING'],
        [30, 'COMPLETED'],
        [9000, 'COMPLETED'],
      ],
    ],
    [
      'FAILING',
      [
        [0, 'RUNNING'],
        [44.9, 'RUNNING'],
        [45, 'FAILED'],
      ],
    ],
    [
      'WITH_ISSUES',
      [
        [0, 'RUNNING'],
        [75, 'COMPLETED'],
      ],
    ],
    [
      'PARENT',
      [
        [0, 'RUNNING'],
        [119.9, 'RUNNING'],
        [120, 'COMPLETED'],
      ],
    ],
    [
      'SLOW',
      [
        [0, 'RUNNING'],
        [19.9 * HOUR, 'RUNNING'],
        [20 * HOUR, 'COMPLETED'],
      ],
    ],
    [
      'WAITING',
      [
        [0, 'CREATED'],
        [19.9 * HOUR, 'CREATED'],
        [21 * HOUR, 'RUNNING'],
      ],
    ],
  ])('%s', (name, moments) => {
    for (const [seconds, state] of moments) {
      const members = at(name, seconds);
      expect(members.State).toBe(state);
      const ended = state === 'COMPLETED' || state === 'FAILED';
      expect(members).toHaveProperty('CreationDate');
      expect('CompletionDate' in members).toBe(ended);
      expect('MessageCategory' in members).toBe(ended);
      expect('DestinationRecoveryPointArn' in members).toBe(state === 'COMPLETED');
    }
  });

  it('the parent’s counts move over two minutes, and always add up to its children', () => {
    const counts = [0, 25, 36, 72, 80, 113, 120].map((seconds) => at('PARENT', seconds).ChildJobsInState);
    expect(counts).toEqual([
      { COMPLETED: 1, RUNNING: 1, CREATED: 2 },
      { COMPLETED: 1, RUNNING: 2, CREATED: 1 },
      { COMPLETED: 2, RUNNING: 1, CREATED: 1 },
      { COMPLETED: 2, RUNNING: 2 },
      { COMPLETED: 3, RUNNING: 1 },
      { COMPLETED: 4 },
      { COMPLETED: 4 },
    ]);
    for (let seconds = 0; seconds < 130; seconds += 1) {
      const { NumberOfChildJobs, ChildJobsInState } = at('PARENT', seconds);
      expect(NumberOfChildJobs).toBe(4);
      expect(Object.values(ChildJobsInState!).reduce((sum, n) => sum + n, 0)).toBe(4);
    }
  });

  it('the waiting job waits for another copy of the same resource', () => {
    const [slow, waiting] = [at('SLOW', 0), at('WAITING', 0)];
    expect(waiting.ResourceArn).toBe(slow.ResourceArn);
    expect(waiting.DestinationBackupVaultArn).not.toBe(slow.DestinationBackupVaultArn);
    expect(live.named('WAITING').startedAt).toBeGreaterThan(live.named('SLOW').endedAt);
  });

  it('are still known the next day, moved on, by a demo account that was opened anew', () => {
    const nextDay = new LiveJobs(START + 24 * HOUR * 1000);
    for (const job of live.jobs.flatMap((job) => [job, ...(job.children ?? [])])) {
      expect(nextDay.find(job.copyJobId)).toEqual(job);
    }
    const slow = nextDay.find(live.named('SLOW').copyJobId)!;
    expect(JSON.parse(renderJob(slow, START + 24 * HOUR * 1000))).toMatchObject({ State: 'COMPLETED' });
    expect(nextDay.named('SLOW').copyJobId).not.toBe(slow.copyJobId);
  });

  it('no live job goes by an id that is not one', () => {
    expect(live.find('47C8EF56-74D8-059D-1301-C5BE1D5C926E')).toBeUndefined();
  });
});
