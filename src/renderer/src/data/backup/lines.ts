import * as v from 'valibot';
import { MAX_LINES_LENGTH } from '../../../../preload/contract/backup';
import { AppErrorSchema } from '../../../../preload/contract/error';
import {
  CopyJobFiltersSchema,
  JobKeySchema,
  MAX_BODY_LENGTH,
  NameSchema,
  ProfileRefSchema,
  SOURCES,
  WorkspaceSchema,
} from '../../../../preload/contract/shapes';
import { hasMoreParts } from './parts';
import { parseJobKey } from '../../domain/job-key';
import { LONGEST_REASON } from '../../domain/hold';
import { LONGEST_NOTE } from '../../domain/notes';
import { GAP_REASONS } from '../../domain/follow/gap-reason';

/**
 * The lines of a backup: one JSON object each, with one member that names what it is. A file can come from anybody: nothing of a line is used
 * that is not of the form written here, and what a form does not have is left out. Times are epoch ms UTC.
 */

/** The form of the lines. A file of a higher one was written by a newer version. */
export const BACKUP_FORMAT = 1;

/** Latest instant a `Date` can hold; what is beyond is no time. */
const LAST_INSTANT = 8.64e15;
const LONGEST_TEXT = 4096;
/** More of anything in one line than an honest one has. */
const MOST = 100_000;
/** Signs of a line outside its strings: what takes long to parse is many parts, not long texts. */
const MOST_SIGNS = 2_000_000;
/** Values of settings are a few levels deep. */
const DEEPEST_VALUE = 32;

const Instant = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LAST_INSTANT));
const Count = v.pipe(v.number(), v.integer(), v.minValue(0));
const Times = v.pipe(Count, v.minValue(1));
const Text = v.pipe(v.string(), v.maxLength(LONGEST_TEXT));
const Digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const JobKey = v.pipe(
  JobKeySchema,
  v.check((key) => parseJobKey(key) !== undefined),
);
const list = <S extends v.GenericSchema>(schema: S) => v.pipe(v.array(schema), v.maxLength(MOST));
/** In order, each once. */
const Ascending = v.pipe(
  v.array(Instant),
  v.minLength(1),
  v.maxLength(MOST),
  v.check((times) => times.every((at, index) => index === 0 || at > (times[index - 1] ?? 0))),
);
/** A date that AWS or the user gave. */
const Given = v.exactOptional(v.pipe(v.number(), v.finite()));
/** Open at an end where that is null: JSON has no infinity. */
const Interval = v.pipe(
  v.object({ from: v.nullable(v.number()), to: v.nullable(v.number()) }),
  v.transform(({ from, to }) => ({ from: from ?? -Infinity, to: to ?? Infinity })),
);

const Origin = v.object({
  source: v.picklist(SOURCES),
  profile: ProfileRefSchema,
  endpoint: Text,
  requestId: v.exactOptional(Text),
});

const Run = v.pipe(
  v.object({
    digest: Digest,
    seen: Ascending,
    timesSeen: Times,
    first: Origin,
    last: v.exactOptional(Origin),
    state: v.exactOptional(Text),
    outcomeKey: Text,
  }),
  v.check(({ seen, timesSeen }) => timesSeen >= seen.length),
);
const Runs = v.pipe(list(Run), v.minLength(1));

const NoteText = v.object({ at: Instant, text: v.pipe(v.string(), v.maxLength(LONGEST_NOTE)) });
const Note = v.object({
  on: v.exactOptional(v.object({ digest: Digest, seenAt: Instant })),
  texts: v.pipe(list(NoteText), v.minLength(1)),
});

const Hold = v.object({ at: Instant, why: v.pipe(v.string(), v.maxLength(LONGEST_REASON)) });

const Body = v.object({ digest: Digest, body: v.pipe(v.string(), v.maxLength(MAX_BODY_LENGTH)) });

const Failure = v.pipe(
  v.object({
    region: NameSchema,
    copyJobId: NameSchema,
    jobKey: v.exactOptional(JobKey),
    firstAt: Instant,
    lastAt: Instant,
    times: Times,
    failedAt: v.exactOptional(Ascending),
    profile: ProfileRefSchema,
    error: AppErrorSchema,
  }),
  v.check(({ firstAt, lastAt }) => firstAt <= lastAt),
);

const Head = v.object({
  /** See {@link BACKUP_FORMAT}. */
  format: Times,
  workspace: WorkspaceSchema,
  /** The version of Copytrail that wrote it. */
  app: Text,
  madeAt: Instant,
  /** Jobs in the history when it was begun. */
  jobs: Count,
});
export type BackupHead = v.InferOutput<typeof Head>;

