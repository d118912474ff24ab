import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FleetOrder } from '../../in-page/shapes';
import { fleetModels } from '../../support/big-fleet';
import { bundlePage } from '../../support/page-code';
import { openEmptyCopytrail } from '../app-window';
import { prepareUserData, PROFILE, type World } from '../world';

/** So few that a slow machine files them well before the page is given up. */
const PAGES_AT_ONCE = 5;

/** A folder that has not changed for so long is at rest (ms). */
const STILL_MS = 3000;
const REST_LIMIT_MS = 120_000;

/** A history on disk, ready to be opened. */
export interface FilledHistory {
  readonly jobs: number;
  readonly userData: string;
  /** Bytes of the jobs as AWS would send them. */
  readonly wireBytes: number;
  /** Bytes of the database, all indexes counted. */
  readonly diskBytes: number;
}

/** Fills a history of its own with a fleet, by the app's own code in the app's own window. */
export async function fillHistory(executable: string, world: World, jobs: number): Promise<FilledHistory> {
  const userData = path.join(world.home.home, `history-of-${jobs}`);
  await prepareUserData(userData);
  const window = await openEmptyCopytrail(executable, world, userData);
  await window.evaluate(await bundlePage('fill-history'));
  const from = { profile: { origin: 'shared', name: PROFILE }, endpoint: world.endpoint.url } as const;
  const order: FleetOrder = { models: fleetModels(), jobs, from };
  await window.evaluate(`fleetFiller.begin(${JSON.stringify(order)})`);
  let wireBytes = 0;
  for (;;) {
    const bytes = await window.evaluate(`fleetFiller.fileNext(${PAGES_AT_ONCE})`);
    if (typeof bytes !== 'number') break;
    wireBytes += bytes;
  }
  await window.evaluate('fleetFiller.close()');
  await window.close();
  // Once more: what the engine puts in order at a start is not to count as part of the starts that are measured.
  const again = await openEmptyCopytrail(executable, world, userData);
  await atRest(databaseOf(userData));
  await again.close();
  return {
    jobs,
    userData,
    wireBytes,
    diskBytes: await bytesUnder(databaseOf(userData)),
  };
}

/** Waits until a folder's size stays as it is: the engine merges files for a while after so much was written. */
async function atRest(folder: string): Promise<void> {
  const end = performance.now() + REST_LIMIT_MS;
  let before: number | undefined;
  for (let now = await bytesUnder(folder); now !== before && performance.now() < end; now = await bytesUnder(folder)) {
    before = now;
    await sleep(STILL_MS);
  }
}

/** Where Chromium keeps the databases of the app's own origin. */
function databaseOf(userData: string): string {
  return path.join(userData, 'Partitions', 'copytrail', 'IndexedDB');
}

/** Bytes of all files in a folder and those within. */
async function bytesUnder(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true });
  // Files that went while this looked count nothing.
  const sizes = await Promise.all(names.map((name) => stat(path.join(folder, name)).catch(() => undefined)));
  return sizes.reduce((sum, entry) => sum + (entry?.isFile() === true ? entry.size : 0), 0);
}
