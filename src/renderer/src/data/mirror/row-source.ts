import type { JobRow } from '../history/types';
import type { JobKey } from '../../domain/job-key';

/** What a worker is told to read: opaque here, made and understood by the same source. Must survive being posted. */
export type SourceName = unknown;

/** Where a mirror's worker reads all jobs of a history. */
export interface RowSource {
  /** Every job once, a batch at a time. Jobs that change meanwhile may come as they were or as they are: changes are told besides. */
  rows(): AsyncIterable<readonly JobRow[]>;
  /** The history as it was known at a time, epoch ms UTC. To be closed. */
  knownAt(at: number): Promise<EarlierRows>;
  /** About how many there will be; undefined if that is not known without reading them. */
  total(): Promise<number | undefined>;
}

/** A history as it was known at a time. */
export interface EarlierRows {
  /** Jobs of which some look-up had failed by then; others may be among them. */
  failed(): Promise<readonly JobKey[]>;
  /** In the order of the keys; undefined for a job that was not known. */
  rows(jobKeys: readonly JobKey[]): Promise<readonly (JobRow | undefined)[]>;
  close(): void;
}

/** What has become of some jobs. */
export interface JobChange {
  readonly put: readonly JobRow[];
  readonly removed: readonly JobKey[];
  /** See `HistoryChange`. */
  readonly since?: number;
}
