import { SECOND_MS } from '../../domain/durations';
import { noticeOf, type Happening } from '../../domain/follow/notice';
import { quietUntil } from '../../domain/follow/quiet-hours';
import type { FollowWorld } from './world';

/** What happens within this time is told together (ms). */
const JOIN_MS = 2 * SECOND_MS;

/** Tells what has happened to followed jobs: in the window, and on the desktop outside quiet hours. Bursts become one notice. */
export class Notices {
  readonly #world: Pick<FollowWorld, 'backend' | 'settings' | 'tell' | 'clock'>;
  #waiting: Happening[] = [];
  /** Kept back until the quiet hours end. */
  #held: Happening[] = [];
  #stopJoining: (() => void) | undefined;
  #stopHolding: (() => void) | undefined;

  constructor(world: Pick<FollowWorld, 'backend' | 'settings' | 'tell' | 'clock'>) {
    this.#world = world;
  }

  add(happenings: readonly Happening[]): void {
    const { kinds } = this.#world.settings();
    this.#waiting.push(...happenings.filter(({ kind }) => kinds[kind]));
    if (this.#waiting.length === 0 || this.#stopJoining !== undefined) return;
    this.#stopJoining = this.#world.clock.later(JOIN_MS, () => {
      this.#stopJoining = undefined;
      this.#tell(this.#waiting.splice(0));
    });
  }

  close(): void {
    this.#stopJoining?.();
    this.#stopHolding?.();
  }

  #tell(happenings: readonly Happening[]): void {
    const { title } = noticeOf(happenings);
    this.#world.tell(title, happenings);
    this.#onDesktop(happenings);
  }

  #onDesktop(happenings: readonly Happening[]): void {
    const { clock, settings, backend } = this.#world;
    const quiet = quietUntil(settings().quiet, clock.now());
    if (quiet === undefined) {
      void backend.showNotice(noticeOf([...this.#held.splice(0), ...happenings]));
      return;
    }
    this.#held.push(...happenings);
    this.#stopHolding?.();
    this.#stopHolding = clock.later(Math.max(0, quiet - clock.now()), () => {
      this.#stopHolding = undefined;
      const held = this.#held.splice(0);
      if (held.length > 0) this.#onDesktop(held);
    });
  }
}
