import type { DiskLook } from '../../../preload/contract/trouble';
import type { LookAtDisk } from './disk';
import type { History } from './history';

/** How often is looked whether the disk takes something again, ms. */
const LOOK_EVERY_MS = 5000;
/** Answers written at a time when it does. */
const AT_ONCE = 200;

export interface TroubledWorld {
  readonly history: History;
  readonly look: LookAtDisk;
  /** Whether the engine has closed the history. */
  readonly isClosed: () => boolean;
  /** Opens the history again, in a window made anew. */
  readonly reopen: () => void;
}

/**
 * A disk that takes nothing: says so for as long as it lasts, looks whether it takes something again, and then writes what AWS said meanwhile. Nobody has to
 * do anything in Copytrail.
 */
export class DiskTrouble {
  /** How it stands with the disk, while that is why nothing can be written. */
  current = $state.raw<DiskLook>();
  /** Answers that wait in memory, and those for which there was no room. */
  waiting = $state(0);
  dropped = $state(0);
  /** Whether it is being looked at. */
  looking = $state(false);
  readonly #world: TroubledWorld;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(world: TroubledWorld) {
    this.#world = world;
  }

  /** Notices from now on what cannot be written. Answers how to stop. An effect calls it untracked, as {@link look}. */
  run(): () => void {
    const stop = this.#world.history.unsaved.onFailure(() => void this.look());
    // A window that was made anew because the disk takes something again has what waited in the one before.
    if (this.#world.history.unsaved.answers.length > 0) void this.look();
    return () => {
      this.#closed = true;
      clearTimeout(this.#timer);
      stop();
    };
  }

  /** Looks at the disk, and goes on if it can. Never rejects. Reads what it changes: an effect calls it untracked. */
  async look(): Promise<void> {
    this.#count();
    if (this.looking || this.#closed || !this.#world.history.kept) return;
    this.looking = true;
    clearTimeout(this.#timer);
    const looked = await this.#world.look();
    const isFine = looked?.state === 'fine';
    if (looked !== undefined && !isFine) this.current = looked;
    if (isFine && (await this.#goOn())) this.current = undefined;
    this.#count();
    this.looking = false;
    const goesOn = this.current !== undefined || (this.waiting > 0 && !this.#world.isClosed());
    if (goesOn) this.#lookLater();
  }

  #lookLater(): void {
    if (!this.#closed) this.#timer = setTimeout(() => void this.look(), LOOK_EVERY_MS);
  }

  /** Writes what waits. False: the disk does not take it after all, or the window is made anew first. */
  async #goOn(): Promise<boolean> {
    const { history, isClosed, reopen } = this.#world;
    if (isClosed()) {
      // Closed by something else than the disk, it is for whoever sits there to say what to do.
      if (this.current !== undefined) reopen();
      return false;
    }
    const answers = history.unsaved.take();
    for (let from = 0; from < answers.length; from += AT_ONCE) {
      const some = answers.slice(from, from + AT_ONCE);
      try {
        await history.recordAll(some);
      } catch {
        // These wait again; the others as well.
        history.unsaved.keep(answers.slice(from + AT_ONCE));
        // After a disk that took nothing the engine may refuse until the history is opened anew.
        if (this.current !== undefined) reopen();
        return false;
      }
    }
    return true;
  }

  #count(): void {
    const { answers, dropped } = this.#world.history.unsaved;
    this.waiting = answers.length;
    this.dropped = dropped;
  }
}
