/** A span of time, epoch ms UTC: `from` belongs to it, `to` does not. Empty ones are never handed out. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** The same instants as few spans as possible, in order: what overlaps or touches becomes one, what is empty goes. */
export function union(intervals: readonly Interval[]): Interval[] {
  const sorted = intervals.filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from);
  const joined: Interval[] = [];
  for (const { from, to } of sorted) {
    const last = joined.at(-1);
    if (last !== undefined && from <= last.to)
      joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, to) };
    else joined.push({ from, to });
  }
  return joined;
}

/** What two spans have in common; undefined if that is nothing. */
export function overlap(one: Interval, other: Interval): Interval | undefined {
  const from = Math.max(one.from, other.from);
  const to = Math.min(one.to, other.to);
  return from < to ? { from, to } : undefined;
}

/** The parts of a span that none of the others covers, in order. */
export function gaps(span: Interval, covered: readonly Interval[]): Interval[] {
  const open: Interval[] = [];
  let from = span.from;
  for (const part of union(covered)) {
    if (part.to <= from) continue;
    if (part.from >= span.to) break;
    if (part.from > from) open.push({ from, to: part.from });
    from = part.to;
  }
  if (from < span.to) open.push({ from, to: span.to });
  return open;
}
