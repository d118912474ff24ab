/** What Linux tells of the processes of the app (man 5 proc). */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/**
 * The processes of a process group as they are now: the app and all that it has started, for it leads a group of its own.
 *
 * @param {number} group
 * @returns {{ pid: number, words: string }[]} with what each was started with, in one line
 */
export function processesOf(group) {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const statistics = readFileSync(`/proc/${name}/stat`, 'utf8');
      // After the name in brackets: state, parent, process group.
      const ofGroup = Number(statistics.slice(statistics.lastIndexOf(')') + 2).split(' ')[2]);
      if (ofGroup !== group) return [];
      return [{ pid: Number(name), words: readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ') }];
    } catch {
      // It ended meanwhile.
      return [];
    }
  });
}

/**
 * @param {number} group process group
 * @returns {Set<string>} inodes of all sockets of its processes, as /proc/net names them
 */
export function socketsOf(group) {
  /** @type {Set<string>} */
  const found = new Set();
  for (const { pid } of processesOf(group)) {
    try {
      for (const name of readdirSync(`/proc/${pid}/fd`)) {
        const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${name}`))?.[1];
        if (inode !== undefined) found.add(inode);
      }
    } catch {
      // It ended, or closed one, meanwhile.
    }
  }
  return found;
}
