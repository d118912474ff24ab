import type { JobChange, SourceName } from './row-source';
import type { AnswerTo, Question } from './types';

/** What the window says to the mirror's worker. */
export type ToWorker =
  /** First of all, once: read everything there is. */
  | { readonly kind: 'load'; readonly source: SourceName }
  | { readonly kind: 'change'; readonly change: JobChange }
  /** Asks; `watch` names who asks, and a newer question of the same one takes the place of an older. */
  | {
      readonly kind: 'ask';
      readonly watch: number;
      readonly ask: number;
      readonly query: Question;
      readonly now: number;
    }
  | { readonly kind: 'forget'; readonly watch: number };

/** What the worker says to the window. */
export type FromWorker =
  | { readonly kind: 'loading'; readonly loaded: number; readonly total: number | undefined }
  | { readonly kind: 'ready'; readonly jobs: number; readonly newPaths: readonly string[] }
  | { readonly kind: 'answer'; readonly watch: number; readonly ask: number; readonly answer: AnswerTo<Question> }
  | { readonly kind: 'refused'; readonly watch: number; readonly ask: number; readonly message: string }
  | { readonly kind: 'failed'; readonly message: string };
