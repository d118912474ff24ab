import type { JobKey } from '../job-key';
import type { JobValues } from '../job-values';

/** A copy job as the history knows it, as far as waiting is concerned. */
export interface WaitingCopy {
  readonly jobKey: JobKey;
  readonly copyJobId: string;
  readonly state?: string;
  readonly resourceArn?: string;
  readonly resourceType?: string;
  readonly destinationVault?: string;
  readonly destinationAccount?: string;
  readonly destinationRegion?: string;
  readonly airGapped?: boolean;
  /** Epoch ms UTC. */
  readonly createdAt?: number;
  /** Epoch ms UTC. */
  readonly lastSeen: number;
  readonly values: JobValues;
}

/** What the history knows of other copies that are not over. */
export interface OtherCopies<T extends WaitingCopy = WaitingCopy> {
  /** Of the same resource, or from the same recovery point; one may stand there twice. */
  readonly related: readonly T[];
  /** Those that the limit counts, the waiting one included; undefined while that is being counted, or if there is no limit. */
  readonly counted: { readonly unfinished: number; readonly running: number } | undefined;
}
