import { statfs } from 'node:fs/promises';
import type { DiskSpace } from '../../preload/contract/shapes';

/** How full the disk is on which a folder lies, as far as this user may fill it; null: the system does not say. */
export async function diskSpace(folder: string): Promise<DiskSpace | null> {
  try {
    const { bsize, bavail, blocks } = await statfs(folder);
    return { free: bsize * bavail, total: bsize * blocks };
  } catch {
    return null;
  }
}
