import * as v from 'valibot';

/** The scheme of all links; one to a copy job: `copytrail://job/<account>/<Region>/<copy job id>`. */
export const LINK_SCHEME = 'copytrail';

export const JOB_LINK_START = `${LINK_SCHEME}://job/`;

/** Longest link to a job there can be, in characters: what its three parts may have at most, and room to spare. */
export const MAX_LINK_LENGTH = 256;

/** Twelve digits, or the word that stands for an account that nothing in the job tells. */
const ACCOUNT = /^(?:\d{12}|unknown)$/;
const REGION = /^(?=.{1,63}$)[a-z0-9]+(?:-[a-z0-9]+)*$/;
/** AWS's ids are UUIDs; other services that speak its language give others, of letters and digits too. */
const COPY_JOB_ID = /^(?=.{1,128}$)[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*$/;

/** A copy job as a link names it. */
export const JobAddressSchema = v.strictObject({
  accountId: v.pipe(v.string(), v.regex(ACCOUNT)),
  region: v.pipe(v.string(), v.regex(REGION)),
  copyJobId: v.pipe(v.string(), v.regex(COPY_JOB_ID)),
});
export type JobAddress = v.InferOutput<typeof JobAddressSchema>;

/** What all links are made of; nothing in them ever needs to be encoded. */
export const LINK_SIGNS = /^[A-Za-z0-9:/._-]*$/;

/**
 * Why a text is no link:
 *
 * - `too-long`: longer than any link
 * - `signs`: holds a sign that no link has: a percent sign, `?`, `#`, `@`, a space, anything beyond ASCII
 * - `not-ours`: does not begin as a link to a job or a comparison does
 * - `parts`: not exactly account, Region and id, or what a comparison is made of
 * - `account`, `region`, `id`: that part cannot be one
 * - `comparison`: a kind of comparison that this version does not know
 * - `answer`: that part can be no answer about a job
 * - `moment`: that part can be no time
 * - `sets`: how two sets are compared, or a side of them, is told as this version does not know it
 * - `several`: more than one link was given at once
 */
export const LINK_FAULTS = [
  'too-long',
  'signs',
  'not-ours',
  'parts',
  'account',
  'region',
  'id',
  'comparison',
  'answer',
  'moment',
  'sets',
  'several',
] as const;
export type LinkFault = (typeof LINK_FAULTS)[number];

export const RefusedLinkSchema = v.strictObject({ kind: v.literal('refused'), fault: v.picklist(LINK_FAULTS) });
export type RefusedLink = v.InferOutput<typeof RefusedLinkSchema>;

export const JobLinkSchema = v.strictObject({ kind: v.literal('job'), job: JobAddressSchema });
type JobLink = v.InferOutput<typeof JobLinkSchema>;

/** Whether a text is meant as a link of ours, well made or not. */
export function looksLikeLink(text: string): boolean {
  return text.slice(0, LINK_SCHEME.length + 1).toLowerCase() === `${LINK_SCHEME}:`;
}

/**
 * Reads a link that anybody may have written. It is taken whole or not at all, and never decoded: a link of ours holds nothing
 * that would need it, so whatever would is hostile or mistaken. Never throws, on any text.
 */
export function readJobLink(link: string): JobLink | RefusedLink {
  if (link.length > MAX_LINK_LENGTH) return refuse('too-long');
  if (!LINK_SIGNS.test(link)) return refuse('signs');
  if (!link.startsWith(JOB_LINK_START)) return refuse('not-ours');
  return readAddress(link.slice(JOB_LINK_START.length).split('/'));
}

/** Reads exactly account, Region and id. */
export function readAddress(parts: readonly string[]): JobLink | RefusedLink {
  const [accountId, region, copyJobId, ...more] = parts;
  if (accountId === undefined || region === undefined || copyJobId === undefined || more.length > 0) {
    return refuse('parts');
  }
  if (!ACCOUNT.test(accountId)) return refuse('account');
  if (!REGION.test(region)) return refuse('region');
  if (!COPY_JOB_ID.test(copyJobId)) return refuse('id');
  return { kind: 'job', job: { accountId, region, copyJobId } };
}

/** A job as the parts of a link. */
export function writeAddress({ accountId, region, copyJobId }: JobAddress): string {
  return `${accountId}/${region}/${copyJobId}`;
}

/** The link to a job; undefined if it has an id or a Region that no link can hold. */
export function writeJobLink(job: JobAddress): string | undefined {
  const link = JOB_LINK_START + writeAddress(job);
  return readJobLink(link).kind === 'job' ? link : undefined;
}

export function refuse(fault: LinkFault): RefusedLink {
  return { kind: 'refused', fault };
}
