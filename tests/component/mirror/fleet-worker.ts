import type { RowSource } from '../../../src/renderer/src/data/mirror/row-source';
import { serveMirror } from '../../../src/renderer/src/data/mirror/serve';
import { jobRows } from '../../support/job-rows';

/** What a test tells this worker to do besides. */
export interface FleetSource {
  readonly jobs: number;
  /** Reading fails after so many. */
  readonly failsAt?: number;
}

const BATCH = 2000;

function openFleet(source: unknown): RowSource {
  const { jobs, failsAt = Infinity } = source as FleetSource;
  return {
    total: () => Promise.resolve(jobs),
    knownAt: () => Promise.reject(new Error('Nothing was known.')),
    async *rows() {
      let batch = [];
      let read = 0;
      for (const row of jobRows(jobs)) {
        if (++read > failsAt) throw new Error('The disk cannot be read.');
        batch.push(row);
        if (batch.length < BATCH) continue;
        yield await Promise.resolve(batch);
        batch = [];
      }
      yield batch;
    },
  };
}

serveMirror(openFleet);

// Ends the way a fault in the code would.
globalThis.addEventListener('message', ({ data }: MessageEvent<{ readonly kind: string }>) => {
  if (data.kind === 'crash') throw new Error('The worker fell over.');
});
