import type { DemoAccount } from '../../preload/contract/shapes';
import type { DemoFleet } from './fleet/demo-fleet';
import type { JobFacts } from './fleet/facts';
import { isKnownAt } from './fleet/render';
import { CHILD_SPOILS_PARENT, NIGHT_MISSED, ROLE_SWAPPED, UNUSUAL } from './fleet/specs/stories';

type Example = DemoAccount['examples'][number];

/** The newest job that has ended, is still known and fits. Stories come round often enough that there is one. */
function newest(jobs: readonly JobFacts[], now: number, fits: (job: JobFacts) => boolean): JobFacts {
  const job = jobs.findLast((candidate) => candidate.endedAt <= now && isKnownAt(candidate, now) && fits(candidate));
  if (!job) throw new Error('The demo account lacks a job for one of its examples.');
  return job;
}

function oldest(jobs: readonly JobFacts[]): JobFacts {
  const job = jobs[0];
  if (!job) throw new Error('The demo account lacks a job for one of its examples.');
  return job;
}

function example(job: JobFacts, profileName: string, title: string, story: string): Example {
  return { copyJobId: job.copyJobId, region: job.region, profileName, title, story };
}

/** Jobs worth a look, with a reason for each. `now`: epoch ms UTC. */
export function demoExamples(fleet: DemoFleet, now: number): Example[] {
  const of = (spec: { readonly key: string }, fits: (job: JobFacts) => boolean): JobFacts =>
    newest(fleet.of(spec), now, fits);
  const failed = (job: JobFacts): boolean => job.outcome.state === 'FAILED';
  const completed = (job: JobFacts): boolean => job.outcome.state === 'COMPLETED';
  const withIssues = (job: JobFacts): boolean => completed(job) && job.outcome.message !== undefined;
  const { live } = fleet;
  return [
    example(
      live.named('QUICK'),
      'production',
      'Moves while you watch',
      'Created a moment ago; describe it again after 10 seconds and after half a minute, then compare.',
    ),
    example(
      of(ROLE_SWAPPED, failed),
      'production',
      'Failed cross-account copy',
      'The backup was green, but its copy to the disaster recovery account failed five nights in a row.',
    ),
    example(
      live.named('FAILING'),
      'production',
      'About to fail',
      'Still running, and everything looks well for less than a minute more.',
    ),
    example(
      of({ key: 'intranet-files' }, withIssues),
      'production',
      'Completed with issues',
      'The data arrived, its tags did not: a state of COMPLETED that still needs somebody.',
    ),
    example(
      of(CHILD_SPOILS_PARENT, (job) => job.outcome.state === 'PARTIAL'),
      'audit',
      'One child spoils the parent',
      'An application stack of four: three were copied, the database was not. Read as the organization’s auditor.',
    ),
    example(
      live.named('PARENT'),
      'production',
      'A cluster being copied',
      'Four nested jobs end one after the other within two minutes; watch the counts.',
    ),
    example(
      of(NIGHT_MISSED, completed),
      'production',
      'Into the air-gapped vault',
      'A locked vault that even administrators cannot empty; for this type AWS reports no size at all.',
    ),
    example(
      live.named('WAITING'),
      'production',
      'Waiting in line',
      'Still CREATED after almost two hours: another copy of the same bucket is running.',
    ),
    example(
      of(UNUSUAL, () => true),
      'production',
      'From a later AWS',
      'A state, members and numbers that no published model has yet, and a name that is hard to display.',
    ),
    example(
      oldest(fleet.of(ROLE_SWAPPED)),
      'production',
      'Forgotten by AWS',
      'It finished more than 30 days ago, so AWS no longer knows it: the reason to keep a history.',
    ),
  ];
}
