/** Notes which packages' code really ends up in the app: most of what npm installs does not. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Below out/: a file for each part of the app (main, preload, window, worker) with the folders of its packages, below the project's. Nothing
 * here asks where this file lies: the bundler's configuration is itself bundled to another place before it runs.
 */
export const PARTS = 'parts';

const INSIDE_PACKAGE = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//;

/**
 * @param {string} id of a module, as the bundler names it
 * @returns {string | undefined} the folder of the package it is from; undefined for our own and for what the bundler made up
 */
export function packageFolder(id) {
  const file = id.replace(/^\0/, '').replace(/\?.*$/, '').replaceAll(path.sep, '/');
  return INSIDE_PACKAGE.exec(file)?.[1];
}

/**
 * A plugin for one part of the app, which is built into a folder of out/.
 *
 * @param {string} part
 * @returns {import('vite').Plugin}
 */
export function recordPackages(part) {
  // electron-vite runs in the project's folder.
  const root = process.cwd();
  return {
    name: 'record-packages',
    apply: 'build',
    generateBundle(_options, bundle) {
      const ids = Object.values(bundle).flatMap((made) => (made.type === 'chunk' ? Object.keys(made.modules) : []));
      const folders = new Set(ids.flatMap((id) => packageFolder(id) ?? []));
      const inside = [...folders].filter((folder) => existsSync(path.join(folder, 'package.json')));
      const places = inside.map((folder) => path.relative(root, folder).replaceAll(path.sep, '/')).sort();
      const file = path.join(root, 'out', PARTS, `${part}.json`);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, `${JSON.stringify(places, null, 2)}\n`);
    },
  };
}
