import { open, rm } from 'node:fs/promises';
import path from 'node:path';
import type { DiskLook } from '../../preload/contract/trouble';
import { diskSpace } from './disk-space';

/** Written on trial, bytes: more than what any file system keeps within the entry of a file. */
const TRIAL = 64 * 1024;
/** With less than this left (bytes) the engine may not be able to write, though a small file can be: it writes its tables in such pieces. */
const TOO_LITTLE = 8 * 1024 * 1024;

const FULL = new Set(['ENOSPC', 'EDQUOT']);

/**
 * How it stands with the disk of a folder. To be asked once something could not be written: only then does little room mean too little. Rejects with
 * Node's error if it cannot be told.
 */
export async function lookAtDisk(folder: string): Promise<DiskLook> {
  const free = (await diskSpace(folder))?.free;
  const state = await tryToWrite(folder);
  const isFull = state === 'fine' && free !== undefined && free < TOO_LITTLE;
  return { state: isFull ? 'full' : state, folder, ...(free !== undefined && { free }) };
}

async function tryToWrite(folder: string): Promise<DiskLook['state']> {
  const file = path.join(folder, 'room-on-trial');
  try {
    const handle = await open(file, 'w', 0o600);
    try {
      await handle.writeFile(Buffer.alloc(TRIAL, 1));
      await handle.sync();
    } finally {
      await handle.close();
    }
    return 'fine';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (FULL.has(code)) return 'full';
    if (code === 'EROFS') return 'read-only';
    if (code === 'EACCES' || code === 'EPERM') return 'refused';
    throw error;
  } finally {
    await rm(file, { force: true }).catch(() => undefined);
  }
}
