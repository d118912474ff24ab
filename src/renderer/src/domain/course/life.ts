/**
 * The life of a copy job as AWS Backup documents it: CREATED, then RUNNING, then one of the three ends. Any other state may come
 * in between; nothing is known of its place.
 */
const RANKS: ReadonlyMap<string, number> = new Map([
  ['CREATED', 0],
  ['RUNNING', 1],
  ['COMPLETED', 2],
  ['PARTIAL', 2],
  ['FAILED', 2],
]);

const END = 2;

/** The state every job begins in. */
export const FIRST_STATE = 'CREATED';

/** States that a job can pass between two looks without anybody seeing it. */
export const PASSING_STATES = ['CREATED', 'RUNNING'] as const;

/** Place in a job's life; undefined for a state that we do not know. */
export function lifeRank(state: string): number | undefined {
  return RANKS.get(state);
}

/** The same for everything that is shown in order: states that we do not know stand before the end. */
export function placeInLife(state: string): number {
  return lifeRank(state) ?? END - 0.5;
}

export function isEnd(state: string): boolean {
  return lifeRank(state) === END;
}

/** Whether a job in this state is certainly not over. */
export function isUnfinished(state: string): boolean {
  const rank = lifeRank(state);
  return rank !== undefined && rank < END;
}

/** Whether states in this order can be one job's: none comes back, none is earlier in life than one before it, none follows an end. */
export function isLifeOrder(states: readonly string[]): boolean {
  const left = new Set<string>();
  let reached = -1;
  let before: string | undefined;
  for (const state of states) {
    if (state === before) continue;
    const rank = lifeRank(state);
    if (left.has(state) || (rank !== undefined && (rank < reached || reached === END))) return false;
    left.add(state);
    reached = Math.max(reached, rank ?? reached);
    before = state;
  }
  return true;
}
