import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { bigFleetPages } from '../../support/big-fleet';
import { bundlePage } from '../../support/page-code';
import { openEmptyCopytrail } from '../app-window';
import { prepareUserData, PROFILE, type World } from '../world';

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
  let wireBytes = 0;
  const from = { profile: { origin: 'shared', name: PROFILE }, endpoint: world.endpoint.url } as const;
  let filing: Promise<unknown> = Promise.resolve();
  for (const page of bigFleetPages(jobs, from)) {
    for (const { body } of page) wireBytes += Buffer.byteLength(body);
    const code = `fleetFiller.file(${JSON.stringify(page)})`;
    // The next page is made while one is being written.
    await filing;
    filing = window.evaluate(code);
  }
  await filing;
  await window.evaluate('fleetFiller.close()');
  await window.close();
  // Once more: what the engine puts in order at a start is not to count as part of the starts that are measured.
  await (await openEmptyCopytrail(executable, world, userData)).close();
  return {
    jobs,
    userData,
    wireBytes,
    diskBytes: await bytesUnder(databaseOf(userData)),
  };
}

/** Where Chromium keeps the databases of the app's own origin. */
export function databaseOf(userData: string): string {
  return path.join(userData, 'Partitions', 'copytrail', 'IndexedDB');
}

/** Bytes of all files in a folder and those within. */
export async function bytesUnder(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true });
  const sizes = await Promise.all(names.map(async (name) => stat(path.join(folder, name))));
  return sizes.reduce((sum, entry) => sum + (entry.isFile() ? entry.size : 0), 0);
}
