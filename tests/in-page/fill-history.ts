import type { Observation } from '../../src/preload/contract/shapes';
import { openStoredRows } from '../../src/renderer/src/data/mirror/stored-rows';
import { openHistory } from '../../src/renderer/src/data/open-history';
import type { OtherWindows } from '../../src/renderer/src/data/history/other-windows';
import { pagesOf, variantsOf } from '../support/fleet-variants';
import type { FleetOrder, HistoryCount } from './shapes';

/** Runs in the app's window, at its own origin: files pages of a list the way the app does. */
let opening: ReturnType<typeof openHistory> | undefined;

function history(others?: () => OtherWindows): ReturnType<typeof openHistory> {
  opening ??= openHistory('aws', others && { others });
  return opening;
}

/** For a window that is closed before anybody looks at it: reading what was written a second time would be in vain. */
const NOBODY: OtherWindows = { tell: () => undefined, hear: () => undefined, close: () => undefined };

let pages: ReturnType<typeof pagesOf> | undefined;

interface Filler {
  /** Files one page. Resolves once it is safely on disk. */
  file(page: readonly Observation[]): Promise<void>;
  /** Begins a fleet, made here and filed without the window's being told. */
  begin(order: FleetOrder): void;
  /** Files its next pages. Answers the bytes of their jobs as AWS would send them; undefined once there are no more. */
  fileNext(pages: number): Promise<number | undefined>;
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
  begin({ models, jobs, from }) {
    pages = pagesOf(variantsOf(models, jobs), from);
  },
  async fileNext(count) {
    const silent = await history(() => NOBODY);
    let bytes: number | undefined;
    for (let left = count; left > 0; left -= 1) {
      const next = pages?.next();
      if (next === undefined || next.done === true) break;
      await silent.recordAll(next.value);
      bytes = next.value.reduce((sum, { body }) => sum + new TextEncoder().encode(body).length, bytes ?? 0);
    }
    return bytes;
  },
  async prefer(name, value) {
    await (await history()).setPreference(name, value);
  },
  async count() {
    let [jobs, snapshots, sightings] = [0, 0, 0];
    for await (const rows of openStoredRows({ database: (await history()).database }).rows()) {
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
