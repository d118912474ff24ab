import type { AppInfo } from '../../preload/contract/shapes';

export type StartFacts = Pick<
  AppInfo,
  'version' | 'kind' | 'hasUpdateKey' | 'dataFolder' | 'logFile' | 'startedOnDemo' | 'notices'
>;

/** What the window may know about the app it runs in: how it was started, and on which runtime. */
export function describeApp(facts: StartFacts): Omit<AppInfo, 'canNotify' | 'cameBack'> {
  const { electron, chrome, node } = process.versions;
  return { ...facts, electron, chromium: chrome, node, platform: `${process.platform} ${process.arch}` };
}

/** On what the app runs, a line each: for reports. */
export function runtimeFacts(version: string): readonly string[] {
  const { electron, chrome, node } = process.versions;
  const runtime = `Electron ${electron}, Chromium ${chrome}, Node ${node}`;
  return [`Copytrail ${version}`, runtime, `${process.platform} ${process.arch}`];
}
