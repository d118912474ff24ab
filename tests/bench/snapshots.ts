import path from 'node:path';
import type { Observation } from '../../src/preload/contract/shapes';
import { fleetModels } from '../support/big-fleet';
import { bundlePage } from '../support/page-code';
import { openCopytrail, openEmptyCopytrail } from './app-window';
import type { MeasuredWindow } from './measured-window';
import { prepareUserData, PROFILE, type World } from './world';

/** When the first snapshot was seen, epoch ms UTC; the others a minute later each. */
const FIRST_AT = Date.UTC(2026, 10, 21);
const MINUTE_MS = 60_000;

/** Members of a copy job, by AWS's names. */
export type Members = Readonly<Record<string, unknown>>;

/**
 * Opens the app on a history of one job, a parent, that was seen in so many snapshots.
 * @param name of the folder for the app's data
 * @param changed what each answer has otherwise than the one before
 */
export async function openWithSnapshots(
  executable: string,
  world: World,
  name: string,
  snapshots: number,
  changed: (at: number) => Members,
): Promise<MeasuredWindow> {
  const userData = path.join(world.home.home, name);
  await prepareUserData(userData);
  const filling = await openEmptyCopytrail(executable, world, userData);
  await filling.evaluate(await bundlePage('fill-history'));
  await filling.evaluate(`fleetFiller.file(${JSON.stringify(answers(world, snapshots, changed))})`);
  await filling.evaluate('fleetFiller.close()');
  await filling.close();
  return openCopytrail(executable, world, userData);
}

function answers({ endpoint }: World, snapshots: number, changed: (at: number) => Members): readonly Observation[] {
  const model = fleetModels().find(({ members }) => members['IsParent'] === true);
  if (model === undefined) throw new Error('The demo account has no parent.');
  const { region, members } = model;
  return Array.from({ length: snapshots }, (_, at) => ({
    source: 'describe',
    profile: { origin: 'shared', name: PROFILE },
    endpoint: endpoint.url,
    observedAt: FIRST_AT + at * MINUTE_MS,
    region,
    copyJobId: String(members['CopyJobId']),
    attempts: 1,
    tookMs: 1,
    body: JSON.stringify({ CopyJob: { ...members, ...changed(at) } }),
  }));
}

/**
 * JavaScript for the page, the body of an async function: opens the only job anew and waits until its snapshots stand on the timeline. Leaves
 * `find`, `until` and `tab`, which finds a tab by its text.
 */
export function openJobAnew(snapshots: number): string {
  return `
    const find = (selector) => document.querySelector(selector);
    const until = async (look) => {
      for (;;) {
        const found = look();
        if (found) return found;
        await new Promise(requestAnimationFrame);
      }
    };
    const tab = (text) =>
      until(() => [...document.querySelectorAll('[role="tab"]')].find(({ textContent }) => textContent.includes(text)));
    find('button[aria-label="Close job"]')?.click();
    await until(() => find('article[data-job-key]') === null);
    (await until(() => find('[role="grid"][aria-label="Copy jobs"] [data-job-key]'))).click();
    await until(() => find('[data-snapshot-id]')?.getAttribute('aria-setsize') === '${snapshots}');
    await new Promise(requestAnimationFrame);
    await new Promise(requestIdleCallback);`;
}
