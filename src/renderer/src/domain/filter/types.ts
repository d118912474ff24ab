import type { ColumnId } from '../columns/types';

/**
 * How a token compares. Letter case never matters.
 *
 * - `=` `!=`: one of the values, or none of them
 * - `:` `!:`: the text contains one of the values, or none of them
 * - `^`: the text begins with one of the values
 * - `<` `<=` `>` `>=`: numbers, sizes, durations, instants
 * - `present` `absent`: whether AWS sent it at all; zero and empty text are present
 */
export type Operator = '=' | '!=' | ':' | '!:' | '^' | '<' | '<=' | '>' | '>=' | 'present' | 'absent';

export interface FilterToken {
  readonly column: ColumnId;
  readonly operator: Operator;
  /**
   * In text form, as a person would type them: `1.5 GiB`, `2 h`, `2026-11-02`, `-7d`, `failed`. Several mean any of them. None for
   * `present` and `absent`; exactly one for `<` and its kin.
   */
  readonly values: readonly string[];
}

/** Which jobs are wanted: all tokens must hold, and all words of the text occur somewhere in the job. */
export interface Filter {
  readonly text: string;
  readonly tokens: readonly FilterToken[];
}

export const NO_FILTER: Filter = { text: '', tokens: [] };

export interface SortKey {
  readonly column: ColumnId;
  readonly descending: boolean;
}

/** Something in a filter that cannot be applied. What it concerns is left out of the filter; the message says what is expected. */
export interface FilterProblem {
  readonly code: 'unknown-column' | 'operator' | 'value' | 'missing-value' | 'several-values' | 'unclosed-quote';
  /** For people: what is wrong, and what would be right. */
  readonly message: string;
  /** Place of the token among the filter's tokens, from 0; absent for a part of a text that has become no token. */
  readonly token?: number;
  /** What may be meant instead, where that can be told: a column's name. */
  readonly suggestion?: string;
}
