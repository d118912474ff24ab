import path from 'node:path';
import {
  SettingsSchema,
  type BackupSettings,
  type ComparingSettings,
  type NoticeSettings,
  type Settings,
} from '../../preload/contract/settings';
import type { UpdateSettings } from '../../preload/contract/updates';
import { openJsonFile, type Step } from './json-file';

/** Whatever needs somebody is told at any hour; what ended well is told too, because somebody watched it. */
const DEFAULT_NOTICES: NoticeSettings = {
  kinds: { completed: true, 'with-issues': true, partial: true, failed: true, overstays: true, gone: true },
  quiet: { on: false, from: '22:00', until: '07:00' },
};

/** Nothing is hidden that nobody asked to be hidden. */
const DEFAULT_COMPARING: ComparingSettings = { layout: 'side-by-side', ignoredFields: [], ignoredClasses: [] };

/** Nobody is asked whom the user did not name. */
const DEFAULT_UPDATES: UpdateSettings = { on: false, address: '', key: '' };

/** On: the history is the only copy of what AWS has forgotten. A week of them goes back behind a fault that nobody has noticed at once. */
const DEFAULT_BACKUP: BackupSettings = { every: 'daily', keep: 7, folder: '' };

/** As they are before anything was chosen. */
export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  times: 'local',
  density: 'comfortable',
  last: { aws: {}, demo: {} },
  notices: DEFAULT_NOTICES,
  comparing: DEFAULT_COMPARING,
  updates: DEFAULT_UPDATES,
  backup: DEFAULT_BACKUP,
};

/** A change of shape adds a step here, never edits an old one. */
const STEPS: readonly Step[] = [
  // 1 → 2: desktop notifications can be chosen.
  (content) => ({ ...content, notices: DEFAULT_NOTICES }),
  // 2 → 3: comparisons have a layout and ignore rules.
  (content) => ({ ...content, comparing: DEFAULT_COMPARING }),
  // 3 → 4: updates can be looked for.
  (content) => ({ ...content, updates: DEFAULT_UPDATES }),
  // 4 → 5: copies of the history are made by themselves.
  (content) => ({ ...content, backup: DEFAULT_BACKUP }),
];

export interface SettingsStore {
  current(): Settings;
  /** Replaces the members given and resolves when that is on disk. Rejects with Node's error if it cannot be written. */
  change(change: { [K in keyof Settings]?: Settings[K] | undefined }): Promise<Settings>;
  flush(): Promise<void>;
  readonly notices: readonly string[];
}

/** Opens `settings.json` in the app's data folder. Never fails: see `openJsonFile`. */
export function openSettings(folder: string, now: () => number): SettingsStore {
  const file = openJsonFile({
    file: path.join(folder, 'settings.json'),
    schema: SettingsSchema,
    defaults: DEFAULT_SETTINGS,
    title: 'The settings',
    steps: STEPS,
    now,
  });
  return {
    current: () => file.current(),
    async change(change) {
      // A member given as undefined was not given: nothing becomes unset by leaving it out.
      const given = Object.entries(change).filter(([, value]) => value !== undefined);
      const next: Settings = { ...file.current(), ...Object.fromEntries(given) };
      await file.set(next);
      return next;
    },
    flush: () => file.flush(),
    notices: file.notices,
  };
}
