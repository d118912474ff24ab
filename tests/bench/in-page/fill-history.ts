import type { Observation } from '../../../src/preload/contract/shapes';
import { openHistory } from '../../../src/renderer/src/data/open-history';

/** Runs in the window under measurement, at the app's own origin: files pages of a list the way the app does. */
let opening: ReturnType<typeof openHistory> | undefined;

export interface Filler {
  /** Files one page. Resolves once it is safely on disk. */
  file(page: readonly Observation[]): Promise<void>;
  /** Keeps a small setting. */
  prefer(name: string, value: unknown): Promise<void>;
  close(): Promise<void>;
}

declare global {
  var fleetFiller: Filler;
}

globalThis.fleetFiller = {
  async file(page) {
    opening ??= openHistory('aws');
    await (await opening).recordAll(page);
  },
  async prefer(name, value) {
    opening ??= openHistory('aws');
    await (await opening).setPreference(name, value);
  },
  async close() {
    (await opening)?.close();
    opening = undefined;
  },
};
