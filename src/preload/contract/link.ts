import * as v from 'valibot';
import {
  COMPARE_LINK_START,
  COMPARISON_LINK_SCHEMAS,
  isComparisonKind,
  readCompareLink,
  type ComparisonLink,
} from './compare-link';
import { BACKUP_ENDING } from './backup';
import { JobLinkSchema, readJobLink, RefusedLinkSchema } from './job-link';
import { PAST_LINK_START, PastLinkSchema, readPastLink } from './past-link';

/** A backup that the desktop asks to be opened. Where it lies stays with the main process. */
const BackupFileSchema = v.strictObject({ kind: v.literal('backup'), name: v.string() });

/** What came from outside: the link's meaning, a backup, or why it was refused. */
export const ArrivedLinkSchema = v.variant('kind', [
  JobLinkSchema,
  PastLinkSchema,
  ...COMPARISON_LINK_SCHEMAS,
  BackupFileSchema,
  RefusedLinkSchema,
]);
export type ArrivedLink = v.InferOutput<typeof ArrivedLinkSchema>;

/** What a text that was meant as a link turned out to be. */
export type ReadLink = Exclude<ArrivedLink, { kind: 'backup' }>;

/** Reads a link that anybody may have written: to a job, to what was known at a time, or to a comparison. Never throws, on any text. */
export function readLink(link: string): ReadLink {
  if (link.startsWith(PAST_LINK_START)) return readPastLink(link);
  return link.startsWith(COMPARE_LINK_START) ? readCompareLink(link) : readJobLink(link);
}

/** Whether a word of a command line means a backup. */
export function looksLikeBackup(word: string): boolean {
  return !word.startsWith('-') && word.toLowerCase().endsWith(BACKUP_ENDING);
}

/** Whether a link that was read leads to a comparison. */
export function isComparisonLink(link: ArrivedLink): link is ComparisonLink {
  return isComparisonKind(link.kind);
}
