import type { CommandLine } from 'electron';
import type { AppInfo } from '../../preload/contract/shapes';

/**
 * Doors by which a debugger gets into the page, and with it at everything that the page may ask for. Node's own door is shut by a
 * fuse; for Chromium's there is none.
 */
const DOORS = ['remote-debugging-port', 'remote-debugging-pipe', 'remote-debugging-socket-name'] as const;

/**
 * Takes those switches off the command line of a release, so that nothing opens. To be called before Electron is ready.
 * @returns the switch that was there, for a release must not go on then; undefined: there was none, or this is no release
 */
export function shutDebuggingDoors(
  commandLine: Pick<CommandLine, 'hasSwitch' | 'removeSwitch'>,
  kind: AppInfo['kind'],
): string | undefined {
  if (kind !== 'release') return undefined;
  const asked = DOORS.filter((door) => commandLine.hasSwitch(door));
  for (const door of asked) commandLine.removeSwitch(door);
  return asked[0];
}
