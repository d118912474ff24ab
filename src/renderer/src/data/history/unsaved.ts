import type { Observation } from '../../../../preload/contract/shapes';

/** So much is kept in memory while nothing can be written; characters of answers. */
const MOST_TEXT = 64 * 1024 * 1024;

/** Failures of the disk, after which the same write may succeed. What is wrong with an answer itself stays wrong. */
const OF_THE_DISK: ReadonlySet<string> = new Set(['disk-full', 'not-writable', 'write-failed', 'closed']);

/**
 * Answers that AWS gave and the disk did not take. None of them was ever called saved; they wait here, in memory, until there is room or the window
 * closes.
 */
export class Unsaved {
  #answers: Observation[] = [];
  #text = 0;
  /** Answers for which there was no room in memory either. */
  #dropped = 0;
  readonly #listeners = new Set<() => void>();

  get answers(): readonly Observation[] {
    return this.#answers;
  }

  get dropped(): number {
    return this.#dropped;
  }

  /** Something could not be written, for the reason that the code of a `HistoryProblem` names. */
  failed({ code }: { readonly code: string }, answers: readonly Observation[] = []): void {
    if (!OF_THE_DISK.has(code)) return;
    this.keep(answers);
    for (const listener of this.#listeners) listener();
  }

  /** Keeps answers in memory, as far as there is room. */
  keep(answers: readonly Observation[]): void {
    for (const answer of answers) {
      if (this.#text + answer.body.length > MOST_TEXT) this.#dropped += 1;
      else {
        this.#answers.push(answer);
        this.#text += answer.body.length;
      }
    }
  }

  /** Takes out what waits: whoever takes it writes it, or keeps it again. */
  take(): readonly Observation[] {
    const answers = this.#answers;
    this.#answers = [];
    this.#text = 0;
    return answers;
  }

  /** What waits in another one waits here from now on. */
  adopt(other: Unsaved): void {
    this.#dropped += other.#dropped;
    this.keep(other.take());
  }

  /** Calls back whenever something could not be written. Answers how to stop. */
  onFailure(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
