/** Shapes that cross between the page under test or measurement and whoever asks it. */
import type { SetsAnswer, SetsQuery } from '../../src/renderer/src/data/mirror/sets/types';
import type { Observation } from '../../src/preload/contract/shapes';
import type { FleetModel } from '../support/fleet-variants';

/** A question in the form in which it can be typed. */
export interface Question {
  readonly filter: string;
  /** Most important first. */
  readonly sort: readonly { readonly column: string; readonly descending: boolean }[];
  /** Columns whose values are to be counted. */
  readonly facets: readonly string[];
  /** Jobs wanted, from the first. */
  readonly count: number;
}

export interface Asked {
  /** Ms from asking until the answer was there. */
  readonly took: number;
  readonly fits: number;
  readonly jobKeys: readonly string[];
  /** How many jobs have each value of a column, most frequent first. */
  readonly counts: Readonly<Record<string, readonly number[]>>;
}

/** What a history holds, counted row by row. */
export interface HistoryCount {
  readonly jobs: number;
  readonly snapshots: number;
  /** Answers that were filed, repeated ones included. */
  readonly sightings: number;
}

/** A fleet to be made in the page. */
export interface FleetOrder {
  readonly models: readonly FleetModel[];
  readonly jobs: number;
  readonly from: Pick<Observation, 'profile' | 'endpoint'>;
}

/** The app's own index, without its worker, over a fleet that is copied night after night. */
export interface SetsComparer {
  fill(nights: number, resources: number): void;
  /** @param now epoch ms UTC */
  compare(query: SetsQuery, now: number): SetsAnswer;
  forget(): void;
}

/** Bodies of two answers about one job. */
export type AnswerPair = readonly [left: string, right: string];

/** Compares answers as the app does. */
export interface AnswersComparer {
  /** Reads the bodies once, as parsing them does for others. Each function goes through all pairs and answers with a count of what it found. */
  readonly parse: (pairs: readonly AnswerPair[]) => {
    readonly differences: () => number;
    /** All rows, what is worked out, and the summary, too. */
    readonly everything: () => number;
  };
  /** Reads the bodies each time. */
  readonly fromText: (pairs: readonly AnswerPair[]) => number;
}

/** What was found of numbered answers; see tests/support/numbered-answers. */
export type FoundAnswers =
  | {
      /** As counted in the rows of their jobs. */
      readonly answers: number;
      /** Answers that are counted more than once. */
      readonly doubled: number;
      readonly jobs: number;
      /** Numbers of those whose text was looked at and is as it was filed. */
      readonly texts: readonly number[];
    }
  | {
      /** The history does not open. */
      readonly failure: { readonly code: string; readonly message: string; readonly detail: string };
    };
