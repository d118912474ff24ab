/** Of which jobs something is asked: those of now, or as they were known at a time. */
export interface KnownAt {
  /** Epoch ms UTC; undefined: now. */
  readonly knownAt?: number | undefined;
}
