import { readFileSync } from 'node:fs';

export { processesOf, socketsOf } from '../../build/processes.mjs';

/** One line of what Linux says of a process; undefined: it has ended, or there is no such line. */
export function statusOf(pid: number, name: string): string | undefined {
  try {
    return new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  } catch {
    return undefined;
  }
}
