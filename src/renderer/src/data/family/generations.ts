/** Generations below the job that is asked about. A stack in a stack is two; more than that is somebody's circle. */
export const MOST_GENERATIONS = 4;

/** Lists asked for at most: one for each job that is a parent itself. */
export const MOST_LISTS = 200;

/** Which of the parents found on one generation are asked about next, and how many are not. */
export interface NextGeneration {
  readonly ids: readonly string[];
  readonly leftOut: number;
}

/**
 * @param found parents of the generation that was just asked for, in the order in which they came
 * @param asked every job that was asked about so far
 * @param depth of that generation, from 1
 */
export function nextGeneration(found: readonly string[], asked: readonly string[], depth: number): NextGeneration {
  const known = new Set(asked);
  const fresh = [...new Set(found)].filter((copyJobId) => !known.has(copyJobId));
  const room = depth < MOST_GENERATIONS ? Math.max(0, MOST_LISTS - asked.length) : 0;
  return { ids: fresh.slice(0, room), leftOut: Math.max(0, fresh.length - room) };
}
