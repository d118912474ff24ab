/** Runs inside electron-builder, after a package's files are laid out and before they become an installer. */
import { rm } from 'node:fs/promises';
import path from 'node:path';

/**
 * Removes Electron's starter app: a distribution given by path brings it along, and it would be shipped.
 *
 * @param {{ appOutDir: string, electronPlatformName: string, packager: { appInfo: { productFilename: string } } }} context
 */
export default async function afterPack({ appOutDir, electronPlatformName, packager }) {
  const resources =
    electronPlatformName === 'darwin'
      ? path.join(`${packager.appInfo.productFilename}.app`, 'Contents', 'Resources')
      : 'resources';
  await rm(path.join(appOutDir, resources, 'default_app.asar'), { force: true });
}
