import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { build, type Rolldown } from 'vite';
import type { Observation } from '../../../src/preload/contract/shapes';
import { bigFleet } from '../../support/big-fleet';
import { openEmptyCopytrail } from '../app-window';
import { prepareUserData, PROFILE, type World } from '../world';

/** As many jobs as AWS gives out at a time. */
const PAGE = 1000;
/** When the first page is said to have come, epoch ms UTC; the others a second later each. */
const FIRST_AT = Date.UTC(2026, 10, 21);

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
  await window.evaluate(await bundlePage());
  let wireBytes = 0;
  let page: Observation[] = [];
  let pages = 0;
  const file = async () => {
    await window.evaluate(`fleetFiller.file(${JSON.stringify(page)})`);
    page = [];
    pages++;
  };
  for (const { region, copyJobId, json } of bigFleet(jobs)) {
    wireBytes += Buffer.byteLength(json);
    page.push({
      source: 'list',
      observedAt: FIRST_AT + pages * 1000,
      profile: { origin: 'shared', name: PROFILE },
      region,
      copyJobId,
      endpoint: world.endpoint.url,
      requestId: `page-${pages}`,
      attempts: 1,
      tookMs: 1,
      body: json,
    });
    if (page.length === PAGE) await file();
  }
  if (page.length > 0) await file();
  await window.evaluate('fleetFiller.close()');
  await window.close();
  // Once more: what the engine puts in order at a start is not to count as part of the starts that are measured.
  await (await openEmptyCopytrail(executable, world, userData)).close();
  return {
    jobs,
    userData,
    wireBytes,
    diskBytes: await bytesUnder(path.join(userData, 'Partitions', 'copytrail', 'IndexedDB')),
  };
}

let bundled: Promise<string> | undefined;

/** The page's part as one script without imports; see in-page/fill-history.ts for what it gives. */
export function bundlePage(): Promise<string> {
  bundled ??= build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: {
        entry: path.join(import.meta.dirname, '../in-page/fill-history.ts'),
        formats: ['iife'],
        name: 'fleetPage',
      },
    },
  }).then((result) => {
    const [output] = [result].flat() as Rolldown.RolldownOutput[];
    const chunk = output?.output[0];
    if (chunk === undefined) throw new Error("The bench's part for the page could not be bundled.");
    return chunk.code;
  });
  return bundled;
}

async function bytesUnder(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true });
  const sizes = await Promise.all(names.map(async (name) => stat(path.join(folder, name))));
  return sizes.reduce((sum, entry) => sum + (entry.isFile() ? entry.size : 0), 0);
}
