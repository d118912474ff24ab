const ORDER: readonly string[] = ['failed', 'partial', 'completed-with-issues', 'running', 'created', 'completed'];

/** Place of an outcome among the filters: what needs somebody first, states we do not know last. */
export function outcomeRank(outcomeKey: string): number {
  const rank = ORDER.indexOf(outcomeKey);
  return rank < 0 ? ORDER.length : rank;
}
