import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Name of the file, in the data folder. */
export const RUN_MARK = 'running';

/** A run that did not end by itself: it was killed, crashed, or the power went. */
export interface UnfinishedRun {
  /** When it began (epoch ms UTC); 0: its mark does not tell. */
  readonly begun: number;
  /** What it had noted last. */
  readonly notes: readonly string[];
}

export interface RunMark {
  /** The run before this one, if it is unfinished. */
  readonly unfinished: UnfinishedRun | undefined;
  /** Has the next run told these, without line breaks, should this one not end by itself. */
  readonly note: (notes: readonly string[]) => void;
  /** This run ends by itself. */
  readonly clear: () => void;
}

/** Marks that the app runs, by a file that stands there until it quits. A disk that takes none means that nothing is noticed. */
export function markRun(file: string, now: () => number): RunMark {
  const before = readMark(file);
  const begun = String(now());
  let ends = false;
  const note = (notes: readonly string[]): void => {
    if (ends) return;
    try {
      mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
      writeFileSync(file, [begun, ...notes].join('\n'), { mode: 0o600 });
    } catch {
      // Nothing is lost by it: the next start cannot tell how this run ended.
    }
  };
  note([]);
  return {
    unfinished: before,
    note,
    clear() {
      ends = true;
      try {
        rmSync(file, { force: true });
      } catch {
        // As above.
      }
    },
  };
}

/** Undefined: there is none. A mark that a power cut left without content is one all the same. */
function readMark(file: string): UnfinishedRun | undefined {
  try {
    const [first, ...notes] = readFileSync(file, 'utf8').split('\n');
    const at = Number(first);
    return { begun: Number.isSafeInteger(at) && at >= 0 ? at : 0, notes };
  } catch {
    return undefined;
  }
}
