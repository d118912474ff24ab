import type { Observation } from '../../src/preload/contract/shapes';
import { openStoredRows } from '../../src/renderer/src/data/mirror/stored-rows';
import { openHistory } from '../../src/renderer/src/data/open-history';
import type { HistoryCount } from './shapes';

/** Runs in the app's window, at its own origin: files pages of a list the way the app does. */
let opening: ReturnType<typeof openHistory> | undefined;

function history(): ReturnType<typeof openHistory> {
  opening ??= openHistory('aws');
  return opening;
}

interface Filler {
  /** Files one page. Resolves once it is safely on disk. */
  file(page: readonly Observation[]): Promise<void>;
  /** Keeps a small setting. */
  prefer(name: string, value: unknown): Promise<void>;
  count(): Promise<HistoryCount>;
  close(): Promise<void>;
}

declare global {
  var fleetFiller: Filler;
}

globalThis.fleetFiller = {
  async file(page) {
    await (await history()).recordAll(page);
  },
  async prefer(name, value) {
    await (await history()).setPreference(name, value);
  },
  async count() {
    let [jobs, snapshots, sightings] = [0, 0, 0];
    for await (const rows of openStoredRows((await history()).database).rows()) {
      for (const { snapshotCount, timesSeen } of rows) {
        jobs += 1;
        snapshots += snapshotCount;
        sightings += timesSeen;
      }
    }
    return { jobs, snapshots, sightings };
  },
  async close() {
    (await opening)?.close();
    opening = undefined;
  },
};
