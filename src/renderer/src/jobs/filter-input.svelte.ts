import { parseFilter, type TextProblem } from '../domain/filter/parse';
import { printFilter } from '../domain/filter/print';
import type { FilterToken } from '../domain/filter/types';
import type { JobsController } from './jobs.svelte';
import { columnBeingTyped, suggestionsFor, type Suggestion } from './suggestions';
import { withoutToken, withTokens } from './tokens';

/** The line in which a filter is typed: its words narrow at once, its tokens once they are finished. */
export class FilterInput {
  /** What is being typed; undefined while the line shows the words of the filter. */
  #typed = $state<string>();
  /** What could not be read when it was to be taken over. */
  refused = $state.raw<readonly TextProblem[]>([]);
  readonly #list: JobsController;

  constructor(list: JobsController) {
    this.#list = list;
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

  readonly suggestions: readonly Suggestion[] = $derived.by(() =>
    this.#typed === undefined
      ? []
      : suggestionsFor(this.#typed, this.#list.catalogue, (column) => this.#list.valuesIn(column)),
  );

  type(text: string): void {
    this.#typed = text;
    this.refused = [];
    const { catalogue } = this.#list;
    this.#list.completing = columnBeingTyped(text, catalogue)?.id;
    const { filter, problems } = parseFilter(text, catalogue);
    const isPlain = filter.tokens.length === 0 && problems.length === 0;
    // Half a token would hide everything for a moment.
    if (isPlain && filter.text !== this.#list.filter.text)
      this.#list.narrow({ ...this.#list.filter, text: filter.text });
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

  choose({ text, complete }: Suggestion): void {
    this.type(text);
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
    this.#typed = undefined;
    this.#list.completing = undefined;
  }
}