/** What a line can be. */
export const LINES = {
  copytrail: Head,
  /** A job with its snapshots, notes and hold, and the texts of its contents as received, as far as they fit. */
  job: v.object({
    jobKey: JobKey,
    runs: Runs,
    notes: v.exactOptional(list(Note)),
    hold: v.exactOptional(Hold),
    bodies: list(Body),
  }),
  /** More texts of the contents of a job that stands before. */
  bodies: v.object({ jobKey: JobKey, bodies: list(Body) }),
  /** Look-ups that failed. */
  failure: Failure,
  /** Something removed that can be brought back. */
  removed: v.object({
    removedAt: Instant,
    kind: v.picklist(['job', 'snapshot']),
    jobKey: JobKey,
    title: Text,
    snapshotCount: Count,
    runs: Runs,
    bodies: list(Body),
    failures: list(Failure),
    notes: v.exactOptional(list(Note)),
    hold: v.exactOptional(Hold),
  }),
  /** A reading of a place. */
  reading: v.object({
    id: Text,
    syncId: Text,
    syncName: Text,
    placeKey: Text,
    profile: ProfileRefSchema,
    region: NameSchema,
    depth: v.picklist(['everything', 'changes']),
    filters: CopyJobFiltersSchema,
    since: Given,
    endedSince: Given,
    state: v.picklist(['waiting', 'reading', 'complete', 'cancelled', 'failed']),
    open: v.exactOptional(v.literal(1)),
    askedAt: Instant,
    startedAt: v.exactOptional(Instant),
    lastAt: v.exactOptional(Instant),
    endedAt: v.exactOptional(Instant),
    list: Count,
    nextToken: v.exactOptional(v.string()),
    pages: Count,
    jobs: Count,
    newJobs: Count,
    changedJobs: Count,
    described: Count,
    undescribed: v.exactOptional(Count),
    newest: Given,
    oldest: Given,
    newestFirst: v.boolean(),
    accounts: list(Text),
    endpoint: v.exactOptional(Text),
    covered: v.exactOptional(Interval),
    error: v.exactOptional(AppErrorSchema),
  }),
  /** What the readings of a place have come to. */
  place: v.object({
    placeKey: Text,
    profile: ProfileRefSchema,
    region: NameSchema,
    accounts: list(Text),
    endpoint: v.exactOptional(Text),
    covered: list(Interval),
    lastCompleteAt: v.exactOptional(Instant),
    newest: Given,
    markedAt: v.exactOptional(Instant),
    lastTry: v.exactOptional(
      v.object({
        at: Instant,
        state: v.picklist(['waiting', 'reading', 'complete', 'cancelled', 'failed']),
        code: v.exactOptional(AppErrorSchema.entries.code),
      }),
    ),
  }),
  /** A job that a complete list did not hold. */
  notListed: v.object({ jobKey: JobKey, missedFirst: Instant, begunAt: v.exactOptional(Instant) }),
  /** A time in which followed jobs were due and nobody could ask. */
  gap: v.object({
    id: Text,
    profile: ProfileRefSchema,
    region: NameSchema,
    from: Instant,
    until: v.exactOptional(Instant),
    open: v.exactOptional(v.literal(1)),
    lastedAt: v.exactOptional(Instant),
    why: v.picklist(GAP_REASONS),
    jobKeys: v.exactOptional(list(JobKey)),
  }),
  /** A setting that belongs to the history: saved views, what is watched, sync sets. Whoever uses it checks it. */
  preference: v.object({
    name: v.pipe(Text, v.minLength(1)),
    value: v.pipe(
      v.unknown(),
      v.check((value) => isFlatEnough(value, DEEPEST_VALUE)),
    ),
  }),
} as const;

export type LineKind = keyof typeof LINES;
export type LineOf<K extends LineKind> = v.InferOutput<(typeof LINES)[K]>;
export type Line = { readonly [K in LineKind]: { readonly kind: K; readonly value: LineOf<K> } }[LineKind];

/** A line as text, without its end. */
export function writeLine(kind: LineKind, value: unknown): string {
  return JSON.stringify({ [kind]: value });
}

/** Reads a line that anybody may have written; undefined: it is none. Never throws. */
export function readLine(text: string): Line | undefined {
  const parsed = parse(text);
  if (typeof parsed !== 'object' || parsed === null) return undefined;
  const [kind, ...more] = Object.keys(parsed);
  if (kind === undefined || more.length > 0 || !isKind(kind)) return undefined;
  try {
    const read = v.safeParse(LINES[kind], (parsed as Readonly<Record<string, unknown>>)[kind]);
    return read.success ? ({ kind, value: read.output } as Line) : undefined;
  } catch {
    // A form that throws on something has not read it.
    return undefined;
  }
}

function isKind(name: string): name is LineKind {
  return Object.hasOwn(LINES, name);
}

function parse(text: string): unknown {
  // None so long, or of so many parts, was ever written: taking one apart would hold up the window.
  if (text.length > MAX_LINES_LENGTH || hasMoreParts(text, MOST_SIGNS)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isFlatEnough(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((member) => isFlatEnough(member, levels - 1));
}
