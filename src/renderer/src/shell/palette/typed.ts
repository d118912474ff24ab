import type { JobViewKind } from '../../../../preload/contract/compare-link';
import { looksLikeLink } from '../../../../preload/contract/job-link';
import { readLink, type ReadLink } from '../../../../preload/contract/link';
import { profileLabel } from '../../connect/profile-option';
import { cleanCopyJobId, severalCopyJobIds } from '../../domain/copy-job-id';
import { isUuid } from '../../domain/copy-job-mentions';
import { instantWithZone } from '../../domain/instants';
import type { Workbench } from '../workbench.svelte';
import type { Entry } from './types';

/** What a typed or pasted text is by itself: a link to a job, or ids to be looked up. Empty: nothing of the kind. */
export function typedEntries(text: string, workbench: Workbench, takeLink: (text: string) => void): readonly Entry[] {
  const trimmed = text.trim();
  if (looksLikeLink(trimmed)) {
    return [
      {
        id: 'typed:link',
        ...linkWords(readLink(trimmed)),
        places: [],
        run: () => {
          takeLink(trimmed);
        },
      },
    ];
  }
  const several = severalCopyJobIds(trimmed)?.ids.length;
  const id = cleanCopyJobId(trimmed);
  if (several === undefined && !isUuid(id)) return [];
  const { profile, region } = workbench.connect;
  const place =
    profile === undefined ? undefined : `${profileLabel(profile.ref)}, ${region === '' ? 'no Region yet' : region}`;
  return [
    {
      id: 'typed:look-up',
      title: several === undefined ? `Look up ${id}` : `Look up these ${several} copy jobs`,
      hint: place === undefined ? undefined : `asks AWS, in ${place}`,
      places: [],
      whyNot:
        place === undefined
          ? 'There is no profile to ask with'
          : several !== undefined && workbench.asking.run?.running === true
            ? 'The look-ups under way must end first'
            : undefined,
      run: () => {
        workbench.connect.type(several === undefined ? id : trimmed);
        void workbench.asking.describe();
      },
    },
  ];
}

const JOB_VIEWS: Readonly<Record<JobViewKind, string>> = {
  'all-answers': 'comparison of all answers',
  children: 'child jobs side by side',
  runs: 'runs',
};

function setText(filter: string): string {
  return filter === '' ? 'all jobs' : filter;
}

function linkWords(link: ReadLink): Pick<Entry, 'title' | 'hint'> {
  switch (link.kind) {
    case 'job':
      return {
        title: `Open the linked copy job ${link.job.copyJobId}`,
        hint: `${link.job.region}, account ${link.job.accountId}`,
      };
    case 'jobs':
      return {
        title: 'Open the linked comparison of two copy jobs',
        hint: `${link.left.copyJobId}, ${link.right.copyJobId}`,
      };
    case 'answers':
      return { title: 'Open the linked comparison of two answers', hint: `about copy job ${link.job.copyJobId}` };
    case 'all-answers':
    case 'children':
    case 'runs':
      return { title: `Open the linked ${JOB_VIEWS[link.kind]}`, hint: `of copy job ${link.job.copyJobId}` };
    case 'sets':
      return {
        title: 'Open the linked comparison of two sets',
        hint: `${setText(link.left)} and ${setText(link.right)}`,
      };
    case 'known-at':
      return {
        title: `Show what was known on ${instantWithZone(link.at, 'utc')}`,
        hint: link.job && `copy job ${link.job.copyJobId}`,
      };
    case 'refused':
      return { title: 'This is no link of Copytrail: say why', hint: undefined };
  }
}
