import * as v from 'valibot';
import {
  COMPARE_LINK_START,
  COMPARISON_LINK_SCHEMAS,
  isComparisonKind,
  readCompareLink,
  type ComparisonLink,
} from './compare-link';
import { JobLinkSchema, readJobLink, RefusedLinkSchema } from './job-link';
import { PAST_LINK_START, PastLinkSchema, readPastLink } from './past-link';

/** A link that came from outside: what it names, or why it was refused. */
export const ArrivedLinkSchema = v.variant('kind', [
  JobLinkSchema,
  PastLinkSchema,
  ...COMPARISON_LINK_SCHEMAS,
  RefusedLinkSchema,
]);
export type ArrivedLink = v.InferOutput<typeof ArrivedLinkSchema>;

/** Reads a link that anybody may have written: to a job, to what was known at a time, or to a comparison. Never throws, on any text. */
export function readLink(link: string): ArrivedLink {
  if (link.startsWith(PAST_LINK_START)) return readPastLink(link);
  return link.startsWith(COMPARE_LINK_START) ? readCompareLink(link) : readJobLink(link);
}

/** Whether a link that was read leads to a comparison. */
export function isComparisonLink(link: ArrivedLink): link is ComparisonLink {
  return isComparisonKind(link.kind);
}
