import { answersDocument } from '../compare/documents/answers';
import { childrenDocument } from '../compare/documents/children';
import { runsOfJobDocument } from '../compare/documents/runs';
import type { History } from '../data/history';
import type { About, ComparisonDocument, Making } from '../domain/export/comparison/document';
import type { TimeDisplay } from '../domain/instants';
import type { JobViewName } from '../job/compared-side';
import type { JobController } from '../job/job.svelte';
import { MOST_COLUMNS } from '../job/matrix/children.svelte';

interface View {
  readonly view: JobViewName;
  readonly controller: JobController;
  readonly history: History;
  readonly times: TimeDisplay;
}

/** What is handed on of a job beside two answers. Rejects where it has gone from the history, or is still being looked for. */
export function viewDocument(
  { view, controller, history, times }: View,
  about: About,
  making: Making,
): Promise<ComparisonDocument> {
  const job = controller.job.current;
  if (job === undefined) return Promise.reject(new Error('The job is not in the history any more.'));
  switch (view) {
    case 'all-answers':
      return answersDocument({ history, job, rows: controller.rows, times }, about, making);
    case 'children': {
      const rows = controller.children ?? [];
      const shown = rows.slice(0, MOST_COLUMNS);
      return childrenDocument({ history, parent: job, rows: shown, all: rows.length, times }, about, making);
    }
    case 'runs': {
      const { analysis, more } = controller.runs;
      if (analysis === undefined) return Promise.reject(new Error('The runs are still being looked for.'));
      return runsOfJobDocument({ history, job, analysis, more, times }, about, making);
    }
  }
}
