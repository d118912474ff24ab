import { parseFilter, printFilter } from '../domain/filter';
import type { TextProblem } from '../domain/filter/parse';
import type { FacetValue } from '../data/mirror/types';
import type { ColumnId, ColumnSet } from '../domain/columns';
import type { Filter, FilterProblem, FilterToken } from '../domain/filter/types';
import { columnBeingTyped, suggestionsFor, type Suggestion } from './suggestions';
import { withoutToken, withTokens } from './tokens';

/** What is narrowed by a line: the list of jobs, or one side of a comparison of sets. */
export interface Filtered {
  readonly filter: Filter;
  /** What is wrong with the filter; those tokens are left out. */
  readonly problems: readonly FilterProblem[];
  readonly catalogue: ColumnSet;
  /** The column whose values are being typed. */
  completing: ColumnId | undefined;
  /** How often the filter as a whole has given way to another: what was being typed then goes with it. */
  readonly replaced?: number;
  /** Values of a column, most frequent first; undefined while that is not known. */
  valuesIn(column: ColumnId): readonly FacetValue[] | undefined;
  narrow(filter: Filter): void;
}

/** The line in which a filter is typed: its words narrow at once, its tokens once they are finished. */
export class FilterInput {
  /** What was typed, and since when; undefined while the line shows the words of the filter. */
  #last = $state.raw<{ readonly text: string; readonly replaced: number | undefined }>();
  /** What could not be read when it was to be taken over. */
  refused = $state.raw<readonly TextProblem[]>([]);
  /** Whether every column is offered, and not only those that begin with what is typed. */
  everything = $state(false);
  /** Where the next letter goes. */
  #caret = $state(0);
  readonly #list: Filtered;

  constructor(list: Filtered) {
    this.#list = list;
  }

  get #typed(): string | undefined {
    return this.#last?.replaced === this.#list.replaced ? this.#last?.text : undefined;
  }

  get text(): string {
    return this.#typed ?? printFilter({ text: this.#list.filter.text, tokens: [] }, this.#list.catalogue);
  }

  /** Whether there are tokens in the line that Enter would take over. */
  readonly unfinished = $derived.by(() => {
    if (this.#typed === undefined) return false;
    const { filter, problems } = parseFilter(this.#typed, this.#list.catalogue);
    return filter.tokens.length > 0 || problems.length > 0;
  });

  readonly suggestions: readonly Suggestion[] = $derived.by(() => {
    const { catalogue, completing } = this.#list;
    const counted = completing === undefined ? undefined : this.#list.valuesIn(completing);
    const known = completing === undefined || counted === undefined ? {} : { [completing]: counted };
    return suggestionsFor(this.text, this.#caret, catalogue, known, this.everything);
  });

  /** The line reads this now, with the caret behind so many letters. */
  type(text: string, caret = text.length): void {
    this.refused = [];
    this.everything = false;
    const { catalogue } = this.#list;
    // Half a token would hide everything for a moment: tokens wait until they are finished.
    const words = parseFilter(text, catalogue).filter.text;
    if (words !== this.#list.filter.text) this.#list.narrow({ ...this.#list.filter, text: words });
    this.#last = { text, replaced: this.#list.replaced };
    this.moveTo(caret);
  }

  /** The caret stands behind so many letters. */
  moveTo(caret: number): void {
    this.#caret = caret;
    this.#list.completing = columnBeingTyped(this.text, caret, this.#list.catalogue);
  }

  /** Takes the tokens of the line over into the filter; its words stay in the line. False: something cannot be read. */
  take(): boolean {
    if (this.#typed === undefined) return true;
    const { filter, problems } = parseFilter(this.#typed, this.#list.catalogue);
    this.refused = problems;
    if (problems.length > 0) return false;
    const { filter: before } = this.#list;
    if (filter.tokens.length > 0 || filter.text !== before.text) {
      this.#list.narrow(withTokens({ ...before, text: filter.text }, filter.tokens));
    }
    this.settle();
    return true;
  }

  /** A pasted text that says a filter becomes one at once. False: it is only words, which may stand anywhere in the line. */
  paste(text: string): boolean {
    const { filter, problems } = parseFilter(text, this.#list.catalogue);
    if (filter.tokens.length === 0 || problems.length > 0) return false;
    const before = parseFilter(this.text, this.#list.catalogue).filter.text;
    const words = [before, filter.text].filter((part) => part !== '').join(' ');
    this.#list.narrow(withTokens({ ...this.#list.filter, text: words }, filter.tokens));
    this.settle();
    return true;
  }

  choose({ text, caret, complete }: Suggestion): void {
    this.type(text, caret);
    if (complete) this.take();
  }

  /** Puts a token back into the line. */
  edit(token: FilterToken): void {
    const { catalogue, filter } = this.#list;
    const words = this.text;
    this.#list.narrow(withoutToken(filter, token));
    this.type([words, printFilter({ text: '', tokens: [token] }, catalogue)].filter((part) => part !== '').join(' '));
  }

  /** Shows the words of the filter again. */
  settle(): void {
    this.#last = undefined;
    this.everything = false;
    this.#list.completing = undefined;
  }
}
