import type { StoredJob } from '../../history/rows';
import { packJob } from '../packed-job';
import type { Rung } from '../rung';

/** Ids and digests of jobs as bytes: a tenth less on disk. The table and its indexes stay as they are. */
export const v5: Rung = {
  version: 5,
  stores: {},
  upgrade: async (transaction) => {
    await transaction
      .table<unknown, number>('copyJobs')
      .toCollection()
      .modify((row, context) => {
        // A damaged row stays as it is, for whoever can make something of it.
        if (isJob(row)) context.value = packJob(row);
      });
  },
};

function isJob(row: unknown): row is StoredJob {
  const { key, runs } = (row ?? {}) as { readonly key?: unknown; readonly runs?: unknown };
  return typeof key === 'string' && Array.isArray(runs) && runs.every(hasDigest);
}

function hasDigest(run: unknown): boolean {
  return typeof run === 'object' && run !== null && 'digest' in run && typeof run.digest === 'string';
}
