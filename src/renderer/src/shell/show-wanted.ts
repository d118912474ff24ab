import type { WantedView } from '../compare/compare-desk.svelte';
import type { JobController } from '../job/job.svelte';

/** Shows what a link asks for of a job. Where that cannot be seen of it yet, the tab that says so. */
export function showWanted(job: JobController, what: WantedView): void {
  switch (what.kind) {
    case 'answers':
      job.compareAnswers(what.earlier, what.later);
      return;
    case 'all-answers':
      if (job.rows.length > 1) job.tab = 'matrix';
      else job.compare();
      return;
    case 'children':
      if (job.job.current?.isParent === true) job.tab = 'children';
      return;
    case 'runs':
      job.tab = 'runs';
  }
}
