import { page } from 'vitest/browser';
import { expect } from 'vitest';
import type { History } from '../../../src/renderer/src/data/history';
import type { JobsController } from '../../../src/renderer/src/jobs/jobs.svelte';
import { fixtureWith, NOW } from './fixtures';
import { answer, newHistory } from './history';
import JobsHost from './JobsHost.svelte';
import { show } from './screen';
import { TableFinder } from './table-finder';

const HOUR_S = 3600;
const STATES = ['COMPLETED', 'FAILED', 'RUNNING'] as const;
const TYPES = ['EBS', 'RDS', 'EFS', 'DynamoDB'] as const;
const GIB = 1_073_741_824;

/** Jobs `job-0`, `job-1`, … the first being the newest; every state, type and plan among the first dozen. */
export async function historyOf(jobs: number): Promise<History> {
  const history = await newHistory();
  const bodies = Array.from({ length: jobs }, (_, at) => {
    const copyJobId = `C0FFEE00-0000-4000-8000-${String(at).padStart(12, '0')}`;
    const State = STATES[at % STATES.length]!;
    const body = fixtureWith('01', {
      CopyJobId: copyJobId,
      State,
      ResourceName: `job-${at}`,
      ResourceType: TYPES[at % TYPES.length],
      StatusMessage: State === 'FAILED' ? 'Access denied' : undefined,
      BackupSizeInBytes: at === 1 ? undefined : at * GIB,
      CreationDate: NOW / 1000 - at * HOUR_S,
      CreatedBy: at % 2 === 0 ? undefined : { BackupPlanName: 'Daily' },
    });
    return answer(body, NOW - at * 1000, { copyJobId });
  });
  await history.recordAll(bodies);
  return history;
}

/** The list over such a history, with an index unless told otherwise. */
export async function showList(
  jobs: number,
  more: { history?: History; finder?: TableFinder; withIndex?: boolean; split?: boolean } = {},
) {
  const history = more.history ?? (await historyOf(jobs));
  const finder = more.withIndex === false ? undefined : (more.finder ?? new TableFinder(history));
  const told: { readonly text: string; readonly undo: (() => void) | undefined }[] = [];
  const refreshed: (readonly string[])[] = [];
  const compared: (readonly [string, string])[] = [];
  let controller: JobsController | undefined;
  const screen = await show(JobsHost, {
    history,
    now: NOW,
    split: more.split ?? false,
    ...(finder === undefined ? {} : { finder }),
    onmade: (made: JobsController) => (controller = made),
    ontell: (text: string, undo?: () => void) => told.push({ text, undo }),
    onrefresh: (keys: readonly string[]) => refreshed.push(keys),
    oncompare: (left: string, right: string) => compared.push([left, right]),
  });
  const titles = () => Array.from(document.querySelectorAll('[data-job-key] .title'), (title) => title.textContent);
  await expect.poll(() => titles().length).toBeGreaterThan(0);
  return {
    history,
    finder,
    screen,
    told,
    refreshed,
    compared,
    controller: controller!,
    titles,
    grid: screen.getByRole('grid', { name: 'Copy jobs' }),
    filter: screen.getByRole('combobox', { name: 'Filter copy jobs' }),
    foot: screen.getByRole('region', { name: 'History' }).getByRole('status'),
    tokens: screen.getByRole('group', { name: 'Filter in use' }),
    options: () => page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option'),
    button: (name: string | RegExp) => screen.getByRole('button', { name, exact: true }),
    choose: async (menu: string | RegExp, item: string): Promise<void> => {
      await screen.getByRole('button', { name: menu }).click();
      await page
        .getByRole('menuitem', { name: item })
        .or(page.getByRole('menuitemcheckbox', { name: item }))
        .click();
    },
  };
}
