import type { CallInput } from '../../../../preload/contract/calls';
import type { Api } from '../backend';
import type { History } from '../history';
import { sinkOf, valueOf } from './backup-files';
import { writeBackup } from './write-backup';
import { wholeOf } from './whole-of';

export interface BackedUp {
  readonly file: string;
  readonly bytes: number;
  readonly jobs: number;
  /** Rows that could not be read, and are not in it. */
  readonly leftOut: number;
}

interface BackUpOptions {
  readonly to: CallInput<'startBackup'>['to'];
  readonly passphrase?: string | undefined;
  readonly signal: AbortSignal;
  readonly onprogress: (done: number, of: number) => void;
}

/**
 * Writes a backup of everything, from asking where it is to go to having it safely there. Undefined: no file was chosen. Rejects with what stood in
 * the way; nothing of the backup is left then.
 */
export async function backUp(api: Api, history: History, options: BackUpOptions): Promise<BackedUp | undefined> {
  const { to, passphrase, signal, onprogress } = options;
  const { workspace } = history;
  const [begun, info] = await Promise.all([
    valueOf(api.startBackup({ to, workspace, ...(passphrase !== undefined && { passphrase }) })),
    valueOf(api.getAppInfo()),
  ]);
  if (begun === null) return undefined;
  const { backupId } = begun;
  try {
    const sink = sinkOf(api, backupId);
    const written = { workspace, app: info.version, now: Date.now(), signal, onprogress };
    const { lines, leftOut } = await writeBackup(wholeOf(history), sink, written);
    await sink.settled();
    signal.throwIfAborted();
    const { file, bytes } = await valueOf(api.finishBackup({ backupId, counts: { ...lines } }));
    return { file, bytes, jobs: lines.job ?? 0, leftOut };
  } catch (problem) {
    await api.closeBackup({ backupId });
    throw problem;
  }
}
