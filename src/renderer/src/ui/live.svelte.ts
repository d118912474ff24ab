import { untrack } from 'svelte';

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
 * Follows a live query for as long as the component (or effect root) that calls this lives, beginning at once: what is
 * read is on its way while the component is still being built. When what `query` reads changes, it follows the new
 * query, and keeps showing the last answer until the new one comes.
 */
export function follow<T>(query: () => LiveQuery<T>): Followed<T> {
  let current = $state.raw<T>();
  let problem = $state.raw<Error>();
  const wanted = $derived(query());
  const listen = (to: LiveQuery<T>): { readonly to: LiveQuery<T>; readonly end: () => void } => ({
    to,
    end: to.subscribe((state) => {
      if (state.status === 'ready') current = state.value;
      problem = state.status === 'failed' ? state.problem : undefined;
    }),
  });
  let heard = untrack(() => listen(wanted));
  $effect(() => {
    if (heard.to === wanted) return;
    const next = wanted;
    untrack(() => {
      heard.end();
      heard = listen(next);
    });
  });
  $effect(() => () => {
    heard.end();
  });
  return {
    get current() {
      return current;
    },
    get problem() {
      return problem;
    },
  };
}
