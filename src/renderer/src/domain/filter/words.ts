import { foldText } from '../columns/comparable';

/**
 * What free text asks for, folded: words, and phrases in double quotes, which are looked for as they stand. A quote that is not
 * closed yet goes to the end.
 */
export function wordsOfText(text: string): string[] {
  return [...text.matchAll(/"([^"]*)(?:"(?=\s|$)|$)|\S+/g)]
    .map(([whole, phrase]) => foldText(phrase ?? whole))
    .filter((word) => word !== '');
}
