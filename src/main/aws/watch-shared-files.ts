import { watch, type FSWatcher } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Log } from '../copy-jobs/ports';
import { filePrint, systemCodeOf } from './file-print';
import { watchedFolders, type SharedFilePaths } from './shared-file-paths';

/** Long enough for an editor to write, rename and tidy up; short enough to feel immediate. */
const SETTLE_MS = 150;

/**
 * Calls back when a shared file or a sign-in cache has changed on disk. Folders are watched rather than files, since
 * editors and the AWS CLI replace files; for a folder that does not exist, the nearest one above it. The returned
 * function ends it.
 */
export function watchSharedFiles(paths: SharedFilePaths, log: Log, onChange: () => void): () => void {
  const watchers = new Map<string, FSWatcher>();
  let settle: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  let print = printAll(paths);

  function drop(folder: string): void {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  }

  /** Watches a folder, or the nearest one above that is there. */
  function arm(folder: string): void {
    if (watchers.has(folder)) return;
    try {
      const watcher = watch(folder, { persistent: false }, noteEvent);
      watcher.on('error', () => {
        drop(folder);
        noteEvent();
      });
      watchers.set(folder, watcher);
    } catch (error) {
      const code = systemCodeOf(error);
      const above = dirname(folder);
      if ((code === 'ENOENT' || code === 'ENOTDIR') && above !== folder) arm(above);
      else log.warn(`A folder of shared AWS files cannot be watched (${code ?? 'unknown fault'}).`);
    }
  }

  function noteEvent(): void {
    clearTimeout(settle);
    if (!stopped) settle = setTimeout(() => void look(), SETTLE_MS);
  }

  async function look(): Promise<void> {
    // Armed anew each time: a folder may have appeared, or been replaced by another of the same name.
    for (const folder of [...watchers.keys()]) drop(folder);
    for (const folder of watchedFolders(paths)) arm(folder);
    const before = print;
    print = printAll(paths);
    const changed = (await before) !== (await print);
    if (changed && !isStopped()) onChange();
  }

  const isStopped = () => stopped;

  for (const folder of watchedFolders(paths)) arm(folder);
  return () => {
    stopped = true;
    clearTimeout(settle);
    for (const folder of [...watchers.keys()]) drop(folder);
  };
}

/** A text that changes with any of the files, whatever else goes on in the folders above. */
async function printAll(paths: SharedFilePaths): Promise<string> {
  const caches = await Promise.all([paths.ssoCache, paths.loginCache].map(entriesOf));
  const files = [paths.config, paths.credentials, ...caches.flat()];
  return JSON.stringify(files.map((file) => [file, filePrint(file)]));
}

async function entriesOf(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort().map((name) => join(folder, name));
  } catch {
    return [];
  }
}
