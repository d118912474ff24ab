import { writeJobLink } from '../../../preload/contract/job-link';
import { writePastLink } from '../../../preload/contract/past-link';
import { parseJobKey, type JobKey } from '../domain/job-key';
import type { Toaster } from '../ui/toaster.svelte';

/**
 * Puts the link to a job on the clipboard, and says what came of it.
 * @param knownAt to the job as it was known at that time, epoch ms UTC
 */
export function copyLinkOf(jobKey: JobKey | undefined, toaster: Toaster, knownAt?: number): void {
  const identity = jobKey === undefined ? undefined : parseJobKey(jobKey);
  const link =
    identity === undefined
      ? undefined
      : knownAt === undefined
        ? writeJobLink(identity)
        : writePastLink({ at: knownAt, job: identity });
  if (link === undefined) {
    toaster.show('There is no link to this job: its ID or Region holds signs that no link can.');
    return;
  }
  copy(link, knownAt === undefined ? 'this job' : 'this job as known then', toaster);
}

/** Puts the link to what was known at a time (epoch ms UTC) on the clipboard, and says what came of it. */
export function copyPastLink(at: number, toaster: Toaster): void {
  const link = writePastLink({ at });
  if (link !== undefined) copy(link, 'what was known then', toaster);
}

function copy(link: string, what: string, toaster: Toaster): void {
  navigator.clipboard.writeText(link).then(
    () => {
      toaster.show(`Copied the link to ${what}.`);
    },
    () => {
      toaster.show('The link could not be copied.');
    },
  );
}
