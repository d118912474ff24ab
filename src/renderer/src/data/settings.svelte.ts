import type { Api } from '../../../preload/contract/api';
import type { Settings, SettingsChange } from '../../../preload/contract/settings';

/** The user's settings as the main process keeps them, as reactive state. */
export class SettingsStore {
  #backend: Api;
  current = $state.raw<Settings>() as Settings;

  private constructor(backend: Api, settings: Settings) {
    this.#backend = backend;
    this.current = settings;
    backend.on.settingsChanged((changed) => {
      this.current = changed;
    });
  }

  /** Reads the settings; throws with the main process's own words if it cannot say. */
  static async open(backend: Api): Promise<SettingsStore> {
    const answer = await backend.getSettings();
    if (!answer.ok) throw new Error(answer.error.message);
    return new SettingsStore(backend, answer.value);
  }

  /** Applies a change at once and keeps it across starts. A refused change shows as the old value again. */
  async change(change: SettingsChange): Promise<void> {
    this.current = { ...this.current, ...change } as Settings;
    const answer = await this.#backend.changeSettings(change);
    if (answer.ok) this.current = answer.value;
  }
}
