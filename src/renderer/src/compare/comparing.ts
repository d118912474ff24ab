import type { JobKey } from '../domain/job-key';
import type { SetsSetup } from './sets/setup.svelte';
import type { SideTimes } from './side-histories';

/** A comparison that takes the place of the open job. Each kind has a view of its own in this folder. */
export type Comparing =
  | { readonly kind: 'jobs'; readonly left: JobKey; readonly right: JobKey; readonly knownAt?: SideTimes }
  | { readonly kind: 'sets'; readonly setup: SetsSetup };
