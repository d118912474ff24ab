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

/** A link to what was known at a time: `copytrail://known-at/<epoch ms>`, and to a job as it was known then: `…/<account>/<Region>/<copy job id>`. */
export const PAST_LINK_START = `${LINK_SCHEME}://known-at/`;

/** Longest such link there can be, in characters: a job, a time, and room to spare. */
export const MAX_PAST_LINK_LENGTH = 280;

/** The latest instant that can be written (ECMAScript's). */
const LAST_INSTANT = 8.64e15;

/** A time as a link names it, epoch ms UTC. */
export const MomentSchema = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LAST_INSTANT));

/** `job` is absent for the whole window. */
export const PastLinkSchema = v.strictObject({
  kind: v.literal('known-at'),
  at: MomentSchema,
  job: v.optional(JobAddressSchema),
});
export type PastLink = v.InferOutput<typeof PastLinkSchema>;

/** The time that a part of a link names; undefined if it is none. Each has one spelling only. */
export function readMoment(part: string): number | undefined {
  const at = /^(?:0|[1-9]\d{0,15})$/.test(part) ? Number(part) : Infinity;
  return at > LAST_INSTANT ? undefined : at;
}

/** Reads a link to what was known at a time that anybody may have written: whole or not at all, and never decoded. Never throws, on any text. */
export function readPastLink(link: string): PastLink | RefusedLink {
  if (link.length > MAX_PAST_LINK_LENGTH) return refuse('too-long');
  if (!LINK_SIGNS.test(link)) return refuse('signs');
  if (!link.startsWith(PAST_LINK_START)) return refuse('not-ours');
  const [time = '', ...address] = link.slice(PAST_LINK_START.length).split('/');
  const at = readMoment(time);
  if (at === undefined) return refuse('moment');
  if (address.length === 0) return { kind: 'known-at', at };
  const read = readAddress(address);
  return read.kind === 'refused' ? read : { kind: 'known-at', at, job: read.job };
}

/** The link to what was known at a time; undefined if no link can hold it. */
export function writePastLink({ at, job }: Omit<PastLink, 'kind'>): string | undefined {
  const link = `${PAST_LINK_START}${at}${job === undefined ? '' : `/${writeAddress(job)}`}`;
  return readPastLink(link).kind === 'known-at' ? link : undefined;
}
