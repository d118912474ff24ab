import type { JobRow } from '../history/types';
import type { JobKey } from '../../domain/job-key';

/** What a worker is told to read: opaque here, made and understood by the same source. Must survive being posted. */
export type SourceName = unknown;

/** Where a mirror's worker reads all jobs of a history. */
export interface RowSource {
  /** Every job once, a batch at a time. Jobs that change meanwhile may come as they were or as they are: changes are told besides. */
  rows(): AsyncIterable<readonly JobRow[]>;
  /** About how many there will be; undefined if that is not known without reading them. */
  total(): Promise<number | undefined>;
}

/** What has become of some jobs. */
export interface JobChange {
  readonly put: readonly JobRow[];
  readonly removed: readonly JobKey[];
}
