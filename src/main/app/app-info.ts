import type { AppInfo } from '../../preload/contract/shapes';

export type StartFacts = Pick<AppInfo, 'version' | 'dataFolder' | 'logFile' | 'startedOnDemo' | 'notices'>;

/** What the window may know about the app it runs in: how it was started, and on which runtime. */
export function describeApp(facts: StartFacts): Omit<AppInfo, 'canNotify'> {
  const { electron, chrome, node } = process.versions;
  return { ...facts, electron, chromium: chrome, node, platform: `${process.platform} ${process.arch}` };
}
