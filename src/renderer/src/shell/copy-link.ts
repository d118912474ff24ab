import { writeJobLink } from '../../../preload/contract/job-link';
import { parseJobKey, type JobKey } from '../domain/job-key';
import type { Toaster } from '../ui/toaster.svelte';

/** Puts the link to a job on the clipboard, and says what came of it. */
export function copyLinkOf(jobKey: JobKey | undefined, toaster: Toaster): void {
  const identity = jobKey === undefined ? undefined : parseJobKey(jobKey);
  const link = identity === undefined ? undefined : writeJobLink(identity);
  if (link === undefined) {
    toaster.show('There is no link to this job: its ID or Region holds signs that no link can.');
    return;
  }
  navigator.clipboard.writeText(link).then(
    () => {
      toaster.show('Copied the link to this job.');
    },
    () => {
      toaster.show('The link could not be copied.');
    },
  );
}
