import { untrack } from 'svelte';
import { writeCompareLink } from '../../../preload/contract/compare-link';
import type { CameBack } from '../../../preload/contract/shapes';
import type { Comparing } from '../compare/comparing';
import { setsLink } from '../compare/links';
import { columnSet } from '../domain/columns';
import { parseJobKey } from '../domain/job-key';
import type { TimeDisplay } from '../domain/instants';
import { JOB_TABS, type JobTab } from '../job/job.svelte';
import { Keeper } from '../jobs/keeper';
import type { JobLinks } from './job-links.svelte';
import type { Workbench } from './workbench.svelte';

/** Name of the preference that keeps what is on screen, for when the window comes back after something ended unexpectedly. */
const ON_SCREEN_PREFERENCE = 'on-screen';

interface OnScreen {
  readonly jobKey?: string | undefined;
  readonly tab?: JobTab | undefined;
  /** The comparison in the place of the job, as a link. */
  readonly comparison?: string | undefined;
  /** Everything is shown as known at this time (epoch ms UTC). */
  readonly past?: number | undefined;
}

interface Needs {
  readonly workbench: Workbench;
  readonly links: Pick<JobLinks, 'takeText'>;
  /** How times are told. */
  readonly times: () => TimeDisplay;
  /** Why the page was loaded; undefined: in the usual way, which begins with the list. */
  readonly cameBack: CameBack | undefined;
}

/** Writes down what is on screen, and after something ended unexpectedly shows it again. Call while a component is being set up. */
export function keepOnScreen({ workbench, links, times, cameBack }: Needs): { readonly close: () => void } {
  const keeper = new Keeper(workbench.present, ON_SCREEN_PREFERENCE, readOnScreen);
  /** Before it has been shown again, what is on screen is not what is to be kept. */
  let follows = $state(cameBack === undefined);
  let tabOf = $state.raw<{ readonly jobKey: string; readonly tab: JobTab }>();

  if (cameBack !== undefined)
    void keeper.read().then((before) => {
      if (before !== undefined) show(before);
      follows = true;
    });

  function show({ jobKey, tab, comparison, past }: OnScreen): void {
    // Somebody was quicker.
    if (workbench.openKey !== undefined || workbench.comparing !== undefined) return;
    if (jobKey !== undefined) workbench.open(jobKey);
    if (jobKey !== undefined && tab !== undefined) tabOf = { jobKey, tab };
    if (comparison !== undefined) links.takeText(comparison);
    if (past !== undefined) workbench.lookBack(past);
  }

  // The job comes on screen a little after it was opened.
  $effect(() => {
    const { job } = workbench;
    if (tabOf === undefined || job?.jobKey !== tabOf.jobKey) return;
    job.tab = tabOf.tab;
    tabOf = undefined;
  });
  $effect(() => {
    if (!follows) return;
    const { openKey, comparing, job, past } = workbench;
    const tab = job?.jobKey === openKey ? job?.tab : undefined;
    const comparison = comparing && untrack(() => linkOf(comparing, times()));
    keeper.keep({ jobKey: openKey, tab, comparison, past: past?.at });
  });
  return {
    close: () => {
      keeper.flush();
    },
  };
}

function linkOf(comparing: Comparing, times: TimeDisplay): string | undefined {
  if (comparing.kind === 'sets') return setsLink(comparing.setup, columnSet(), { now: Date.now(), times });
  // No link says as known at which times two jobs stand side by side: as known now they would be another comparison.
  if (comparing.knownAt?.left !== undefined || comparing.knownAt?.right !== undefined) return undefined;
  const left = parseJobKey(comparing.left);
  const right = parseJobKey(comparing.right);
  return left && right && writeCompareLink({ kind: 'jobs', left, right });
}

function readOnScreen(stored: unknown): OnScreen | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined;
  const { jobKey, tab, comparison, past } = stored as { readonly [K in keyof OnScreen]?: unknown };
  return {
    jobKey: typeof jobKey === 'string' ? jobKey : undefined,
    tab: JOB_TABS.find((known) => known === tab),
    comparison: typeof comparison === 'string' ? comparison : undefined,
    past: typeof past === 'number' && past > 0 ? past : undefined,
  };
}
