import type { Result } from '../../../../preload/contract/result';
import type { Api } from '../backend';
import { BackupRefusal, type PartSource } from './read-backup';
import type { LineSink } from './write-backup';

/** What a call answered. Rejects with {@link BackupRefusal} if it failed. */
export async function valueOf<T>(answer: Promise<Result<T>>): Promise<T> {
  const result = await answer;
  if (!result.ok) throw new BackupRefusal(result.error);
  return result.value;
}

/** Lines go into a backup that was begun; the next ones are made while those before are written. */
export function sinkOf(api: Api, backupId: string): LineSink & { readonly settled: () => Promise<void> } {
  let before: Promise<unknown> = Promise.resolve();
  return {
    async write(lines) {
      await before;
      before = valueOf(api.writeBackup({ backupId, lines }));
      // Whoever writes next hears of it.
      before.catch(() => undefined);
    },
    settled: async () => {
      await before;
    },
  };
}

/** Parts come out of a backup that was opened. */
export function sourceOf(api: Api, backupId: string): PartSource {
  return { read: (again) => valueOf(api.readBackup({ backupId, ...(again && { again }) })) };
}
