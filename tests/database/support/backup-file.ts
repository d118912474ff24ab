import type { BackupPart } from '../../../src/preload/contract/backup';
import type { Workspace } from '../../../src/preload/contract/shapes';
import { surveyBackup, type PartSource } from '../../../src/renderer/src/data/backup/read-backup';
import { restoreBackup } from '../../../src/renderer/src/data/backup/restore-backup';
import { wholeOf } from '../../../src/renderer/src/data/backup/whole-of';
import { writeBackup } from '../../../src/renderer/src/data/backup/write-backup';
import type { History } from '../../../src/renderer/src/data/history';

/** A backup as the pieces that were written, without the file round them. */
export type Pieces = readonly string[];

export { wholeOf };

const NOW = 1_800_000_000_000;

export async function backUp(history: History, workspace: Workspace = 'aws') {
  const pieces: string[] = [];
  const sink = { write: (lines: string) => Promise.resolve(void pieces.push(lines)) };
  const { signal } = new AbortController();
  const counts = await writeBackup(wholeOf(history), sink, { workspace, app: '0.1.0', now: NOW, signal });
  return { pieces: pieces as Pieces, counts, lines: pieces.join('').trimEnd().split('\n') };
}

/** A source of these pieces; a missing one stands for a damaged block. */
export function sourceOf(pieces: readonly (string | undefined)[], whole = !pieces.includes(undefined)): PartSource {
  let next = 0;
  return {
    read(again) {
      if (again) next = 0;
      const at = next++;
      const progress = { done: Math.min(at, pieces.length), of: pieces.length };
      const lines = pieces[at];
      const part: BackupPart =
        at >= pieces.length
          ? { kind: 'end', whole, ...progress }
          : lines === undefined
            ? { kind: 'damaged', from: at + 1, to: at + 1, ...progress }
            : { kind: 'lines', lines, ...progress };
      return Promise.resolve(part);
    },
  };
}

export async function restore(history: History, pieces: readonly (string | undefined)[], workspace: Workspace = 'aws') {
  const source = sourceOf(pieces);
  const options = { workspace, signal: new AbortController().signal };
  const survey = await surveyBackup(source, options);
  return { survey, restored: await restoreBackup(wholeOf(history), source, survey, options) };
}
