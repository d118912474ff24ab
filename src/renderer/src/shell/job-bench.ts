import type { CompareDesk } from '../compare/compare-desk.svelte';
import type { History, JobRow, SnapshotRow } from '../data/history';
import type { LookUpDesk, LookUpInFlight } from '../data/look-up-desk.svelte';
import type { JobKey } from '../domain/job-key';
import type { FamilyWorld } from '../job/family/family.svelte';
import type { JobController, JobStanding } from '../job/job.svelte';
import type { HoldDesk } from './hold-desk.svelte';

/** How the job on screen is asked about, in whichever window it is. */
export interface JobAsking {
  readonly desk: LookUpDesk;
  /** The look-up under way that somebody in this window is waiting for. */
  readonly underWay: LookUpInFlight | undefined;
  /** Why the job cannot be asked about now; undefined: it can. */
  readonly cannotRefresh: string | undefined;
  /** Whether there is something to ask again, and whether something under way can be cancelled. */
  readonly canRefresh: boolean;
  readonly canCancel: boolean;
  refresh(): Promise<void>;
  /** Asks about the job on screen again, whatever else there is to be asked. */
  refreshOpenJob(): Promise<void>;
  cancel(): void;
  /** Asks about a job that this one names as its parent. */
  lookUpParent(child: JobRow, copyJobId: string): Promise<void>;
}

/** What a job on screen is worked on with, in whichever window it is. */
export interface JobBench {
  readonly history: History;
  readonly asking: JobAsking;
  /** How comparisons are read here, and how they leave the app. */
  readonly compareDesk: CompareDesk;
  /** The job on screen. */
  job: JobController | undefined;
  /** Keeps jobs from being thinned out. */
  readonly holds: HoldDesk;
  removeJob(row: JobRow): Promise<void>;
  removeSnapshot(snapshot: SnapshotRow): Promise<void>;
  /** What the job's family is found and fetched with. */
  readonly familyWorld: Omit<FamilyWorld, 'history'>;
  /** The job that takes the keyboard once it is on screen. */
  keyboardTo: JobKey | undefined;
  /** Shows another job of the family. */
  openFromJob(jobKey: JobKey): void;
  /** Shows two jobs side by side, in the place of the open one. */
  compareJobs(left: JobKey, right: JobKey): void;
  /** Where somebody was in a job before a comparison took its place, once. */
  takeStanding(jobKey: JobKey): JobStanding | undefined;
  readonly canUndo: boolean;
  undoRemoval(): Promise<void>;
}
