/** What a note is about: the job itself, or the snapshot with this content that was seen at that time (epoch ms UTC). */
export interface NoteSubject {
  readonly digest: string;
  readonly seenAt: number;
}

/** What somebody has noted on a job or one of its snapshots, as it was written each time. */
export interface Note {
  /** Absent: on the job itself. */
  readonly on?: NoteSubject;
  /** Oldest first, `at` in epoch ms UTC. An empty text takes the note away. */
  readonly texts: readonly { readonly at: number; readonly text: string }[];
}

/** The most letters that a note has. */
export const LONGEST_NOTE = 10_000;

/** The text that holds; empty if the note was taken away. */
export function textOfNote({ texts }: Note): string {
  return texts.at(-1)?.text ?? '';
}

/** The notes with one written, in the place of the one on the same subject. */
export function withNote(
  notes: readonly Note[],
  on: NoteSubject | undefined,
  text: string,
  at: number,
): readonly Note[] {
  return mergeNotes(notes, [{ ...(on && { on }), texts: [{ at, text: text.trim().slice(0, LONGEST_NOTE) }] }]);
}

/** All notes of both, those on one subject as one. */
export function mergeNotes(kept: readonly Note[], more: readonly Note[]): readonly Note[] {
  const merged = new Map<string, Note>();
  for (const note of [...kept, ...more]) {
    const before = merged.get(subjectKey(note));
    const texts = new Map([...(before?.texts ?? []), ...note.texts].map((one) => [`${one.at} ${one.text}`, one]));
    merged.set(subjectKey(note), { ...note, texts: [...texts.values()].sort((a, b) => a.at - b.at) });
  }
  return [...merged.values()];
}

/** The notes as they had been written by a time, epoch ms UTC. */
export function notesUntil(notes: readonly Note[], at: number): readonly Note[] {
  return notes
    .map((note) => ({ ...note, texts: note.texts.filter((one) => one.at <= at) }))
    .filter(({ texts }) => texts.length > 0);
}

/** Whether something was written after a time, epoch ms UTC. */
export function isNotedSince(notes: readonly Note[], at: number): boolean {
  return notes.some(({ texts }) => (texts.at(-1)?.at ?? 0) > at);
}

/** When something was last written or taken away, epoch ms UTC; undefined where nothing ever was. */
export function lastNotedAt(notes: readonly Note[]): number | undefined {
  const times = notes.flatMap(({ texts }) => texts.at(-1)?.at ?? []);
  return times.length === 0 ? undefined : Math.max(...times);
}

/** Everything that is noted, as one text: on the job first. Undefined where nothing is. */
export function allNotes(notes: readonly Note[]): string | undefined {
  const inOrder = [...notes].sort((a, b) => (a.on?.seenAt ?? -Infinity) - (b.on?.seenAt ?? -Infinity));
  const texts = inOrder.map(textOfNote).filter((text) => text !== '');
  return texts.length === 0 ? undefined : texts.join('\n');
}

function subjectKey({ on }: Note): string {
  return on === undefined ? '' : `${on.seenAt} ${on.digest}`;
}
