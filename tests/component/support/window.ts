import { expect } from 'vitest';
import { page } from 'vitest/browser';
import type { Workspace } from '../../../src/preload/contract/shapes';
import type { History } from '../../../src/renderer/src/data/history';
import { SettingsStore } from '../../../src/renderer/src/data/settings.svelte';
import Window from '../../../src/renderer/src/shell/Window.svelte';
import { newHistory } from './history';
import { MainProcess } from './main-process';
import { only, show } from './screen';

interface World {
  readonly main?: MainProcess;
  readonly workspace?: Workspace;
  readonly history?: History;
}

/** Copytrail's whole window over a main process and a history of its own, once it has read its profiles. */
export async function openWindow({ main = new MainProcess(), workspace = 'aws', history }: World = {}) {
  const opened = history ?? (await newHistory(workspace));
  const settings = await SettingsStore.open(main.api);
  const switched: Workspace[] = [];
  const screen = await show(Window, {
    api: main.api,
    history: opened,
    settings,
    info: main.info,
    onswitch: (next: Workspace) => switched.push(next),
  });
  const field = (role: string, name: string) => page.getByRole(role, { name, exact: true });
  const profile = field('combobox', 'Profile');
  await expect.element(profile).not.toHaveAttribute('placeholder', 'Reading profiles…');
  const id = page.getByRole('textbox', { name: 'Copy job ID' });
  return {
    main,
    history: opened,
    settings,
    switched,
    screen,
    profile,
    region: field('combobox', 'Region'),
    id,
    describe: field('button', 'Describe'),
    cancel: page.getByRole('form', { name: 'Look up a copy job' }).getByRole('button', { name: /^Cancel/ }),
    grid: field('grid', 'Copy jobs'),
    article: page.getByRole('article'),
    alert: page.getByRole('alert'),
    rowKeys: () =>
      Array.from(document.querySelectorAll<HTMLElement>('[role="row"][data-job-key]'), (row) => row.dataset['jobKey']),
    /** Types an id and asks, as by Enter in the field. */
    lookUp: async (copyJobId: string): Promise<void> => {
      await id.fill(copyJobId);
      await field('button', 'Describe').click();
    },
  };
}

/** Waits until the list shows so many jobs. */
export async function rowsOnScreen(count: number): Promise<void> {
  await expect.poll(() => document.querySelectorAll('[role="row"][data-job-key]').length).toBe(count);
}

/** The one row of a list of one job, once it is there. */
export async function rowOnScreen(): Promise<HTMLElement> {
  await rowsOnScreen(1);
  return only('[role="row"][data-job-key]');
}
