import type { Snippet } from 'svelte';
import type { IgnoreRules } from '../domain/diff/ignore';

/** How the views of a job are read that show many answers or jobs: handed in from outside, because comparing is a feature of its own. */
export interface ReadingDesk {
  /** The user's ignore rules. */
  readonly rules: IgnoreRules;
  /** The rules that act now. */
  readonly rulesInForce: IgnoreRules;
  /** The keys for the next and the previous change move this from now on. Answers how to end that. */
  take(view: { step(by: 1 | -1): void }): () => void;
  /** Says something that happened, for a moment. */
  tell(text: string): void;
}

/** What a view takes of this. */
export interface ReadFromOutside {
  readonly desk?: ReadingDesk | undefined;
  /** Says how many of these the user's ignore rules are about, and shows what they hide. */
  readonly ignoreNote?: Snippet<[of: 'members' | 'changes', ruled: number]> | undefined;
}
