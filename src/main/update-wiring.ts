import { existsSync } from 'node:fs';
import { failed, ok } from '../preload/contract/result';
import type { Settings } from '../preload/contract/settings';
import type { UpdateSettings } from '../preload/contract/updates';
import type { AppLog } from './app/log';
import type { Handlers } from './ipc/handlers';
import type { SendEvent } from './ipc/send-event';
import { settingsNotKept } from './settings/failures';
import type { SettingsStore } from './settings/settings';
import { findInstallation } from './updates/installation';
import type { UpdateSource } from './updates/ports';
import { scheduleLooks } from './updates/schedule';
import { createUpdater } from './updates/updater';

/** Progress is told this often at most, ms. */
const BETWEEN_TELLINGS_MS = 100;

/** What of the system updates touch. */
export interface UpdateSurroundings {
  readonly source: UpdateSource;
  /** The user's folder for downloads. */
  readonly downloads: () => string;
  /** Asks the user outside the page whether updates may be looked for there. */
  readonly confirm: (address: string) => Promise<boolean>;
  /** Shows a file in the system's file manager. */
  readonly showFile: (file: string) => void;
}

export interface UpdateWiringParts {
  readonly appVersion: string;
  /** The public key that came with the package. */
  readonly packageKey: string | undefined;
  readonly settings: SettingsStore;
  readonly onSettings: (settings: Settings) => void;
  readonly surroundings: UpdateSurroundings;
  readonly send: SendEvent;
  readonly log: AppLog;
}

export type UpdateHandlers = Pick<Handlers, 'changeUpdates' | 'checkForUpdate' | 'downloadUpdate' | 'showDownload'>;

export interface UpdateWiring {
  readonly handlers: UpdateHandlers;
  /** Starts looking once a day, if that is switched on; called when the window has shown. */
  begin(): void;
  close(): void;
}

/** Joins updates to the settings, the window and the place they come from. */
export function wireUpdates(parts: UpdateWiringParts): UpdateWiring {
  const { appVersion, packageKey, settings, onSettings, surroundings, send, log } = parts;
  const current = (): UpdateSettings => settings.current().updates;
  const { platform, arch, env, execPath } = process;
  const updater = createUpdater({
    settings: current,
    version: appVersion,
    packageKey,
    installation: findInstallation({ platform, arch, env, executable: execPath, exists: existsSync }),
    source: surroundings.source,
    downloads: surroundings.downloads,
    now: Date.now,
    warn: log.warn,
  });
  let downloaded: string | undefined;
  let stop: (() => void) | undefined;

  return {
    handlers: {
      async changeUpdates(change) {
        const before = current();
        // The page alone may not choose whom the main process talks to: it is asked where no page can answer.
        const isNews = change.on && !(before.on && before.address === change.address && before.key === change.key);
        if (isNews && !(await surroundings.confirm(change.address))) return ok(settings.current());
        try {
          const changed = await settings.change({ updates: change });
          onSettings(changed);
          return ok(changed);
        } catch (error) {
          log.error('the settings could not be written', { error });
          onSettings(settings.current());
          return failed(settingsNotKept(error));
        }
      },
      checkForUpdate: (_input, { signal }) => updater.check(signal),
      async downloadUpdate(_input, { signal }) {
        let told = 0;
        const answer = await updater.download(signal, (received, total) => {
          const now = Date.now();
          if (received < total && now - told < BETWEEN_TELLINGS_MS) return;
          told = now;
          send('updateProgress', { received, total });
        });
        if (answer.ok) downloaded = answer.value;
        return answer;
      },
      showDownload() {
        const isThere = downloaded !== undefined && existsSync(downloaded);
        if (downloaded !== undefined && isThere) surroundings.showFile(downloaded);
        return Promise.resolve(ok(isThere));
      },
    },
    begin() {
      stop ??= scheduleLooks({
        updater,
        isOn: () => current().on,
        onNewer(check) {
          send('updateFound', check);
        },
      });
    },
    close() {
      stop?.();
    },
  };
}
