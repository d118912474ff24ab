import type { OpenedBackup } from '../../../../preload/contract/backup';
import type { CallInput } from '../../../../preload/contract/calls';
import type { AppError } from '../../../../preload/contract/error';
import type { Api } from '../backend';
import type { History } from '../history';
import { sourceOf, valueOf } from './backup-files';
import { failureOf } from './failure-of';
import { KeptLines } from './kept-lines';
import { BackupRefusal, surveyBackup, type BackupSurvey, type PartSource } from './read-backup';
import { restoreBackup, type Restored } from './restore-backup';
import { wholeOf } from './whole-of';

type RestoreState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'choosing' }
  /** Waits for a passphrase; `wrong` if one was given that was not the right one. */
  | { readonly kind: 'locked'; readonly file: OpenedBackup; readonly wrong: boolean }
  /** Read from end to end, and nothing written. Bytes. */
  | { readonly kind: 'checking'; readonly file: OpenedBackup; readonly done: number; readonly of: number }
  /** Waits for the user to say that it is to be restored. */
  | { readonly kind: 'checked'; readonly file: OpenedBackup; readonly survey: BackupSurvey }
  | { readonly kind: 'restoring'; readonly file: OpenedBackup; readonly done: number; readonly of: number }
  /** `cancelled`: what was restored until then stays. */
  | { readonly kind: 'done'; readonly file: OpenedBackup; readonly restored: Restored | 'cancelled' }
  | { readonly kind: 'failed'; readonly file: OpenedBackup | undefined; readonly error: AppError };

/** One restore, from choosing a file to having it joined to the history. */
export class RestoreRun {
  state = $state.raw<RestoreState>({ kind: 'idle' });
  #abort = new AbortController();
  #opened: OpenedBackup | undefined;

  constructor(
    private readonly api: Api,
    private readonly history: History,
  ) {}

  /** Opens a file and reads it from end to end. Never rejects: what stands in the way is in `state`. */
  async open(from: CallInput<'openBackup'>['from']): Promise<void> {
    if (this.#isBusy) return;
    const before = this.state;
    this.state = { kind: 'choosing' };
    try {
      const file = await valueOf(this.api.openBackup({ from }));
      if (file === null) {
        this.state = typeof from === 'string' ? before : { kind: 'failed', file: undefined, error: gone() };
        return;
      }
      this.#opened = file;
      if (file.locked) this.state = { kind: 'locked', file, wrong: false };
      else await this.#check(file);
    } catch (problem) {
      this.state = { kind: 'failed', file: undefined, error: failureOf(problem, 'restore') };
    }
  }

  async unlock(passphrase: string): Promise<void> {
    if (this.state.kind !== 'locked') return;
    const { file } = this.state;
    this.state = { kind: 'checking', file, done: 0, of: file.bytes };
    try {
      await valueOf(this.api.unlockBackup({ backupId: file.backupId, passphrase }));
      await this.#check(file);
    } catch (problem) {
      const isWrong = problem instanceof BackupRefusal && problem.error.code === 'WrongPassphrase';
      this.state = isWrong
        ? { kind: 'locked', file, wrong: true }
        : { kind: 'failed', file, error: failureOf(problem, 'restore') };
    }
  }

  /** Joins what was checked to the history. */
  async restore(): Promise<void> {
    if (this.state.kind !== 'checked') return;
    const { file, survey } = this.state;
    const { signal } = this.#begin();
    this.state = { kind: 'restoring', file, done: 0, of: file.bytes };
    try {
      const restored = await restoreBackup(
        wholeOf(this.history),
        this.#sourceOf(file),
        survey,
        this.#options(signal, (done, of) => (this.state = { kind: 'restoring', file, done, of })),
      );
      this.state = { kind: 'done', file, restored };
    } catch (problem) {
      this.state = signal.aborted
        ? { kind: 'done', file, restored: 'cancelled' }
        : { kind: 'failed', file, error: failureOf(problem, 'restore') };
    }
  }

  cancel(): void {
    this.#abort.abort();
  }

  /** Gives up what is under way and lets go of the file. */
  close(): void {
    this.#abort.abort();
    const file = this.#opened;
    this.#opened = undefined;
    if (file !== undefined) void this.api.closeBackup({ backupId: file.backupId });
    if (!this.#isBusy) this.state = { kind: 'idle' };
  }

  get #isBusy(): boolean {
    return ['choosing', 'checking', 'restoring'].includes(this.state.kind);
  }

  async #check(file: OpenedBackup): Promise<void> {
    const { signal } = this.#begin();
    this.state = { kind: 'checking', file, done: 0, of: file.bytes };
    try {
      const survey = await surveyBackup(
        this.#sourceOf(file),
        this.#options(signal, (done, of) => (this.state = { kind: 'checking', file, done, of })),
      );
      this.state = { kind: 'checked', file, survey };
    } catch (problem) {
      this.state = signal.aborted ? { kind: 'idle' } : { kind: 'failed', file, error: failureOf(problem, 'restore') };
    }
  }

  #sourceOf({ backupId, holds, at = 0 }: OpenedBackup): PartSource {
    const source = sourceOf(this.api, backupId);
    return holds === 'rows' ? new KeptLines(source, this.history.workspace, at) : source;
  }

  #begin(): AbortController {
    this.#abort = new AbortController();
    return this.#abort;
  }

  #options(signal: AbortSignal, onprogress: (done: number, of: number) => void) {
    return { workspace: this.history.workspace, signal, onprogress };
  }
}

/** What was to be restored is not in its place any more. */
function gone(): AppError {
  return {
    code: 'FileRefused',
    message: 'It is not there any more.',
    remedy: 'Choose another backup.',
    mayRetry: false,
  };
}
