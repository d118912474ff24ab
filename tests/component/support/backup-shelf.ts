import type { BackupCopies, BackupPart, OpenedBackup } from '../../../src/preload/contract/backup';
import type { CallInput, CallOutput } from '../../../src/preload/contract/calls';
import type { AppError } from '../../../src/preload/contract/error';
import { failed, ok, type Result } from '../../../src/preload/contract/result';
import type { KeptHistory } from '../../../src/preload/contract/trouble';

/** A backup that was written, as pieces; undefined stands for one that is damaged. */
export interface ShelvedBackup {
  readonly name: string;
  readonly pieces: (string | undefined)[];
  readonly passphrase: string | undefined;
  readonly to: 'file' | 'copies';
  counts?: Readonly<Record<string, number>>;
}

/** Backups of the main process in memory: one is written and one read at a time, and what would be asked of the user is answered here. */
export class BackupShelf {
  /** Those that are whole, oldest first. */
  readonly written: ShelvedBackup[] = [];
  /** Whether the user chooses a file where one is asked for. */
  chooses = true;
  /** The file that is chosen, or handed over, to be read. */
  chosen: ShelvedBackup | undefined;
  folder = '/home/ada/.config/Copytrail/backups';
  chosenFolder: string | null = null;
  copies: BackupCopies['copies'] = [];
  /** Damaged histories that were put aside. */
  kept: KeptHistory[] = [];
  /** What the chosen file holds, and where it was opened from, oldest first. */
  holds: OpenedBackup['holds'] = 'backup';
  readonly openedFrom: CallInput<'openBackup'>['from'][] = [];
  /** Why nothing more can be written. */
  fault: AppError | undefined;
  #writing: ShelvedBackup | undefined;
  #reading: { readonly backup: ShelvedBackup; at: number; locked: boolean } | undefined;
  #held: Promise<void> | undefined;
  #letGo: () => void = () => undefined;

  /** Pieces wait from now on, in both directions, until the returned function lets them go. */
  hold(): () => void {
    this.#held = new Promise((resolve) => (this.#letGo = resolve));
    return () => {
      this.#held = undefined;
      this.#letGo();
    };
  }

  start({ to, passphrase }: CallInput<'startBackup'>): Result<CallOutput<'startBackup'>> {
    if (to === 'file' && !this.chooses) return ok(null);
    const name = `copytrail-${this.written.length + 1}.copytrail`;
    this.#writing = { name, pieces: [], passphrase, to };
    return ok({ backupId: name, file: `/home/ada/${name}` });
  }

  async write({ lines }: CallInput<'writeBackup'>): Promise<Result<undefined>> {
    await this.#held;
    if (this.fault !== undefined) return failed(this.fault);
    this.#writing?.pieces.push(lines);
    return ok(undefined);
  }

  finish({ counts }: CallInput<'finishBackup'>): Result<CallOutput<'finishBackup'>> {
    const backup = this.#writing;
    if (backup === undefined) throw new Error('Nothing is being written.');
    this.#writing = undefined;
    this.written.push({ ...backup, counts });
    if (backup.to === 'copies') this.copies = [{ name: backup.name, at: Date.now(), bytes: 2048 }, ...this.copies];
    return ok({ file: `/home/ada/${backup.name}`, bytes: 2_345_678 });
  }

  open({ from }: CallInput<'openBackup'>): Result<CallOutput<'openBackup'>> {
    this.openedFrom.push(from);
    if (!this.chooses || this.chosen === undefined) return ok(null);
    const backup = this.chosen;
    const locked = backup.passphrase !== undefined;
    this.#reading = { backup, at: 0, locked };
    return ok({ backupId: backup.name, name: backup.name, bytes: 2_345_678, locked, holds: this.holds });
  }

  unlock({ passphrase }: CallInput<'unlockBackup'>): Result<undefined> {
    const reading = this.#reading;
    if (reading === undefined || passphrase !== reading.backup.passphrase) return failed(wrongPassphrase());
    reading.locked = false;
    return ok(undefined);
  }

  async read({ again }: CallInput<'readBackup'>): Promise<Result<BackupPart>> {
    await this.#held;
    const reading = this.#reading;
    if (reading === undefined || reading.locked) return failed(wrongPassphrase());
    if (again === true) reading.at = 0;
    const { pieces, counts } = reading.backup;
    const at = reading.at++;
    const lines = pieces[at];
    const progress = { done: Math.min(at, pieces.length), of: pieces.length };
    if (at >= pieces.length) {
      return ok({
        kind: 'end',
        whole: !pieces.includes(undefined),
        ...(counts && { counts: { ...counts } }),
        ...progress,
      });
    }
    if (lines === undefined) return ok({ kind: 'damaged', from: at + 1, to: at + 1, ...progress });
    return ok({ kind: 'lines', lines, ...progress });
  }

  close(): Result<undefined> {
    this.#writing = undefined;
    return ok(undefined);
  }
}

function wrongPassphrase(): AppError {
  return { code: 'WrongPassphrase', message: 'Not that one.', remedy: 'Try another.', mayRetry: true };
}
