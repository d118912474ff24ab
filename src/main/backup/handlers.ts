import type { Handlers } from '../ipc/handlers';
import type { BackupDesk } from './backup-desk';

type BackupCalls =
  | 'startBackup'
  | 'writeBackup'
  | 'finishBackup'
  | 'openBackup'
  | 'unlockBackup'
  | 'readBackup'
  | 'closeBackup'
  | 'listCopies'
  | 'chooseCopiesFolder';

/** Joins the calls about backups to the desk that answers them. */
export function backupHandlers(desk: BackupDesk): Pick<Handlers, BackupCalls> {
  return {
    startBackup: (input, { windowId }) => desk.start(windowId, input),
    writeBackup: (input, { windowId }) => desk.write(windowId, input),
    finishBackup: (input, { windowId }) => desk.finish(windowId, input),
    openBackup: (input, { windowId }) => desk.open(windowId, input),
    unlockBackup: (input, { windowId }) => desk.unlock(windowId, input),
    readBackup: (input, { windowId, signal }) => desk.read(windowId, input, signal),
    closeBackup: (input, { windowId }) => desk.close(windowId, input),
    listCopies: (input) => desk.copies(input),
    chooseCopiesFolder: (_input, { windowId }) => desk.chooseFolder(windowId),
  };
}
