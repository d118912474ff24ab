import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Name of the file, in the data folder. */
export const RUN_MARK = 'running';

export interface RunMark {
  /** When the run before this one began (epoch ms UTC), if it did not end by itself: killed, crashed, or the power went. */
  readonly unfinished: number | undefined;
  /** This run ends by itself. */
  readonly clear: () => void;
}

/** Marks that the app runs, by a file that stands there until it quits. A disk that takes none means that nothing is noticed. */
export function markRun(file: string, now: () => number): RunMark {
  const before = readMark(file);
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, String(now()), { mode: 0o600 });
  } catch {
    // Nothing is lost by it: the next start cannot tell how this run ended.
  }
  return {
    unfinished: before,
    clear() {
      try {
        rmSync(file, { force: true });
      } catch {
        // As above.
      }
    },
  };
}

/** Undefined: there is none. A mark that a power cut left without content is one all the same. */
function readMark(file: string): number | undefined {
  try {
    const at = Number(readFileSync(file, 'utf8'));
    return Number.isSafeInteger(at) && at >= 0 ? at : 0;
  } catch {
    return undefined;
  }
}
