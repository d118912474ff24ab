import type { OutcomeKind } from '../../domain/outcome';
import type { JobKey } from '../../domain/job-key';
import type { JobValues } from '../../domain/job-values';
import type { AppError } from '../../../../preload/contract/error';
import type { Observation, ProfileRef } from '../../../../preload/contract/shapes';

/* What a history answers with: jobs, their snapshots and failures, notes and removals. */

/** Names one snapshot. Opaque: compare and hand back, do not take apart. */
export type SnapshotId = string;
/** Names one removal that can be undone. */
export type RemovalId = number;

/** How the last lookup of a job ended, whichever way. */
export interface LastLookup {
  /** Epoch ms UTC. */
  readonly at: number;
  readonly outcome: 'answered' | 'failed';
  /** Present for `failed`; `profile` is the one that asked, which need not be the one that was answered before. */
  readonly error?: AppError;
  readonly profile?: ProfileRef;
}

/** When the answers of one snapshot were given, and by which profiles; what they said stands elsewhere. See `Run` in domain/snapshot. */
export interface RunTimes {
  /** Epoch ms UTC, ascending, never empty; thinned out where there are very many. */
  readonly seen: readonly number[];
  readonly timesSeen: number;
  /** Name of the profile that was answered first, and last. */
  readonly first: string;
  readonly last: string;
}

/** One light row per job: what lists need, taken from its newest snapshot. */
export interface JobRow {
  readonly jobKey: JobKey;
  readonly copyJobId: string;
  readonly accountId: string;
  readonly region: string;
  /** As AWS sent it; absent if it sent none. */
  readonly state?: string;
  readonly outcomeKind: OutcomeKind;
  /** See `Outcome.key` in domain/outcome. */
  readonly outcomeKey: string;
  readonly resourceType?: string;
  readonly resourceName?: string;
  readonly resourceArn?: string;
  readonly sourceVault?: string;
  readonly sourceRegion?: string;
  readonly sourceAccount?: string;
  readonly destinationVault?: string;
  readonly destinationRegion?: string;
  readonly destinationAccount?: string;
  readonly crossAccount?: boolean;
  readonly crossRegion?: boolean;
  readonly airGapped?: boolean;
  readonly isParent: boolean;
  /** Epoch ms UTC. */
  readonly createdAt?: number;
  /** Epoch ms UTC. */
  readonly completedAt?: number;
  readonly durationMs?: number;
  /** Exact, as decimal digits; absent where AWS reported none. */
  readonly sizeBytes?: string;
  readonly statusMessage?: string;
  /** Everything that somebody has noted on the job and its snapshots; absent if nothing. */
  readonly note?: string;
  /** Set while somebody holds the job, whatever rules for thinning out say: who and why, in words. */
  readonly hold?: string;
  /** When something was last noted or taken away, or the job was held; epoch ms UTC. */
  readonly notedAt?: number;
  /** Every member of the newest answer, for columns and filters. */
  readonly values: JobValues;
  /** First and last time AWS answered for this job, epoch ms UTC, and how often. */
  readonly firstSeen: number;
  readonly lastSeen: number;
  readonly timesSeen: number;
  readonly snapshotCount: number;
  /** Its snapshots in time order: what it takes to tell how the row stood earlier. */
  readonly runs: readonly RunTimes[];
  readonly newestSnapshot: SnapshotId;
  readonly lastLookup: LastLookup;
  /** The profile that AWS answered last, and by which operation. */
  readonly profile: ProfileRef;
  readonly source: Observation['source'];
}

/** Something noted, and when it was written. */
export interface NoteRow {
  /** Absent: on the job itself. */
  readonly snapshotId?: SnapshotId;
  readonly text: string;
  /** Epoch ms UTC. */
  readonly writtenAt: number;
}

/** What is known about one answer besides its body. */
export interface AnswerOrigin {
  readonly source: Observation['source'];
  readonly profile: ProfileRef;
  readonly endpoint: string;
  readonly requestId?: string;
}

/** A run of equal observations, without its body. */
export interface SnapshotRow {
  readonly id: SnapshotId;
  readonly jobKey: JobKey;
  /** SHA-256 of the canonical `CopyJob`. */
  readonly digest: string;
  /** Epoch ms UTC. */
  readonly firstSeen: number;
  /** Epoch ms UTC. */
  readonly lastSeen: number;
  readonly timesSeen: number;
  /** When it was seen, epoch ms UTC, ascending: first and last, and those between, thinned out where there are very many. */
  readonly seen: readonly number[];
  /** Set in a history as it was known earlier, where it may have been seen more often than `timesSeen`, and somewhat later than `lastSeen`. */
  readonly roughly?: true;
  readonly state?: string;
  readonly outcomeKey: string;
  readonly first: AnswerOrigin;
  readonly last: AnswerOrigin;
}

/** Lookups that failed in the same way, one after the other. */
export interface FailureRow {
  readonly id: number;
  readonly region: string;
  readonly copyJobId: string;
  /** Absent while nobody knows whose job it is. */
  readonly jobKey?: JobKey;
  /** Epoch ms UTC. */
  readonly firstAt: number;
  /** Epoch ms UTC. */
  readonly lastAt: number;
  readonly times: number;
  readonly profile: ProfileRef;
  /** The last one. */
  readonly error: AppError;
}

/** A failed lookup to be kept. */
export interface FailedLookup {
  /** Epoch ms UTC. */
  readonly at: number;
  readonly profile: ProfileRef;
  readonly region: string;
  readonly copyJobId: string;
  /** Whose job it is, where that is known (a refresh of a job in the history). */
  readonly jobKey?: JobKey;
  readonly error: AppError;
}

/** What recording an observation did. */
export interface Recorded {
  readonly jobKey: JobKey;
  readonly snapshotId: SnapshotId;
  /** `new-job`: never seen before. `changed`: a new snapshot. `unchanged`: equal to one that was there. */
  readonly kind: 'new-job' | 'changed' | 'unchanged';
  readonly snapshotCount: number;
}

export interface JobsQuery {
  /** Words that must all occur, in any order and letter case. */
  readonly text?: string;
  /** Outcome keys; empty or absent means all. */
  readonly outcomes?: readonly string[];
  /** Newest first in either. Jobs without a creation date come last. */
  readonly sort: 'lastSeen' | 'createdAt';
  /** How many rows to show; grow it to show more. */
  readonly limit: number;
}

export interface JobsPage {
  readonly rows: readonly JobRow[];
  /** Whether there are more rows than `limit`. */
  readonly more: boolean;
  /** Rows that could not be read; they are passed over, never lost. */
  readonly damaged: number;
}

export interface OutcomeTotal {
  readonly outcomeKey: string;
  readonly jobs: number;
}

/** Something removed that can be brought back. */
export interface Removal {
  readonly id: RemovalId;
  /** Epoch ms UTC. */
  readonly removedAt: number;
  readonly kind: 'job' | 'snapshot';
  readonly jobKey: JobKey;
  /** For people: resource name or id. */
  readonly title: string;
  readonly snapshotCount: number;
}
