import type { History, NoteRow, SnapshotId } from '../../data/history';
import type { JobKey } from '../../domain/job-key';
import { follow, type Followed } from '../../ui/live.svelte';

/** What is noted on a job on screen, and on the snapshot of it that is shown. */
export class NotesController {
  /** Whether the note on the job, or that on the snapshot, is being written. */
  editing = $state(false);
  editingSnapshot = $state(false);
  readonly #history: History;
  readonly #jobKey: JobKey;
  readonly #notes: Followed<readonly NoteRow[]>;
  readonly #shown: () => { readonly id: SnapshotId | undefined; readonly isOnly: boolean };

  /**
   * Call while a component is being set up: live queries end with it.
   * @param shown the snapshot on screen, and whether there is no other: then a note on the job says all
   */
  constructor(
    history: History,
    jobKey: JobKey,
    shown: () => { readonly id: SnapshotId | undefined; readonly isOnly: boolean },
  ) {
    this.#history = history;
    this.#jobKey = jobKey;
    this.#shown = shown;
    this.#notes = follow(() => history.notes(jobKey));
  }

  /** Whether nothing can be written: the history is shown as it was known earlier. */
  get readOnly(): boolean {
    return this.#history.knownAt !== undefined;
  }

  get onJob(): NoteRow | undefined {
    return this.#notes.current?.find(({ snapshotId }) => snapshotId === undefined);
  }

  /** The snapshot that a note can be on; undefined: none but the job itself. */
  get snapshot(): SnapshotId | undefined {
    const { id, isOnly } = this.#shown();
    return isOnly && this.of(id) === undefined ? undefined : id;
  }

  get onSnapshot(): NoteRow | undefined {
    return this.of(this.snapshot);
  }

  /** The note on a snapshot. */
  of(id: SnapshotId | undefined): NoteRow | undefined {
    return id === undefined ? undefined : this.#notes.current?.find(({ snapshotId }) => snapshotId === id);
  }

  /** Keeps a note; an empty text takes it away. Resolves with why it could not be kept. */
  async save(snapshot: SnapshotId | undefined, text: string): Promise<string | undefined> {
    try {
      const isKept = await this.#history.writeNote(this.#jobKey, snapshot, text);
      return isKept ? undefined : 'What it is about is no longer in the history. Copy the text before you leave it.';
    } catch (reason) {
      const why = reason instanceof Error ? reason.message : String(reason);
      return `${why} The note is not kept yet.`;
    }
  }
}
