import { untrack } from 'svelte';
import type { Api } from '../data/backend';
import { AutomaticCopies } from '../data/backup/automatic-copies.svelte';
import { BackupRun } from '../data/backup/backup-run.svelte';
import { RestoreList } from '../data/backup/restore-list.svelte';
import { RestoreRun } from '../data/backup/restore-run.svelte';
import type { History } from '../data/history';
import type { SettingsStore } from '../data/settings.svelte';
import type { Command } from '../ui/command';

/** Everything about backups in one window: what is being written, read and made by itself. */
export class Backups {
  readonly run: BackupRun;
  readonly restore: RestoreRun;
  readonly copies: AutomaticCopies;
  /** What can be restored without choosing a file. */
  readonly sources: RestoreList;
  readonly #api: Api;

  /** Call while a component is being set up: copies are made until it ends. */
  constructor(api: Api, history: History, settings: SettingsStore) {
    this.#api = api;
    this.run = new BackupRun(api, history, () => this.copies.makeWay());
    this.restore = new RestoreRun(api, history);
    this.sources = new RestoreList(api, history.workspace);
    this.copies = new AutomaticCopies({
      api,
      history,
      settings: () => settings.current.backup,
      isBusy: () => this.run.isBusy,
      now: Date.now,
    });
    $effect(() => this.copies.run());
  }

  /** Tells how what was under way has ended, if its dialog does not. Call while a component is being set up. */
  tellEnds(
    shown: () => string,
    tell: (text: string, action: { readonly text: string; readonly run: () => void }) => void,
    show: (sheet: 'back-up' | 'restore') => void,
  ): void {
    $effect(() => {
      const { kind } = this.run.state;
      if (untrack(shown) === 'back-up' || (kind !== 'done' && kind !== 'failed')) return;
      tell(kind === 'done' ? 'The history is backed up.' : 'The backup failed.', {
        text: 'Show',
        run: () => {
          show('back-up');
        },
      });
    });
    $effect(() => {
      const { kind } = this.restore.state;
      if (untrack(shown) === 'restore' || (kind !== 'done' && kind !== 'failed')) return;
      tell(kind === 'done' ? 'The backup is restored.' : 'The restore failed.', {
        text: 'Show',
        run: () => {
          show('restore');
        },
      });
    });
  }

  /** Asks the user for another folder for the copies; undefined: none was chosen. */
  async chooseFolder(): Promise<string | undefined> {
    const answer = await this.#api.chooseCopiesFolder();
    return answer.ok ? (answer.value ?? undefined) : undefined;
  }

  /** Gives up what is under way. */
  close(): void {
    this.run.cancel();
    this.restore.close();
  }
}

/** What a user can do about backups. */
export function backupCommands(show: {
  readonly backUp: () => void;
  readonly restore: () => void;
}): readonly Command[] {
  return [
    {
      id: 'back-up',
      title: 'Back up history…',
      group: 'History',
      keys: ['Mod+Shift+B'],
      whileTyping: true,
      enabled: () => true,
      run: show.backUp,
    },
    {
      id: 'restore',
      title: 'Restore from backup…',
      group: 'History',
      keys: ['Mod+Shift+Y'],
      whileTyping: true,
      enabled: () => true,
      run: show.restore,
    },
  ];
}
