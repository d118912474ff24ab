import os from 'node:os';
import type { BackupPort } from './copy-jobs/ports';
import { createDescribeCopyJob } from './copy-jobs/describe-copy-job';
import { createListCopyJobs } from './copy-jobs/list-copy-jobs';
import { systemClock } from './copy-jobs/system-clock';
import { createListProfiles } from './credentials/list-profiles';
import { createMfaDesk } from './credentials/mfa-desk';
import type { HandlerParts } from './handlers';
import type { SendEvent } from './ipc/send-event';
import { onDemand } from './on-demand';
import type { AppLog } from './app/log';

export interface AwsWiringParts {
  readonly appVersion: string;
  readonly send: SendEvent;
  readonly log: AppLog;
}

export interface AwsWiring extends Pick<
  HandlerParts,
  'describeCopyJob' | 'listCopyJobs' | 'listProfiles' | 'demo' | 'mfaDesk'
> {
  /** Closes connections and the demo account's endpoint. Never rejects. */
  close(): Promise<void>;
}

/**
 * Joins the hearts to AWS and to the demo account. Neither is loaded before it is first asked for: the window can show
 * the whole history without them.
 */
export function wireAws({ appVersion, send, log }: AwsWiringParts): AwsWiring {
  const mfaDesk = createMfaDesk({
    ask: (question) => {
      send('mfaAsked', question);
    },
    settled: (questionId) => {
      send('mfaSettled', { questionId });
    },
  });

  const demo = onDemand(async () => {
    const { openDemoAccount } = await import('./demo');
    return openDemoAccount();
  });

  const aws = onDemand(async () => {
    const { createAws } = await import('./aws');
    const made = createAws({
      environment: process.env,
      homeDirectory: os.homedir(),
      appVersion,
      mfaCode: (profileName, serial, request) => mfaDesk.codeFor(profileName, serial, request),
      demo: async (profileName) => {
        const account = await demo.made();
        const key = account?.keyFor(profileName);
        return account && key ? { endpoint: account.endpoint.url, ...key } : undefined;
      },
      log,
    });
    made.watchSharedFiles(() => {
      send('profilesChanged', { at: Date.now() });
    });
    return made;
  });

  const backup: BackupPort = {
    send: async (request, context) => (await aws.get()).backup.send(request, context),
  };

  return {
    mfaDesk,
    demo,
    describeCopyJob: createDescribeCopyJob({ backup, clock: systemClock, log }),
    listCopyJobs: createListCopyJobs({ backup, clock: systemClock, log }),
    listProfiles: async () => createListProfiles({ sharedFiles: (await aws.get()).sharedFiles, now: Date.now })(),
    async close() {
      const [account, made] = await Promise.allSettled([demo.made(), aws.made()]);
      if (made.status === 'fulfilled') made.value?.close();
      if (account.status === 'fulfilled') await account.value?.close().catch(() => undefined);
    },
  };
}
