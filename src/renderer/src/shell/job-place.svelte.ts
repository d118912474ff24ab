import { Keeper, type PreferenceStore } from '../jobs/keeper';

/** Name of the preference that keeps it from one start to the next. */
export const PLACE_PREFERENCE = 'job-place';

/** Share of the window that the list has beside an open job, until somebody moves the border. */
const USUAL_SHARE = 0.32;
/** Least width of the list and of the job (CSS px): below, a row is no longer told from the next, or a job's fields are cut. */
const LEAST_LIST = 280;
const LEAST_JOB = 480;

interface Stored {
  readonly share: number;
  readonly full: boolean;
}

/** Where an open job stands: beside the list, and with how much room, or over the whole width. Kept across starts. */
export class JobPlace {
  /** Whether the job has the whole width, and the list is out of sight. */
  full = $state(false);
  #share = $state(USUAL_SHARE);
  readonly #keeper: Keeper<Stored>;

  constructor(preferences: PreferenceStore) {
    this.#keeper = new Keeper(preferences, PLACE_PREFERENCE, readStored);
    void this.#keeper.read().then((stored) => {
      if (stored === undefined) return;
      this.#share = stored.share;
      this.full = stored.full;
    });
  }

  /** Between which widths (CSS px) the list may be where both have this much room. */
  range(room: number): { readonly min: number; readonly max: number } {
    return { min: LEAST_LIST, max: Math.max(LEAST_LIST, room - LEAST_JOB) };
  }

  /** Width of the list (CSS px) where both have this much room. */
  listWidth(room: number): number {
    const { min, max } = this.range(room);
    return Math.round(Math.max(min, Math.min(this.#share * room, max)));
  }

  /** Gives the list this width (CSS px); the share is what stays when the window becomes another size. */
  giveList(width: number, room: number): void {
    if (room <= 0) return;
    this.#share = width / room;
    this.#keep();
  }

  reset(): void {
    this.#share = USUAL_SHARE;
    this.#keep();
  }

  toggleFull(): void {
    this.full = !this.full;
    this.#keep();
  }

  /** Writes what is still to be written. */
  close(): void {
    this.#keeper.flush();
  }

  #keep(): void {
    this.#keeper.keep({ share: this.#share, full: this.full });
  }
}

function readStored(stored: unknown): Stored | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined;
  const { share, full } = stored as { readonly [K in keyof Stored]?: unknown };
  if (typeof share !== 'number' || !(share > 0 && share < 1) || typeof full !== 'boolean') return undefined;
  return { share, full };
}
