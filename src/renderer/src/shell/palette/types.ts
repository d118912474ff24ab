import type { JobRow } from '../../data/history';

/** One thing that can be chosen in the palette. */
export interface Entry {
  /** Unique among all; by it a choice is remembered. */
  readonly id: string;
  readonly title: string;
  /** Places in the title of the letters that were typed. */
  readonly places: readonly number[];
  /** A quieter second part. */
  readonly hint?: string | undefined;
  /** Chords that do the same. */
  readonly keys?: readonly string[];
  /** The job that it is, for jobs. */
  readonly job?: JobRow;
  /** Why it cannot be chosen now; undefined: it can. */
  readonly whyNot?: string | undefined;
  readonly run: () => void;
  /** What Ctrl+Enter does with it instead, for jobs beside an open one: compares the two. */
  readonly compare?: (() => void) | undefined;
}

/** Entries of one kind, under a heading. */
export interface Section {
  readonly title: string;
  readonly entries: readonly Entry[];
  /** How many there are, those left out included; undefined: not known yet. */
  readonly total: number | undefined;
}

/** An entry before anything was typed, with what its place in the list depends on. */
export interface Candidate extends Omit<Entry, 'places'> {
  /** Further words by which it is found; they are not marked. */
  readonly also?: string | undefined;
}
