import type { AppError } from '../../../../preload/contract/error';
import type { Api } from '../backend';
import type { History } from '../history';
import { backUp, type BackedUp } from './back-up';
import { failureOf } from './failure-of';

type BackupState =
  | { readonly kind: 'idle' }
  /** The user is asked where it is to go. */
  | { readonly kind: 'choosing' }
  | { readonly kind: 'writing'; readonly done: number; readonly of: number }
  | { readonly kind: 'done'; readonly made: BackedUp }
  | { readonly kind: 'failed'; readonly error: AppError };

/** One backup that the user asked for, as it goes. */
export class BackupRun {
  state = $state.raw<BackupState>({ kind: 'idle' });
  #abort: AbortController | undefined;

  /** @param before what has to make way first: a window writes one backup at a time */
  constructor(
    private readonly api: Api,
    private readonly history: History,
    private readonly before: () => Promise<void>,
  ) {}

  get isBusy(): boolean {
    return this.state.kind === 'choosing' || this.state.kind === 'writing';
  }

  /** Never rejects: what stands in the way is in `state`. */
  async start(passphrase: string | undefined): Promise<void> {
    if (this.isBusy) return;
    const abort = new AbortController();
    this.#abort = abort;
    this.state = { kind: 'choosing' };
    try {
      await this.before();
      const made = await backUp(this.api, this.history, {
        to: 'file',
        passphrase,
        signal: abort.signal,
        onprogress: (done, of) => (this.state = { kind: 'writing', done, of }),
      });
      this.state = made === undefined ? { kind: 'idle' } : { kind: 'done', made };
    } catch (problem) {
      this.state = abort.signal.aborted ? { kind: 'idle' } : { kind: 'failed', error: failureOf(problem, 'backup') };
    }
  }

  cancel(): void {
    this.#abort?.abort();
  }

  /** Puts away how the last one ended. */
  putAway(): void {
    if (!this.isBusy) this.state = { kind: 'idle' };
  }
}
