import { readdir, readFile } from 'node:fs/promises';

/** Kibibytes, the unit of /proc, in a mebibyte. */
const KIB_PER_MIB = 1024;

/**
 * Memory of a process and all that descend from it, in MiB: the sum of their proportional set sizes, in which a page that
 * several processes share counts once in all (Linux, `smaps_rollup`). Processes that end meanwhile count nothing.
 */
export async function memoryOfTree(pid: number): Promise<number> {
  const parents = await parentsOfAll();
  const tree = [pid];
  // The list grows while it is walked: each member brings its children.
  for (const member of tree) for (const [child, parent] of parents) if (parent === member) tree.push(child);
  const sizes = await Promise.all(tree.map(proportionalSize));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Process id to that of its parent. */
async function parentsOfAll(): Promise<Map<number, number>> {
  const names = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const pairs = await Promise.all(
    names.map(async (name): Promise<[number, number]> => {
      const status = await readFile(`/proc/${name}/status`, 'utf8').catch(() => '');
      return [Number(name), Number(/^PPid:\s*(\d+)/m.exec(status)?.[1] ?? 0)];
    }),
  );
  return new Map(pairs);
}

async function proportionalSize(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss:\s*(\d+) kB/m.exec(text)?.[1] ?? 0) / KIB_PER_MIB;
}
