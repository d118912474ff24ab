import type { History } from '../history';
import { StoredHistory } from '../history/stored-history';
import type { WholeHistory } from '../history/whole';

/** A history as a whole. Every history there is lies in a store. */
export function wholeOf(history: History): WholeHistory {
  if (!(history instanceof StoredHistory)) throw new TypeError('This history lies in no store.');
  return history.whole;
}
