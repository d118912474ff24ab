import { writeJobLink } from '../../../preload/contract/job-link';
import type { Api } from '../data/backend';
import type { History } from '../data/history';
import { parseJobKey, type JobKey } from '../domain/job-key';
import type { Toaster } from '../ui/toaster.svelte';

/** Why no job of this history can have a window of its own; undefined: one can. */
export function whyNoOwnWindow(history: History): string | undefined {
  return history.kept ? undefined : 'Nothing is being kept, so another window would find nothing';
}

/** Shows a job in a window of its own; whatever stands in the way is said. */
export async function openOwnWindow(api: Api, history: History, jobKey: JobKey, toaster: Toaster): Promise<void> {
  const job = parseJobKey(jobKey);
  const why = whyNoOwnWindow(history);
  if (why !== undefined) toaster.show(`${why}.`);
  else if (job === undefined || writeJobLink(job) === undefined) {
    toaster.show('This job cannot have a window of its own: its ID or Region holds signs that an address cannot.');
  } else {
    const answer = await api.openJobWindow({ workspace: history.workspace, job });
    if (!answer.ok) toaster.show(`${answer.error.message} ${answer.error.remedy}`);
  }
}
