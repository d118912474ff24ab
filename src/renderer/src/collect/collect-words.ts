import type { Collection } from '../data/collection.svelte';
import { grouped } from '../domain/numbers';

/** "1 copy job", "2,345 copy jobs". */
function copyJobs(count: number): string {
  return `${grouped(count)} ${count === 1 ? 'copy job' : 'copy jobs'}`;
}

/** How the collection stands. What AWS did not list is never called "none": it lists unfinished jobs and the last 30 days. */
export function headline({ state, counts: { jobs } }: Collection): string {
  switch (state) {
    case 'waiting':
    case 'reading':
      return jobs === 0 ? 'Collecting copy jobs' : `Collecting copy jobs: ${grouped(jobs)} so far`;
    case 'ended':
      return jobs === 0
        ? 'AWS Backup lists no copy jobs here'
        : `${copyJobs(jobs)} collected: all that AWS Backup lists`;
    case 'cancelled':
    case 'failed':
      return jobs === 0
        ? 'Stopped before anything was read'
        : `Stopped after ${copyJobs(jobs)}: older ones were not read`;
  }
}

/** "12 new, 3 changed, 330 unchanged"; empty while nothing has come. */
export function countsInWords({ counts: { jobs, newJobs, changedJobs } }: Collection): string {
  if (jobs === 0) return '';
  const unchanged = jobs - newJobs - changedJobs;
  return [`${grouped(newJobs)} new`, `${grouped(changedJobs)} changed`, `${grouped(unchanged)} unchanged`].join(', ');
}

/** What is read out: the beginning and the end, not every page. */
export function announcementOf(collection: Collection): string {
  if (collection.state === 'reading') return `Collecting copy jobs in ${collection.place.region}.`;
  return [headline(collection), countsInWords(collection)].filter((words) => words !== '').join('. ');
}
