import { afterEach, beforeEach, expect } from 'vitest';
import type { BackupEndpoint, Fault } from '../../src/main/demo/types';
import type { AppError } from '../../src/preload/contract/error';
import { openSandbox, type Sandbox } from './aws-sandbox';
import { KEY_LINES, startCopyJobEndpoint } from './copy-job-endpoint';
import { errorOf } from './credential-world';
import { bePatient } from './patience';

/** The simulated endpoint and one profile that leads to it; an attempt without an answer is given up soon. */
export interface FaultWorld {
  readonly endpoint: BackupEndpoint;
  readonly sandbox: Sandbox;
  /** The error of a lookup that meets this fault. */
  readonly failWith: (fault: Fault) => Promise<AppError>;
}

/** Sets the world up before each test of the file, and takes it down after. */
export function useFaultWorld(): () => FaultWorld {
  bePatient();
  let world: FaultWorld | undefined;

  beforeEach(async () => {
    const endpoint = await startCopyJobEndpoint();
    const sandbox = await openSandbox({
      credentials: `[default]\n${KEY_LINES}\n`,
      config: `[default]\nendpoint_url = ${endpoint.url}\n`,
      timeouts: { connectMs: 3000, requestMs: 800, silenceMs: 60_000 },
    });
    world = {
      endpoint,
      sandbox,
      async failWith(fault) {
        endpoint.addFault({ fault });
        return errorOf(await sandbox.describe());
      },
    };
  });

  afterEach(async () => {
    const { strays } = current().sandbox.guard;
    await current().sandbox.close();
    await current().endpoint.close();
    expect(strays).toEqual([]);
  });

  function current(): FaultWorld {
    if (!world) throw new Error('The world exists within tests only.');
    return world;
  }
  return current;
}

/** An error in AWS Backup's own wire form. */
export function awsError(
  status: number,
  type: string,
  message = 'No luck',
  more: Partial<Extract<Fault, { kind: 'error' }>> = {},
): Fault {
  return { kind: 'error', status, type, message, ...more };
}
