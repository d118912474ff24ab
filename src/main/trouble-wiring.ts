import path from 'node:path';
import type { AppError } from '../preload/contract/error';
import { failed, ok } from '../preload/contract/result';
import { lookAtDisk } from './app/disk-look';
import type { Keeping } from './app/keep-history';
import type { AppLog } from './app/log';
import type { BackupParts } from './backup/backup-desk';
import type { Handlers } from './ipc/handlers';
import { listKept } from './salvage/kept-folders';

export interface TroubleWorld {
  readonly dataFolder: string;
  /** Where the files of histories are that were put aside. */
  readonly kept: string;
  readonly keeping: Keeping;
  readonly log: Pick<AppLog, 'warn'>;
}

export interface Trouble {
  readonly handlers: Pick<Handlers, 'lookAtDisk' | 'listKept' | 'putHistoryAside'>;
  /** Opens what is left of a damaged history; undefined: there is none of that name. */
  readonly openKept: BackupParts['openKept'];
}

/** What answers a window whose history is in trouble. */
export function wireTrouble({ dataFolder, kept, keeping, log }: TroubleWorld): Trouble {
  async function list() {
    // What the engine has begun anew just now may not have been noticed yet.
    keeping.look();
    return listKept(kept);
  }
  return {
    handlers: {
      async lookAtDisk() {
        try {
          return ok(await lookAtDisk(dataFolder));
        } catch (error) {
          log.warn('the disk could not be looked at', { error });
          return failed(notTold(error));
        }
      },
      async listKept() {
        try {
          return ok({ folder: kept, kept: await list() });
        } catch (error) {
          log.warn('what was put aside could not be read', { error });
          return failed(notTold(error));
        }
      },
      putHistoryAside() {
        try {
          keeping.putAside();
          return Promise.resolve(ok(undefined));
        } catch (error) {
          log.warn('the damaged history could not be put aside', { error });
          return Promise.resolve(failed(notPutAside(kept, error)));
        }
      },
    },
    async openKept(name) {
      // Only what is listed: the name comes from the window.
      const found = (await list()).find((one) => one.name === name);
      if (found === undefined) return undefined;
      const { KeptReader } = await import('./salvage/kept-reader');
      return { reader: await KeptReader.open(path.join(kept, name)), at: found.at };
    },
  };
}

function notTold(error: unknown): AppError {
  return {
    code: 'FileRefused',
    message: 'The data folder could not be looked at.',
    remedy: 'Check that its disk is there and that you may read it, then try again.',
    mayRetry: true,
    ...(error instanceof Error ? { detail: error.message } : {}),
  };
}

function notPutAside(folder: string, error: unknown): AppError {
  return {
    code: 'FileRefused',
    message: 'The damaged files could not be put aside.',
    remedy: `Check that the disk is not full and that ${folder} can be written, then try again. Restarting the computer may help.`,
    mayRetry: true,
    ...(error instanceof Error ? { detail: error.message } : {}),
  };
}
