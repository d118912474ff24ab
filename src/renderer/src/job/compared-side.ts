import type { Snippet } from 'svelte';
import type { SnapshotRow } from '../data/history';
import type { CopyJobReading } from '../domain/copy-job';

/** A snapshot chosen for a comparison, with its body read. */
export interface ComparedSide {
  readonly row: SnapshotRow;
  readonly reading: CopyJobReading;
}

/** Shows two snapshots side by side: handed in from outside, because comparing is a feature of its own. */
export type ComparisonSnippet = Snippet<[left: ComparedSide, right: ComparedSide]>;

/** What there is to see of a job beside two snapshots: all of them, its children, the runs of its resource and destination. */
export type JobViewName = 'all-answers' | 'children' | 'runs';

/** Copies, saves and links one of these views: handed in from outside, too. */
export type HandOnSnippet = Snippet<[view: JobViewName]>;
