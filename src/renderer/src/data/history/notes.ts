import type { Note, NoteSubject } from '../../domain/notes';
import { textOfNote } from '../../domain/notes';
import { snapshotIdOf } from './derive';
import { jobKeyOf, type StoredJob, type StoredRun } from './rows';
import type { NoteRow } from './types';

/** Whether a note is about a snapshot, which may have been seen earlier or later since it was written. */
export function isOn({ digest, seen }: StoredRun, on: NoteSubject | undefined): boolean {
  return on?.digest === digest && (seen[0] ?? 0) <= on.seenAt && on.seenAt <= (seen.at(-1) ?? 0);
}

/** The notes of a job that say something, that on the job itself first. One on a snapshot that is gone has none to stand with. */
export function noteRowsOf({ key, runs, notes = [] }: StoredJob): readonly NoteRow[] {
  const jobKey = jobKeyOf(key) ?? '';
  const rows = notes.flatMap((note): NoteRow[] => {
    const text = textOfNote(note);
    const writtenAt = note.texts.at(-1)?.at;
    if (text === '' || writtenAt === undefined) return [];
    const run = runs.find((candidate) => isOn(candidate, note.on));
    const firstSeen = run?.seen[0];
    if (run === undefined || firstSeen === undefined) return [{ text, writtenAt }];
    return [{ text, writtenAt, snapshotId: snapshotIdOf({ jobKey, firstSeen, digest: run.digest }) }];
  });
  return rows.sort((a, b) => Number(a.snapshotId !== undefined) - Number(b.snapshotId !== undefined));
}

/** Notes apart: those on a snapshot, and the others. */
export function partNotes(
  notes: readonly Note[],
  run: StoredRun,
): { readonly own: readonly Note[]; readonly others: readonly Note[] } {
  return {
    own: notes.filter(({ on }) => isOn(run, on)),
    others: notes.filter(({ on }) => !isOn(run, on)),
  };
}
