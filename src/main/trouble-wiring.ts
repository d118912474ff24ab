import { existsSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { AppError } from '../preload/contract/error';
import { failed, ok } from '../preload/contract/result';
import type { DiskLook } from '../preload/contract/trouble';
import { lookAtDisk } from './app/disk-look';
import { keepHistory } from './app/keep-history';
import type { AppLog } from './app/log';
import { RUN_MARK } from './app/run-mark';
import type { BackupParts } from './backup/backup-desk';
import type { Handlers } from './ipc/handlers';
import { listKept } from './salvage/kept-folders';
import { mendLogs } from './salvage/mend-logs';

export interface TroubleWorld {
  readonly dataFolder: string;
  /** Absolute path of the engine's folder of databases. */
  readonly source: string;
  /** Epoch ms UTC. */
  readonly now: () => number;
  readonly log: Pick<AppLog, 'warn'>;
}

export interface Trouble {
  readonly handlers: Pick<Handlers, 'lookAtDisk' | 'listKept' | 'putHistoryAside'>;
  /** Opens what is left of a damaged history; undefined: there is none of that name. */
  readonly openKept: BackupParts['openKept'];
}

/**
 * Sees to the files of the history from before the engine opens them, and answers a window whose history is in trouble. To be called before the run is
 * marked as begun.
 */
export function wireTrouble({ dataFolder, source, now, log }: TroubleWorld): Trouble {
  const kept = path.join(dataFolder, 'Kept history');
  // A write may have been cut off: the run before this one did not end by itself, or its disk was full. Reading the logs takes time: else it is saved.
  const afterTrouble = path.join(dataFolder, 'after-trouble');
  if (existsSync(afterTrouble) || existsSync(path.join(dataFolder, RUN_MARK))) {
    mendLogs(source, log.warn);
    rmSync(afterTrouble, { force: true });
  }
  const keeping = keepHistory({ source, kept, now, warn: log.warn });
  let hadTrouble = false;

  async function look(): Promise<DiskLook> {
    const looked = await lookAtDisk(dataFolder);
    if (looked.state === 'fine' && hadTrouble) await writeFile(afterTrouble, '', { mode: 0o600 });
    hadTrouble = looked.state !== 'fine';
    return looked;
  }

  async function list() {
    // What the engine has begun anew just now may not have been noticed yet.
    keeping.look();
    return listKept(kept);
  }
  return {
    handlers: {
      async lookAtDisk() {
        try {
          return ok(await look());
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
