import { JobTable } from '../../src/renderer/src/data/mirror/job-table';
import { nightlyRows } from '../support/nightly-fleet';
import type { SetsComparer } from './shapes';

declare global {
  var setsComparer: SetsComparer;
}

const BATCH = 2000;
let table = new JobTable();

globalThis.setsComparer = {
  fill(nights, resources) {
    let batch = [];
    for (const row of nightlyRows(nights, resources)) {
      if (batch.push(row) < BATCH) continue;
      table.put(batch);
      batch = [];
    }
    table.put(batch);
  },
  compare(query, now) {
    return table.compare(query, now);
  },
  forget() {
    table = new JobTable();
  },
};
