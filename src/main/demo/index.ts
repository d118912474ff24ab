import type { DemoAccount } from '../../preload/contract/shapes';
import { startBackupEndpoint } from './endpoint';
import { demoExamples } from './examples';
import { DemoFleet } from './fleet/demo-fleet';
import { freshKeys, profileSummaries } from './profiles';
import type { BackupEndpoint, DemoKey } from './types';

export interface OpenDemoAccount {
  /** What the window may know: no keys. */
  readonly account: DemoAccount;
  /** The key pair of a demo profile, made for this opening only. */
  keyFor(profileName: string): DemoKey | undefined;
  readonly endpoint: BackupEndpoint;
  close(): Promise<void>;
}

/**
 * Opens the demo account: its jobs, its profiles with fresh keys, and its endpoint on loopback.
 * `now` is the demo clock (epoch ms UTC), by default this machine's; `port` by default one that is free.
 * Rejects if the port is taken.
 */
export async function openDemoAccount(
  options: { readonly now?: () => number; readonly port?: number } = {},
): Promise<OpenDemoAccount> {
  const now = options.now ?? Date.now;
  const startedAt = now();
  const fleet = new DemoFleet(startedAt);
  const keys = freshKeys();
  const endpoint = await startBackupEndpoint({
    keys: [...keys.values()],
    fleet,
    now,
    ...(options.port === undefined ? {} : { port: options.port }),
  });
  return {
    account: {
      endpoint: endpoint.url,
      profiles: profileSummaries(endpoint.url, startedAt),
      examples: demoExamples(fleet, startedAt),
    },
    keyFor: (profileName) => keys.get(profileName),
    endpoint,
    close: () => endpoint.close(),
  };
}
