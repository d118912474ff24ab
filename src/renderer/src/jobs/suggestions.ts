import type { ColumnId, ColumnSet } from '../domain/columns';
import { completeFilter } from '../domain/filter';
import type { KnownValues } from '../domain/filter/complete';
import { scanFilter } from '../domain/filter/scan';

/** One thing that may be meant: what the text would become, and how it is shown. */
export interface Suggestion {
  /** The whole text with the suggestion in it, and the place behind that. */
  readonly text: string;
  readonly caret: number;
  readonly label: string;
  readonly detail: string;
  /** Whether it ends a token: nothing more is needed for it to mean something. */
  readonly complete: boolean;
}

/**
 * What may be typed at the caret: columns, then operators, then values. Unless everything is asked for, only columns that begin
 * with what was typed: a word of free text must not cover the list with guesses.
 */
export function suggestionsFor(
  text: string,
  caret: number,
  columns: ColumnSet,
  values: KnownValues,
  everything: boolean,
): readonly Suggestion[] {
  const { from, to, items } = completeFilter(text, caret, columns, values);
  const typed = text.slice(from, caret).toLowerCase();
  const begins = (words: string): boolean => typed !== '' && words.toLowerCase().startsWith(typed);
  const meant = items.filter(
    ({ kind, insert, label }) => everything || kind !== 'column' || begins(insert) || begins(label),
  );
  return meant.map(({ kind, insert, label, detail }) => ({
    text: text.slice(0, from) + insert + text.slice(to),
    caret: from + insert.length,
    // A sign alone says little without what it belongs to.
    label: kind === 'operator' ? insert : label,
    detail,
    complete: kind === 'value',
  }));
}

/** The column whose values are being typed at the caret; undefined while none are. */
export function columnBeingTyped(text: string, caret: number, columns: ColumnSet): ColumnId | undefined {
  const part = scanFilter(text, columns).find(({ from, to }) => from <= caret && caret <= to);
  if (part?.kind !== 'token' || caret < part.operatorSpan.to) return undefined;
  return (part.name.quoted ? columns.find(part.name.text) : columns.named(part.name.text))?.id;
}
