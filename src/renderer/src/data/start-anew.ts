import type { Workspace } from '../../../preload/contract/shapes';
import type { Api } from './backend';
import { valueOf } from './backup/backup-files';
import type { History } from './history';
import { OpenFailure, startAfresh, type OpenFailureCode, type OpenOptions } from './open-history';

/** Failures after which the files of the history are of no use to the engine any more. */
export const MENDABLE: ReadonlySet<OpenFailureCode> = new Set(['lost', 'damaged', 'unknown']);

/**
 * Opens a new history in place of one that does not open. Where the engine can open nothing at all beside the damaged files, they are put aside first.
 * Rejects if that does not help either; nothing is deleted in any case.
 */
export async function startAnew(api: Api, workspace: Workspace, options: OpenOptions = {}): Promise<History> {
  const history = await afresh(api, workspace, options);
  // Which database is in use is noted in `localStorage`. Were the app killed before that is on disk, what is saved in the new one would not be found.
  await api.writeStorage().catch(() => undefined);
  return history;
}

async function afresh(api: Api, workspace: Workspace, options: OpenOptions): Promise<History> {
  try {
    return await startAfresh(workspace, options);
  } catch (problem) {
    if (!(problem instanceof OpenFailure) || !MENDABLE.has(problem.code)) throw problem;
    await valueOf(api.putHistoryAside());
    return startAfresh(workspace, options);
  }
}
