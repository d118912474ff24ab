import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DemoFleet } from '../../src/main/demo/fleet/demo-fleet';
import { startBackupEndpoint } from '../../src/main/demo/endpoint';
import type { BackupEndpoint, FleetJob } from '../../src/main/demo/types';
import { DEFAULT_SETTINGS } from '../../src/main/settings/settings';
import type { Settings } from '../../src/preload/contract/settings';
import type { ProfileRef } from '../../src/preload/contract/shapes';
import { KEY, keyLines } from '../support/copy-job-endpoint';
import { makeHome, type TestHome } from '../support/test-home';

export const PROFILE = 'bench';
export const REGION = 'eu-central-1';

/** Where everybody who is measured looks jobs up: an endpoint on this machine, and a home folder that leads to it. */
export interface World {
  readonly home: TestHome;
  readonly endpoint: BackupEndpoint;
  /** Serves another copy job, like those of the demo account but with an id of its own; answers the id. */
  newJob(): string;
  close(): Promise<void>;
}

export async function openWorld(): Promise<World> {
  const bodies = demoBodies();
  const accounts = new Set(bodies.map(({ accountId }) => accountId));
  const endpoint = await startBackupEndpoint({ keys: [{ ...KEY, alsoReads: [...accounts] }] });
  const home = await makeHome({ AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' });
  await home.config(`[profile ${PROFILE}]\nregion = ${REGION}\nendpoint_url = ${endpoint.url}\n${keyLines(KEY)}\n`);
  await prepareUserData(home.userData);
  let made = 0;
  return {
    home,
    endpoint,
    newJob() {
      const model = bodies[made++ % bodies.length]!;
      const copyJobId = randomUUID().toUpperCase();
      const body = `{"CopyJob":${model.json.replaceAll(model.copyJobId, copyJobId)}}`;
      endpoint.putJob({ accountId: model.accountId, region: REGION, copyJobId, body });
      return copyJobId;
    },
    async close() {
      await endpoint.close();
      await home.remove();
    },
  };
}

/** One body of every job that the demo account knows today: all types, states and shapes that it has. */
function demoBodies(): FleetJob[] {
  const now = Date.now();
  const fleet = new DemoFleet(now);
  return fleet.facts().flatMap((job) => fleet.job(job.accountId, job.region, job.copyJobId, now) ?? []);
}

/** The shape of `settings.json` that is written here; the app brings it up to its own. */
const SETTINGS_VERSION = 5;

/**
 * As after a first start on which profiles were chosen: the app opens on the history at once. No copies are made by themselves, for they begin in the
 * midst of what is measured.
 */
export async function prepareUserData(userData: string): Promise<void> {
  const profile: ProfileRef = { origin: 'shared', name: PROFILE };
  const settings: Settings = {
    ...DEFAULT_SETTINGS,
    theme: 'light',
    workspace: 'aws',
    last: { aws: { profile, region: REGION }, demo: {} },
    backup: { ...DEFAULT_SETTINGS.backup, every: 'never' },
  };
  await mkdir(userData, { recursive: true });
  await writeFile(path.join(userData, 'settings.json'), JSON.stringify({ ...settings, version: SETTINGS_VERSION }));
}
