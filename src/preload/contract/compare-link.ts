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
import { MomentSchema, readMoment } from './past-link';
import { MAX_SETS_LINK_LENGTH, readSets, setsParts, SetsLinkSchema } from './sets-link';

/** Links to comparisons: `copytrail://compare/<kind>/…`. */
export const COMPARE_LINK_START = `${LINK_SCHEME}://compare/`;

/** Longest link to a comparison of jobs there can be, in characters: two jobs, and room to spare. Sets have longer ones. */
export const MAX_COMPARE_LINK_LENGTH = 480;

/** How much of a content's digest a link holds, in hex digits: enough that no two contents of one job are alike in it. */
export const LINK_DIGEST_LENGTH = 16;

/**
 * One answer about a job: when it was first seen, epoch ms UTC, and the beginning of its content's digest. The content is what is meant;
 * the time tells it from the same content at another time. On another computer the times are others, and the contents are not.
 */
const AnswerAddressSchema = v.strictObject({
  at: MomentSchema,
  digest: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
});
export type AnswerAddress = v.InferOutput<typeof AnswerAddressSchema>;

const JobsLinkSchema = v.strictObject({
  kind: v.literal('jobs'),
  left: JobAddressSchema,
  right: JobAddressSchema,
});

const AnswersLinkSchema = v.strictObject({
  kind: v.literal('answers'),
  job: JobAddressSchema,
  earlier: AnswerAddressSchema,
  later: AnswerAddressSchema,
});

/** What there is to see of one job: all answers about it, its children, all runs of its resource and destination. */
const JOB_VIEWS = ['all-answers', 'children', 'runs'] as const;
export type JobViewKind = (typeof JOB_VIEWS)[number];

const AllAnswersLinkSchema = v.strictObject({ kind: v.literal('all-answers'), job: JobAddressSchema });
const ChildrenLinkSchema = v.strictObject({ kind: v.literal('children'), job: JobAddressSchema });
const RunsLinkSchema = v.strictObject({ kind: v.literal('runs'), job: JobAddressSchema });

/** One schema for each kind of comparison that has a link. */
export const COMPARISON_LINK_SCHEMAS = [
  JobsLinkSchema,
  AnswersLinkSchema,
  AllAnswersLinkSchema,
  ChildrenLinkSchema,
  RunsLinkSchema,
  SetsLinkSchema,
] as const;

/** A comparison as a link names it. */
export type ComparisonLink = v.InferOutput<(typeof COMPARISON_LINK_SCHEMAS)[number]>;

/** How the parts of each kind are read. A further kind is a further entry, with a schema above. */
const KINDS: ReadonlyMap<string, (parts: readonly string[]) => ComparisonLink | RefusedLink> = new Map<
  string,
  (parts: readonly string[]) => ComparisonLink | RefusedLink
>([
  ['jobs', readJobs],
  ['answers', readAnswers],
  ...JOB_VIEWS.map((kind) => [kind, (parts: readonly string[]) => readJobView(kind, parts)] as const),
  ['sets', readSets],
]);

/** Whether a link that was read leads to a comparison. */
export function isComparisonKind(kind: string): kind is ComparisonLink['kind'] {
  return KINDS.has(kind);
}

/**
 * Reads a link to a comparison that anybody may have written, as strictly as one to a job: taken whole or not at all. Never throws, on any text.
 */
export function readCompareLink(link: string): ComparisonLink | RefusedLink {
  if (link.length > MAX_SETS_LINK_LENGTH) return refuse('too-long');
  if (!LINK_SIGNS.test(link)) return refuse('signs');
  if (!link.startsWith(COMPARE_LINK_START)) return refuse('not-ours');
  const [kind = '', ...parts] = link.slice(COMPARE_LINK_START.length).split('/');
  if (kind !== 'sets' && link.length > MAX_COMPARE_LINK_LENGTH) return refuse('too-long');
  return KINDS.get(kind)?.(parts) ?? refuse('comparison');
}

/** The link to a comparison; undefined if it is of something that no link can hold. */
export function writeCompareLink(what: ComparisonLink): string | undefined {
  const parts = partsOf(what);
  if (parts === undefined) return undefined;
  const link = `${COMPARE_LINK_START}${what.kind}/${parts}`;
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

function readJobView(kind: JobViewKind, parts: readonly string[]): ComparisonLink | RefusedLink {
  const address = readAddress(parts);
  return address.kind === 'refused' ? address : { kind, job: address.job };
}

/** `<epoch ms>-<digest>`; each answer has one spelling only. */
function readAnswer(part = ''): AnswerAddress | undefined {
  const [, ms = '', digest = ''] = /^(\d+)-([0-9a-f]{16})$/.exec(part) ?? [];
  const at = readMoment(ms);
  return at === undefined ? undefined : { at, digest };
}

function partsOf(what: ComparisonLink): string | undefined {
  const answer = ({ at, digest }: AnswerAddress): string => `${at}-${digest}`;
  switch (what.kind) {
    case 'jobs':
      return `${writeAddress(what.left)}/${writeAddress(what.right)}`;
    case 'answers':
      return `${writeAddress(what.job)}/${answer(what.earlier)}/${answer(what.later)}`;
    case 'sets':
      return setsParts(what);
    case 'all-answers':
    case 'children':
    case 'runs':
      return writeAddress(what.job);
  }
}
