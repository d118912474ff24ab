import { shell } from 'electron';
import { allowedUrl } from './allowed-url';

/**
 * Opens an address in the system's browser if it is one of the few Copytrail opens. False: it is not, and nothing
 * was opened. The only place that touches Electron's own function, which would start any program a scheme names.
 */
export async function openAllowedUrl(address: string): Promise<boolean> {
  const url = allowedUrl(address);
  if (url === undefined) return false;
  await shell.openExternal(url);
  return true;
}
