/** Where a text is like what was typed, and how much. */
export interface FuzzyMatch {
  /** The more the better. Above {@link WEAK} every word stands there as it was typed. */
  readonly score: number;
  /** Places of the letters that were meant, ascending, from 0. */
  readonly places: readonly number[];
}

/** A match below this holds the letters of some word only one by one. */
export const WEAK = 50;

const WHOLE = 140;
const AT_START = 120;
const AT_WORD = 100;
const INSIDE = 60;
const LETTERS = 30;
/** Letters one by one count as a match only if so many of them begin a word, or go on from there, that chance is unlikely. */
const MOST_LEAPS = 3;

/**
 * How much a name is like what was typed: every word of it must stand in the name, best at its start, else at that of a word, else
 * anywhere, else letter by letter from a word's start (`sp` for “Sync several places”). Letter case never matters. Undefined: it is not.
 */
export function fuzzyMatch(typed: string, name: string): FuzzyMatch | undefined {
  const words = typed.toLowerCase().split(/\s+/u).filter(Boolean);
  const text = name.toLowerCase();
  // Letters that change their length in lower case would put all places after them out of step.
  if (text.length !== name.length) return undefined;
  let score = 0;
  const places = new Set<number>();
  for (const word of words) {
    const found = matchWord(word, text);
    if (found === undefined) return undefined;
    score += found.score;
    for (const place of found.places) places.add(place);
  }
  const mean = words.length === 0 ? 0 : score / words.length;
  // Of two that are equally like it, the shorter says less besides.
  return { score: mean - Math.min(text.length, 99) / 100, places: [...places].sort((left, right) => left - right) };
}

function matchWord(word: string, text: string): FuzzyMatch | undefined {
  const run = (from: number): number[] => Array.from({ length: word.length }, (_, at) => from + at);
  if (text === word) return { score: WHOLE, places: run(0) };
  if (text.startsWith(word)) return { score: AT_START, places: run(0) };
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (beginsWord(text, at)) return { score: AT_WORD, places: run(at) };
  }
  const inside = text.indexOf(word);
  return inside >= 0 ? { score: INSIDE, places: run(inside) } : letterByLetter(word, text);
}

/** The letters of a word in order, each one next to the one before or at the start of a later word. */
function letterByLetter(word: string, text: string): FuzzyMatch | undefined {
  const places: number[] = [];
  let leaps = 0;
  // By code unit, as places are: a sign of two units has two places.
  for (const letter of word.split('')) {
    const last = places.at(-1);
    const next = last === undefined ? -1 : last + 1;
    if (next >= 0 && text[next] === letter) {
      places.push(next);
      continue;
    }
    const leap = nextWordWith(letter, text, next);
    if (leap === undefined) return undefined;
    leaps += 1;
    places.push(leap);
  }
  return leaps <= MOST_LEAPS ? { score: LETTERS - leaps, places } : undefined;
}

function nextWordWith(letter: string, text: string, from: number): number | undefined {
  for (let at = text.indexOf(letter, Math.max(from, 0)); at >= 0; at = text.indexOf(letter, at + 1)) {
    if (beginsWord(text, at)) return at;
  }
  return undefined;
}

function beginsWord(text: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '');
}
