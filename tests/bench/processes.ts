import { readdir, readFile } from 'node:fs/promises';

/** Kibibytes, the unit of /proc, in a mebibyte. */
const KIB_PER_MIB = 1024;

/**
 * Memory of a process and all that descend from it, in MiB: the sum of their proportional set sizes, in which a page that
 * several processes share counts once in all (Linux, `smaps_rollup`). Processes that end meanwhile count nothing.
 */
export async function memoryOfTree(pid: number): Promise<number> {
  return (await sumOverTree(pid, 'smaps_rollup', /^Pss:\s*(\d+) kB/m)) / KIB_PER_MIB;
}

/** Bytes that a process and all that descend from it have handed to disks so far (Linux, `io`). */
export function bytesWrittenByTree(pid: number): Promise<number> {
  return sumOverTree(pid, 'io', /^write_bytes:\s*(\d+)/m);
}

async function sumOverTree(pid: number, file: string, figure: RegExp): Promise<number> {
  const parents = await parentsOfAll();
  const tree = [pid];
  // The list grows while it is walked: each member brings its children.
  for (const member of tree) for (const [child, parent] of parents) if (parent === member) tree.push(child);
  const texts = await Promise.all(tree.map((member) => readFile(`/proc/${member}/${file}`, 'utf8').catch(() => '')));
  return texts.reduce((sum, text) => sum + Number(figure.exec(text)?.[1] ?? 0), 0);
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
