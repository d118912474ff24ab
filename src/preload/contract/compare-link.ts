import * as v from 'valibot';
import {
  JobAddressSchema,
  LINK_SCHEME,
  LINK_SIGNS,
  readAddress,
  refuse,
  writeAddress,
  type RefusedLink,
} from './job-link';

/** Links to comparisons: `copytrail://compare/<kind>/…`. */
export const COMPARE_LINK_START = `${LINK_SCHEME}://compare/`;

/** Longest link to a comparison there can be, in characters: two jobs, and room to spare. */
export const MAX_COMPARE_LINK_LENGTH = 480;

/** The latest instant that can be written (ECMAScript's). */
const LAST_INSTANT = 8.64e15;
/** How much of a content's digest a link holds, in hex digits: enough that no two contents of one job are alike in it. */
export const LINK_DIGEST_LENGTH = 16;

/**
 * One answer about a job: when it was first seen, epoch ms UTC, and the beginning of its content's digest. The content is what is meant;
 * the time tells it from the same content at another time. On another computer the times are others, and the contents are not.
 */
const AnswerAddressSchema = v.strictObject({
  at: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LAST_INSTANT)),
  digest: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
});
export type AnswerAddress = v.InferOutput<typeof AnswerAddressSchema>;

export const JobsLinkSchema = v.strictObject({
  kind: v.literal('jobs'),
  left: JobAddressSchema,
  right: JobAddressSchema,
});

export const AnswersLinkSchema = v.strictObject({
  kind: v.literal('answers'),
  job: JobAddressSchema,
  earlier: AnswerAddressSchema,
  later: AnswerAddressSchema,
});

/** A comparison as a link names it. */
export type ComparisonLink = v.InferOutput<typeof JobsLinkSchema> | v.InferOutput<typeof AnswersLinkSchema>;

/** How the parts of each kind are read. A further kind is a further entry, with a schema above. */
const KINDS: ReadonlyMap<string, (parts: readonly string[]) => ComparisonLink | RefusedLink> = new Map([
  ['jobs', readJobs],
  ['answers', readAnswers],
]);

/**
 * Reads a link to a comparison that anybody may have written, as strictly as one to a job: taken whole or not at all, and never decoded.
 * Never throws, on any text.
 */
export function readCompareLink(link: string): ComparisonLink | RefusedLink {
  if (link.length > MAX_COMPARE_LINK_LENGTH) return refuse('too-long');
  if (!LINK_SIGNS.test(link)) return refuse('signs');
  if (!link.startsWith(COMPARE_LINK_START)) return refuse('not-ours');
  const [kind = '', ...parts] = link.slice(COMPARE_LINK_START.length).split('/');
  return KINDS.get(kind)?.(parts) ?? refuse('comparison');
}

/** The link to a comparison; undefined if it is of something that no link can hold. */
export function writeCompareLink(what: ComparisonLink): string | undefined {
  const link = `${COMPARE_LINK_START}${what.kind}/${partsOf(what)}`;
  return readCompareLink(link).kind === what.kind ? link : undefined;
}

function readJobs(parts: readonly string[]): ComparisonLink | RefusedLink {
  if (parts.length !== 6) return refuse('parts');
  const left = readAddress(parts.slice(0, 3));
  const right = readAddress(parts.slice(3));
  if (left.kind === 'refused') return left;
  return right.kind === 'refused' ? right : { kind: 'jobs', left: left.job, right: right.job };
}

function readAnswers(parts: readonly string[]): ComparisonLink | RefusedLink {
  if (parts.length !== 5) return refuse('parts');
  const address = readAddress(parts.slice(0, 3));
  if (address.kind === 'refused') return address;
  const earlier = readAnswer(parts[3]);
  const later = readAnswer(parts[4]);
  if (earlier === undefined || later === undefined) return refuse('answer');
  return { kind: 'answers', job: address.job, earlier, later };
}

/** `<epoch ms>-<digest>`; each answer has one spelling only. */
function readAnswer(part = ''): AnswerAddress | undefined {
  const [, ms, digest = ''] = /^(0|[1-9]\d{0,15})-([0-9a-f]{16})$/.exec(part) ?? [];
  const at = Number(ms);
  return ms === undefined || at > LAST_INSTANT ? undefined : { at, digest };
}

function partsOf(what: ComparisonLink): string {
  const answer = ({ at, digest }: AnswerAddress): string => `${at}-${digest}`;
  if (what.kind === 'jobs') return `${writeAddress(what.left)}/${writeAddress(what.right)}`;
  return `${writeAddress(what.job)}/${answer(what.earlier)}/${answer(what.later)}`;
}
