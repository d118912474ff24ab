/** As semantic versioning writes a version: three numbers, and words after a dash for what comes before a release. */
const VERSION = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:-([0-9A-Za-z.-]{1,100}))?(?:\+[0-9A-Za-z.-]{1,100})?$/;

interface Version {
  readonly numbers: readonly number[];
  /** Empty for a release. */
  readonly words: readonly string[];
}

function parse(text: string): Version | undefined {
  const [, major, minor, patch, words] = VERSION.exec(text) ?? [];
  if (major === undefined) return undefined;
  return { numbers: [major, minor, patch].map(Number), words: words === undefined ? [] : words.split('.') };
}

/** Numbers stand before words, and among themselves by their value (semver.org, 11.4). */
function compareWords(one: string | undefined, other: string | undefined): number {
  if (one === other) return 0;
  if (one === undefined) return -1;
  if (other === undefined) return 1;
  const [oneIsNumber, otherIsNumber] = [one, other].map((word) => /^\d+$/.test(word));
  if (oneIsNumber && otherIsNumber) return Math.sign(Number(one) - Number(other));
  if (oneIsNumber !== otherIsNumber) return oneIsNumber ? -1 : 1;
  return one < other ? -1 : 1;
}

/** Whether a version comes after another one. False for whatever is no version at all. */
export function isNewer(one: string, other: string): boolean {
  const [left, right] = [parse(one), parse(other)];
  if (left === undefined || right === undefined) return false;
  for (const [at, number] of left.numbers.entries()) {
    const difference = number - (right.numbers[at] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  if (left.words.length === 0 || right.words.length === 0) return left.words.length < right.words.length;
  const longest = Math.max(left.words.length, right.words.length);
  for (let at = 0; at < longest; at++) {
    const order = compareWords(left.words[at], right.words[at]);
    if (order !== 0) return order > 0;
  }
  return false;
}
