import type { App } from 'electron';
import { LINK_SCHEME } from '../../preload/contract/job-link';

/**
 * Has the system bring links to copy jobs here. Only once the app is installed: a development build would take them away from it. On
 * Linux the package's desktop entry says so instead; asking there would start programs at every start.
 */
export function claimLinks(
  app: Pick<App, 'isPackaged' | 'setAsDefaultProtocolClient'>,
  platform: NodeJS.Platform,
): void {
  if (app.isPackaged && platform !== 'linux') app.setAsDefaultProtocolClient(LINK_SCHEME);
}
