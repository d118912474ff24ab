import type { FieldKind } from '../fields';
import type { JobValue, JobValues } from '../job-values';

/** Names a column: a member's dotted path (`CreatedBy.BackupPlanName`), or the name of a derived value (`duration`). */
export type ColumnId = string;

/** What a column's values are: decides how they are compared, typed and shown. The field catalogue's kinds, and a few of ours. */
export type ColumnKind =
  Exclude<FieldKind, 'object' | 'map'> | 'age' | 'duration' | 'outcome' | 'rate' | 'region' | 'vault';

/** What columns read of a job. The history's light rows have all of it. */
export interface ListedJob {
  readonly accountId: string;
  readonly region: string;
  readonly outcomeKey: string;
  readonly sourceVault?: string;
  readonly sourceRegion?: string;
  readonly sourceAccount?: string;
  readonly destinationVault?: string;
  readonly destinationRegion?: string;
  readonly destinationAccount?: string;
  readonly crossAccount?: boolean;
  readonly crossRegion?: boolean;
  readonly airGapped?: boolean;
  /** Epoch ms UTC. */
  readonly createdAt?: number;
  readonly durationMs?: number;
  /** Exact, as decimal digits. */
  readonly sizeBytes?: string;
  readonly values: JobValues;
  /** Epoch ms UTC. */
  readonly firstSeen: number;
  /** Epoch ms UTC. */
  readonly lastSeen: number;
  readonly timesSeen: number;
  readonly snapshotCount: number;
  readonly lastLookup: { readonly outcome: string; readonly error?: { readonly code: string } };
  readonly profile: { readonly name: string };
  /** Everything that somebody has noted on it; absent if nothing. */
  readonly note?: string;
  /** Set while somebody holds it: who and why, in words. */
  readonly hold?: string;
}

/** One thing a list can show, sort and filter by. */
export interface Column {
  readonly id: ColumnId;
  /** For people; no two columns have the same. */
  readonly label: string;
  readonly help: string;
  readonly kind: ColumnKind;
  /** What may be typed instead of the id, in small letters; the first is what gets written. */
  readonly aliases: readonly string[];
  /** True where the value is one member of the answer, whose path is the id; false where Copytrail works it out. */
  readonly isMember: boolean;
  /** Whether free text looks at it: it holds text, and text that no other column has. */
  readonly searched: boolean;
  /** The value of a job; undefined where there is none. For ages the instant that they count from, epoch ms UTC. */
  value(job: ListedJob): JobValue | undefined;
  /** Place of a text where letters say nothing about the order (states); texts of one place stand by their letters. */
  rank?(text: string): number;
}
