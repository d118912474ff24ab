/** An answer of a live query. */
type LiveState<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly value: T }
  | { readonly status: 'failed'; readonly problem: Error };

/** What live queries look like from here: Svelte's store contract over {@link LiveState}. */
export interface LiveQuery<T> {
  subscribe(listener: (state: LiveState<T>) => void): () => void;
}

/** The newest answer of a live query, as reactive state. */
export interface Followed<T> {
  /** Undefined until the first answer. */
  readonly current: T | undefined;
  /** Set when the query failed; the last answer stays. */
  readonly problem: Error | undefined;
}

/**
 * Follows a live query for as long as the component (or effect root) that calls this lives. When what `query` reads
 * changes, it follows the new query, and keeps showing the last answer until the new one comes.
 */
export function follow<T>(query: () => LiveQuery<T>): Followed<T> {
  let current = $state.raw<T>();
  let problem = $state.raw<Error>();
  $effect(() =>
    query().subscribe((state) => {
      if (state.status === 'ready') current = state.value;
      problem = state.status === 'failed' ? state.problem : undefined;
    }),
  );
  return {
    get current() {
      return current;
    },
    get problem() {
      return problem;
    },
  };
}
