import type { AppError } from '../preload/contract/error';
import { failed, ok } from '../preload/contract/result';
import type { JobWindow } from '../preload/contract/job-window';
import type { Licences } from '../preload/contract/licences';
import type { ArrivedLink } from '../preload/contract/link';
import type { Settings } from '../preload/contract/settings';
import type { AppInfo, CameBack, Notice, ProfileRef } from '../preload/contract/shapes';
import { diskSpace } from './app/disk-space';
import type { BackupDesk } from './backup/backup-desk';
import { backupHandlers } from './backup/handlers';
import type { DescribeCopyJob } from './copy-jobs/describe-copy-job';
import type { ListCopyJobs } from './copy-jobs/list-copy-jobs';
import type { createListProfiles } from './credentials/list-profiles';
import type { MfaDesk } from './credentials/mfa-desk';
import type { OpenDemoAccount } from './demo';
import type { Handlers } from './ipc/handlers';
import type { OnDemand } from './on-demand';
import { settingsNotKept } from './settings/failures';
import type { SettingsStore } from './settings/settings';
import type { Trouble } from './trouble-wiring';
import type { UpdateHandlers } from './update-wiring';

export interface HandlerParts {
  readonly describeCopyJob: DescribeCopyJob;
  readonly listCopyJobs: ListCopyJobs;
  readonly listProfiles: ReturnType<typeof createListProfiles>;
  readonly demo: OnDemand<OpenDemoAccount>;
  readonly mfaDesk: MfaDesk;
  readonly settings: SettingsStore;
  /** Told of every change of the settings, after it was kept. */
  readonly onSettings: (settings: Settings) => void;
  readonly info: Omit<AppInfo, 'canNotify' | 'cameBack'>;
  /** The packages inside the app and their licences; rejects if the build has not written them down. */
  readonly licences: () => Promise<Licences>;
  /** Opens an allowed address in the system's browser; false for any other. */
  readonly openUrl: (url: string) => Promise<boolean>;
  /** The link from outside that waits, once. */
  readonly takeLink: () => ArrivedLink | null;
  /** Shows a job in a window of its own; false: there are as many as there may be. */
  readonly openJobWindow: (job: JobWindow) => boolean;
  /** Prints the page of a window into a file that the user chooses; false: none was chosen. Rejects if it cannot be written. */
  readonly savePdf: (windowId: number, name: string) => Promise<boolean>;
  readonly backups: BackupDesk;
  readonly surroundings: {
    readonly canNotify: () => boolean;
    /** False: the system shows no notifications. */
    readonly showNotice: (notice: Notice) => boolean;
    readonly setBadge: (count: number) => void;
  };
  readonly recovery: {
    /** Why the page of a window was loaded, once; undefined: in the usual way. */
    readonly take: (windowId: number) => CameBack | undefined;
    readonly showLogs: () => Promise<void>;
    /** False: it was done a short time ago, and the user has not asked for it. */
    readonly loadAgain: (windowId: number, asked: boolean) => boolean;
    readonly writeStorage: (windowId: number) => void;
  };
  readonly updates: UpdateHandlers;
  readonly trouble: Trouble['handlers'];
  readonly log: { error(message: string, details?: Readonly<Record<string, unknown>>): void };
}

/** Joins each call of the contract to what answers it. Decides nothing beyond that. */
export function createHandlers(parts: HandlerParts): Handlers {
  const { describeCopyJob, listCopyJobs, listProfiles, demo, mfaDesk, settings, onSettings, info } = parts;
  const { openUrl, surroundings, recovery, log } = parts;
  const canUse = ({ origin }: ProfileRef): boolean => origin !== 'demo' || demo.made() !== undefined;
  return {
    async describeCopyJob(input, { signal }) {
      return canUse(input.profile) ? describeCopyJob(input, signal) : failed(demoNotOpen());
    },
    async listCopyJobs(input, { signal }) {
      return canUse(input.profile) ? listCopyJobs(input, signal) : failed(demoNotOpen());
    },
    listProfiles: () => listProfiles(),
    openDemoAccount: async () => ok((await demo.get()).account),
    answerMfa: ({ questionId, code }) => Promise.resolve(ok(mfaDesk.answer(questionId, code))),
    getSettings: () => Promise.resolve(ok(settings.current())),
    async changeSettings(change) {
      try {
        const changed = await settings.change(change);
        onSettings(changed);
        return ok(changed);
      } catch (error) {
        log.error('the settings could not be written', { error });
        // In force for this run all the same.
        onSettings(settings.current());
        return failed(settingsNotKept(error));
      }
    },
    getAppInfo(_, { windowId }) {
      const cameBack = recovery.take(windowId);
      return Promise.resolve(ok({ ...info, canNotify: surroundings.canNotify(), ...(cameBack && { cameBack }) }));
    },
    async getLicences() {
      try {
        return ok(await parts.licences());
      } catch (error) {
        log.error('the licences could not be read', { error });
        return failed(noLicences(error));
      }
    },
    getDiskSpace: async () => ok(await diskSpace(info.dataFolder)),
    openExternal: async ({ url }) => ok(await openUrl(url)),
    takeLink: () => Promise.resolve(ok(parts.takeLink())),
    openJobWindow: (job) => Promise.resolve(parts.openJobWindow(job) ? ok(undefined) : failed(tooManyWindows())),
    async savePdf({ name }, { windowId }) {
      try {
        return ok(await parts.savePdf(windowId, name));
      } catch (error) {
        log.error('a page could not be printed to a file', { error });
        return failed(notPrinted(error));
      }
    },
    ...parts.updates,
    ...backupHandlers(parts.backups),
    ...parts.trouble,
    showNotice: (notice) => Promise.resolve(ok(surroundings.showNotice(notice))),
    setBadge({ count }) {
      surroundings.setBadge(count);
      return Promise.resolve(ok(undefined));
    },
    async showLogs() {
      await recovery.showLogs();
      return ok(undefined);
    },
    loadAgain: ({ asked }, { windowId }) => Promise.resolve(ok(recovery.loadAgain(windowId, asked))),
    writeStorage(_, { windowId }) {
      recovery.writeStorage(windowId);
      return Promise.resolve(ok(undefined));
    },
    reportProblem({ text }) {
      log.error('the window reports a problem', { text });
      return Promise.resolve(ok(undefined));
    },
  };
}

/** Profiles of the demo account exist only while it is open. */
function demoNotOpen(): AppError {
  return {
    code: 'InvalidInput',
    message: 'The demo account is not open, so its profiles cannot be used.',
    remedy: 'Open the demo account and ask again.',
    mayRetry: true,
  };
}

function tooManyWindows(): AppError {
  return {
    code: 'Refused',
    message: 'There are as many windows of single copy jobs as there may be.',
    remedy: 'Close one of them and try again.',
    mayRetry: true,
  };
}

function notPrinted(error: unknown): AppError {
  return {
    code: 'Unexpected',
    message: 'The PDF could not be written.',
    remedy: 'Check that the disk is not full and that the folder can be written to, or choose another one.',
    mayRetry: true,
    ...(error instanceof Error ? { detail: error.message } : {}),
  };
}

function noLicences(error: unknown): AppError {
  return {
    code: 'Unexpected',
    message: 'The licences could not be read.',
    remedy: 'Install Copytrail again if it was not started from its sources; a whole build has them.',
    mayRetry: true,
    ...(error instanceof Error ? { detail: error.message } : {}),
  };
}
