import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { BACKUP_ENDING, type BackupCopies, type BackupCopy } from '../../preload/contract/backup';
import type { Workspace } from '../../preload/contract/shapes';
import { UNFINISHED } from './backup-writer';

/** Names of copies that are made by themselves: only what is called so is ever removed. */
const NAME = /^copytrail-(aws|demo)-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z\.copytrail$/;

/** Where copies lie: the folder that was chosen, else one beside the app's data. */
export function copiesFolder(dataFolder: string, chosen: string): string {
  return chosen === '' ? path.join(dataFolder, 'backups') : chosen;
}

/** The name of a copy that is made at a time, epoch ms UTC. */
export function copyName(workspace: Workspace, at: number): string {
  const [second = ''] = new Date(at).toISOString().split('.');
  return `copytrail-${workspace}-${second.replaceAll(':', '-')}Z${BACKUP_ENDING}`;
}

/** Makes the folder, for the user alone. Rejects with Node's error. */
export async function prepareFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
}

/**
 * The copies of a history, newest first; none if the folder is not there. Those dated after `now` (epoch ms UTC), by a clock that ran ahead, come last:
 * first in the order they would pass for the newest until their time has come, and push every new one out. Rejects with Node's error if the folder
 * cannot be read.
 */
export async function listCopies(folder: string, workspace: Workspace, now: number): Promise<BackupCopies> {
  const copies: BackupCopy[] = [];
  for (const name of await namesIn(folder)) {
    const at = timeOf(name, workspace);
    if (at === undefined) continue;
    const bytes = await stat(path.join(folder, name)).then(
      ({ size }) => size,
      () => undefined,
    );
    if (bytes !== undefined) copies.push({ name, at, bytes });
  }
  const isAhead = (copy: BackupCopy): number => Number(copy.at > now);
  return { folder, copies: copies.sort((a, b) => isAhead(a) - isAhead(b) || b.at - a.at) };
}

/**
 * Removes the oldest copies of a history until `keep` are left, and what earlier attempts left unfinished. A history only grows: the largest copy
 * stays as well, however old it is, for if a later one is smaller, something may have been lost.
 */
export async function rotateCopies(folder: string, workspace: Workspace, keep: number, now: number): Promise<void> {
  const { copies } = await listCopies(folder, workspace, now);
  const largest = Math.max(...copies.map(({ bytes }) => bytes));
  const kept = copies.slice(0, Math.max(1, keep));
  const isKept = kept.some(({ bytes }) => bytes === largest);
  const spared = isKept ? undefined : copies.find(({ bytes }) => bytes === largest);
  for (const copy of copies.slice(kept.length)) {
    if (copy !== spared) await rm(path.join(folder, copy.name), { force: true });
  }
  for (const name of await namesIn(folder)) {
    const whole = name.endsWith(UNFINISHED) ? name.slice(0, -UNFINISHED.length) : '';
    if (timeOf(whole, workspace) !== undefined) await rm(path.join(folder, name), { force: true });
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** Epoch ms UTC; undefined: no copy of this history is called so. */
function timeOf(name: string, workspace: Workspace): number | undefined {
  const [, whose, day = '', hour = '', minute = '', second = ''] = NAME.exec(name) ?? [];
  if (whose !== workspace) return undefined;
  const at = Date.parse(`${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(at) ? undefined : at;
}
