import type { AppError } from '../../../preload/contract/error';
import type { UpdateCheck, UpdateOffer, UpdateSettings } from '../../../preload/contract/updates';
import type { Api } from './backend';
import type { SettingsStore } from './settings.svelte';

/** What is known of updates, and what is under way about them. */
export class Updates {
  #api: Api;
  #settings: SettingsStore;
  #callId: string | undefined;
  #endings: (() => void)[];
  /** What the last look that came through said. */
  check = $state.raw<UpdateCheck>();
  /** Why the last attempt at anything failed; nothing once the next one begins. */
  failure = $state.raw<AppError>();
  underWay = $state<'nothing' | 'changing' | 'looking' | 'downloading'>('nothing');
  /** How much of the file has come, in bytes. */
  progress = $state.raw<{ readonly received: number; readonly total: number }>();
  /** Absolute path of what was downloaded. */
  file = $state<string>();

  /** @param onFound told when a look that nobody asked for found a newer version */
  constructor(api: Api, settings: SettingsStore, onFound: (offer: UpdateOffer) => void) {
    this.#api = api;
    this.#settings = settings;
    this.#endings = [
      api.on.updateFound((check) => {
        this.check = check;
        if (check.offer !== null) onFound(check.offer);
      }),
      api.on.updateProgress((progress) => {
        this.progress = progress;
      }),
    ];
  }

  /** Switches looking on or off, or names another place. The main process asks the user first where that is due. */
  async change(updates: UpdateSettings): Promise<void> {
    this.#begin('changing');
    const answer = await this.#api.changeUpdates(updates);
    this.underWay = 'nothing';
    if (!answer.ok) this.failure = answer.error;
    else if (!this.#settings.current.updates.on) this.check = undefined;
  }

  /** Looks now. */
  async look(): Promise<void> {
    const callId = this.#begin('looking');
    const answer = await this.#api.checkForUpdate({ callId });
    this.underWay = 'nothing';
    if (answer.ok && answer.value.offer?.version !== this.check?.offer?.version) this.file = undefined;
    // What an earlier look offered stands no longer: the main process has forgotten it, too.
    this.check = answer.ok ? answer.value : undefined;
    if (!answer.ok && answer.error.code !== 'Cancelled') this.failure = answer.error;
  }

  /** Fetches the file that was offered. */
  async download(): Promise<void> {
    const callId = this.#begin('downloading');
    const answer = await this.#api.downloadUpdate({ callId });
    this.underWay = 'nothing';
    this.progress = undefined;
    if (answer.ok) this.file = answer.value;
    else if (answer.error.code !== 'Cancelled') this.failure = answer.error;
  }

  /** Ends what is under way. */
  cancel(): void {
    if (this.#callId !== undefined) void this.#api.cancelCall({ callId: this.#callId });
  }

  /** Shows what was downloaded in the system's file manager. */
  async show(): Promise<void> {
    const answer = await this.#api.showDownload();
    // Moved or thrown away meanwhile: it can be fetched again.
    if (answer.ok && !answer.value) this.file = undefined;
  }

  dispose(): void {
    for (const end of this.#endings) end();
  }

  #begin(what: 'changing' | 'looking' | 'downloading'): string {
    const callId = crypto.randomUUID();
    this.#callId = callId;
    this.failure = undefined;
    this.progress = undefined;
    this.underWay = what;
    return callId;
  }
}
