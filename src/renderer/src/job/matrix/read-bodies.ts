import type { SnapshotRow } from '../../data/history';
import { readCopyJob, type CopyJobReading } from '../../domain/copy-job';

/** The different contents of snapshots as one text: the same contents seen once more are nothing new. */
export function contentsOf(rows: readonly SnapshotRow[]): string {
  return [...new Set(rows.map(({ digest }) => digest))].sort().join(' ');
}

/** Bodies read, by digest; those that hold no copy job are left out. What is `known` is not read again. */
export function readBodies(
  bodies: ReadonlyMap<string, string>,
  known: ReadonlyMap<string, CopyJobReading> | undefined,
): ReadonlyMap<string, CopyJobReading> {
  return new Map(
    [...bodies].flatMap(([digest, body]): [string, CopyJobReading][] => {
      const kept = known?.get(digest);
      if (kept !== undefined) return [[digest, kept]];
      const result = readCopyJob(body);
      return result.ok ? [[digest, result.reading]] : [];
    }),
  );
}
