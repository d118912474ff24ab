import path from 'node:path';
import type { App } from 'electron';

/** What the app itself understands on its command line; the rest is Chromium's. */
export interface CommandLine {
  /** `--demo`: open the demo account in this run. */
  readonly demo: boolean;
}

export function readCommandLine(words: readonly string[]): CommandLine {
  return { demo: words.includes('--demo') };
}

/**
 * Puts all the app's data into the folder that `--user-data-dir` names, if it names one; a relative one counts from the
 * working folder. Chromium knows the switch, but Electron settles its own folder without it. To be called first of all.
 */
export function honourUserDataDir(app: App): void {
  const named = app.commandLine.getSwitchValue('user-data-dir');
  if (named !== '') app.setPath('userData', path.resolve(named));
}
