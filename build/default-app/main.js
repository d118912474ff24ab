/**
 * Lets the fallback runtime be called as `electron [flags] [-r MODULE]... PATH [arguments of the app]`.
 * Unlike the stock one it never opens a dialog: a main script that throws ends the process with code 1,
 * because a modal box on a machine without a person in front of it waits for ever.
 */
import { app } from 'electron';
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** Splits what stands before the app's path (modules to load first, flags for Chromium) from the path itself. */
function readCommandLine(words) {
  const modules = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (word === '-r' || word === '--require') modules.push(words[++i]);
    else if (word === '-v' || word === '--version') return { modules, version: true };
    else if (!word.startsWith('-')) return { modules, target: word };
  }
  return { modules };
}

/** Gives the process the app's own name, version and folders; answers with the file to run. */
function settleIn(folder) {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  app.setName(manifest.productName ?? manifest.name ?? 'Electron');
  if (manifest.version) app.setVersion(manifest.version);
  app.setDesktopName?.(manifest.desktopName ?? `${app.getName()}.desktop`);
  return path.resolve(folder, manifest.main ?? 'index.js');
}

const { modules, target, version } = readCommandLine(process.argv.slice(1));
if (version) {
  console.log(`v${process.versions.electron}`);
  process.exit(0);
}
if (target === undefined) {
  console.error('usage: electron [flags] [-r MODULE] PATH [arguments]');
  process.exit(2);
}

try {
  Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });
  const require = createRequire(import.meta.url);
  for (const name of modules) require(require.resolve(name, { paths: [process.cwd()] }));

  const place = path.resolve(target);
  const isFolder = statSync(place).isDirectory();
  const main = isFolder ? settleIn(place) : place;
  app.setAppPath(isFolder ? place : path.dirname(place));
  const userData = app.commandLine.getSwitchValue('user-data-dir');
  app.setPath('userData', userData ? path.resolve(userData) : path.join(app.getPath('appData'), app.getName()));
  // Awaited at the top level, so that `ready` comes only after the app has registered its schemes.
  await import(pathToFileURL(main).href);
} catch (error) {
  console.error(error);
  process.exit(1);
}
