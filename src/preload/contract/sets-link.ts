import * as v from 'valibot';
import { refuse, type RefusedLink } from './job-link';
import { MAX_LINK_TEXT, readSpelled, spellText } from './link-text';
import { MomentSchema, readMoment } from './past-link';

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

/** Stands for a side as it is known now, where the other is of a time. */
const NOW = 'now';

/** Two sets of jobs, each by its filter as text. */
export const SetsLinkSchema = v.strictObject({
  kind: v.literal('sets'),
  pairing: v.picklist(PAIRINGS),
  percent: v.picklist(PERCENTS),
  left: FilterTextSchema,
  right: FilterTextSchema,
  /** As known at that time, epoch ms UTC; absent: now. */
  leftAt: v.optional(MomentSchema),
  rightAt: v.optional(MomentSchema),
});
export type SetsLink = v.InferOutput<typeof SetsLinkSchema>;

/** Reads `<pairing>/<percent>/<left filter>/<right filter>`, and `/<left time>/<right time>` where a side is of a time. */
export function readSets(parts: readonly string[]): SetsLink | RefusedLink {
  const [how, over, one = '', other = '', ...times] = parts;
  if (parts.length !== 4 && parts.length !== 6) return refuse('parts');
  const pairing = PAIRINGS.find((name) => name === how);
  const percent = PERCENTS.find((number) => String(number) === over);
  const left = readSpelled(one);
  const right = readSpelled(other);
  if (pairing === undefined || percent === undefined || left === undefined || right === undefined) {
    return refuse('sets');
  }
  const [leftAt, rightAt] = times.map((time) => (time === NOW ? undefined : (readMoment(time) ?? NaN)));
  // Two sides of now have a shorter spelling.
  const isOfTimes = leftAt !== undefined || rightAt !== undefined;
  if (Number.isNaN(leftAt) || Number.isNaN(rightAt) || isOfTimes !== times.length > 0) return refuse('moment');
  return {
    ...{ kind: 'sets', pairing, percent, left, right },
    ...(leftAt !== undefined && { leftAt }),
    ...(rightAt !== undefined && { rightAt }),
  };
}

/** The same as the parts of a link; undefined if a filter is too long, or holds what no link can. */
export function setsParts({ pairing, percent, left, right, leftAt, rightAt }: SetsLink): string | undefined {
  const one = spellText(left);
  const other = spellText(right);
  if (one === undefined || other === undefined) return undefined;
  const times = leftAt === undefined && rightAt === undefined ? '' : `/${leftAt ?? NOW}/${rightAt ?? NOW}`;
  return `${pairing}/${percent}/${one}/${other}${times}`;
}
