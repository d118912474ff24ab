import { open, rename } from 'node:fs/promises';
import path from 'node:path';

/** Readable and writable by the user alone. */
export const PRIVATE = 0o600;

/**
 * Replaces a file whole: whoever reads it, even after a power cut, finds the old text or the new one, never a part.
 * Rejects with Node's own error when the disk does not allow it; the old file is then untouched.
 */
export async function writeWhole(file: string, text: string): Promise<void> {
  const temporary = `${file}.tmp`;
  const handle = await open(temporary, 'w', PRIVATE);
  try {
    await handle.writeFile(text, 'utf8');
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, file);
  await syncFolder(path.dirname(file));
}

/** Makes the renaming itself durable. Windows has no such call for folders and does not need it. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
