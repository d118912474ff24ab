import type { CopyJobReading } from '../copy-job';
import type { TimeDisplay } from '../instants';

/** What the presentation of a value may depend on. */
export interface PresentContext {
  /** Epoch ms UTC, for ages. */
  readonly now: number;
  readonly times: TimeDisplay;
  /** The job the value belongs to: the resource type decides what a size means. */
  readonly reading: CopyJobReading;
}

export interface Badge {
  readonly text: string;
  readonly tone: 'neutral' | 'info' | 'positive' | 'warning' | 'negative';
}

/**
 * - `absent`: AWS did not send the member. `null`: AWS sent null. `empty`: an empty text, list or object.
 * - `zero`: the number 0. `value`: anything else.
 * - `unexpected`: a value of another type than AWS documents, shown as it is.
 */
export type Presence = 'absent' | 'null' | 'empty' | 'zero' | 'value' | 'unexpected';

/** A value for people. */
export interface Presented {
  readonly presence: Presence;
  readonly text: string;
  /** A second way to say it: the other time zone, the exact bytes. */
  readonly secondary?: string;
  /** A value taken apart: the parts of an ARN. */
  readonly parts?: readonly { readonly label: string; readonly text: string }[];
  /** No two with the same text. */
  readonly badges?: readonly Badge[];
  /** What to know about it: why a size is zero, what an absence means. */
  readonly note?: string;
  /** Exactly what AWS sent, for copying; undefined for `absent`. Texts without quotes. */
  readonly exact?: string;
}

/** A presentation without what all have in common. */
export type Shown = Omit<Presented, 'exact' | 'presence'> & { readonly presence?: Presence };
