import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { KeptHistory } from '../../preload/contract/trouble';
import { findFiles } from './kept-files';

/** What is put aside is named by the engine's folder and the time, in which dashes stand for colons. */
const ASIDE = /\.leveldb\.(\d{4}-\d\d-\d\dT\d\d)-(\d\d)-(\d\d\.\d{3}Z)$/;

/** The histories that were put aside in a folder, newest first; none if the folder is not there. Rejects with Node's error if it cannot be read. */
export async function listKept(folder: string): Promise<KeptHistory[]> {
  const found: KeptHistory[] = [];
  for (const name of existsSync(folder) ? await readdir(folder) : []) {
    const [, hour = '', minute = '', second = ''] = ASIDE.exec(name) ?? [];
    const at = Date.parse(`${hour}:${minute}:${second}`);
    if (!Number.isNaN(at)) found.push({ name, at, bytes: (await findFiles(path.join(folder, name))).bytes });
  }
  return found.sort((a, b) => b.at - a.at);
}
