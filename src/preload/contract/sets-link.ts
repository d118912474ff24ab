import * as v from 'valibot';
import { refuse, type RefusedLink } from './job-link';
import { MAX_LINK_TEXT, readSpelled, spellText } from './link-text';

/** Longest link to a comparison of sets there can be, in characters: some systems hand on no longer ones. */
export const MAX_SETS_LINK_LENGTH = 2000;

/** How pairs can be made, and from how much on a copy counts as slower or larger, in percent: what the window offers. */
const PAIRINGS = ['lineage', 'alike', 'job'] as const;
const PERCENTS = [10, 25, 50, 100] as const;

/** What is seen of it: one line, and nothing that cannot be seen. Whether it is a filter the window finds out. */
const FilterTextSchema = v.pipe(
  v.string(),
  v.maxLength(MAX_LINK_TEXT),
  v.check((text) => spellText(text) !== undefined),
);

/** Two sets of jobs, each by its filter as text. */
export const SetsLinkSchema = v.strictObject({
  kind: v.literal('sets'),
  pairing: v.picklist(PAIRINGS),
  percent: v.picklist(PERCENTS),
  left: FilterTextSchema,
  right: FilterTextSchema,
});
export type SetsLink = v.InferOutput<typeof SetsLinkSchema>;

/** Reads `<pairing>/<percent>/<left filter>/<right filter>`. */
export function readSets(parts: readonly string[]): SetsLink | RefusedLink {
  if (parts.length !== 4) return refuse('parts');
  const [how, over, one = '', other = ''] = parts;
  const pairing = PAIRINGS.find((name) => name === how);
  const percent = PERCENTS.find((number) => String(number) === over);
  const left = readSpelled(one);
  const right = readSpelled(other);
  if (pairing === undefined || percent === undefined || left === undefined || right === undefined) {
    return refuse('sets');
  }
  return { kind: 'sets', pairing, percent, left, right };
}

/** The same as the parts of a link; undefined if a filter is too long, or holds what no link can. */
export function setsParts({ pairing, percent, left, right }: SetsLink): string | undefined {
  const one = spellText(left);
  const other = spellText(right);
  return one === undefined || other === undefined ? undefined : `${pairing}/${percent}/${one}/${other}`;
}
