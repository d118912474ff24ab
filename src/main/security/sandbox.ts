import type { App } from 'electron';

/**
 * Has every renderer run in Chromium's sandbox. To be called before Electron is ready.
 *
 * Chromium refuses to run as root with its sandbox on, so a development build in a container may be started with
 * `--no-sandbox`, which `enableSandbox` would overrule. The packaged app does not listen to that flag.
 */
export function requireSandbox(app: App): void {
  if (app.isPackaged || !app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
}
