import { fuzzyMatch, WEAK } from '../../domain/fuzzy';
import type { Candidate, Entry, Section } from './types';

/** What was chosen lately stands above what is equally like the typed text, the last one first. */
const RECENT_BONUS = 8;
/** Found by its further words alone. */
const BESIDE = 55;

export interface Ranked {
  readonly entry: Entry;
  readonly score: number;
}

/** Candidates that are like what was typed, best first; all of them in their own order if nothing is. */
export function rank(
  typed: string,
  candidates: readonly Candidate[],
  recent: readonly string[] = [],
): readonly Ranked[] {
  const ranked = candidates.flatMap(({ also, ...candidate }, order) => {
    const inTitle = fuzzyMatch(typed, candidate.title);
    const beside =
      inTitle === undefined && also !== undefined ? fuzzyMatch(typed, `${candidate.title} ${also}`) : undefined;
    if (inTitle === undefined && (beside === undefined || beside.score < WEAK)) return [];
    const place = recent.indexOf(candidate.id);
    const bonus = place < 0 ? 0 : RECENT_BONUS / (place + 1);
    const entry: Entry = { ...candidate, places: inTitle?.places ?? [] };
    return [{ entry, score: (inTitle?.score ?? BESIDE) + bonus, order }];
  });
  const usable = ({ entry }: Ranked): number => (entry.whyNot === undefined ? 0 : 1);
  return ranked.sort(
    // What cannot be chosen now comes after what can.
    (left, right) =>
      usable(left) - usable(right) || (typed.trim() === '' ? 0 : right.score - left.score) || left.order - right.order,
  );
}

/** The first few of a kind under their heading, with how many there are; undefined: there are none. */
export function section(
  title: string,
  ranked: readonly Ranked[],
  most: number,
): (Section & { score: number }) | undefined {
  const [best] = ranked;
  if (best === undefined) return undefined;
  return {
    title,
    entries: ranked.slice(0, most).map(({ entry }) => entry),
    total: ranked.length,
    score: best.entry.whyNot === undefined ? best.score : 0,
  };
}
