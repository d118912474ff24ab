import type { Session, WebPreferences } from 'electron';

export interface WebPreferenceChoices {
  /** Absolute path of the preload script. */
  readonly preload: string;
  readonly session: Session;
  readonly packaged: boolean;
}

/**
 * Web preferences of every window. What is safe by default is still written out where the checklist asks for it, so
 * that a change of defaults or a hasty edit shows in review. `webSecurity` and its relatives are never touched.
 */
export function webPreferences({ preload, session, packaged }: WebPreferenceChoices): WebPreferences {
  return {
    preload,
    session,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    nodeIntegrationInWorker: false,
    webviewTag: false,
    // Followed jobs are asked about on time in a window that nobody sees, too.
    backgroundThrottling: false,
    // Would fetch dictionaries from the network.
    spellcheck: false,
    devTools: !packaged,
  };
}
