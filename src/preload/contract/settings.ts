import * as v from 'valibot';
import { NameSchema, ProfileRefSchema, WorkspaceSchema } from './shapes';
import { UpdateSettingsSchema } from './updates';

export const THEMES = ['system', 'light', 'dark'] as const;
export const TIME_DISPLAYS = ['local', 'utc'] as const;
export const DENSITIES = ['comfortable', 'compact'] as const;

/** What was chosen last in one workspace. */
const LastChoiceSchema = v.strictObject({
  profile: v.optional(ProfileRefSchema),
  region: v.optional(NameSchema),
});

/** What a followed job can do that a desktop notification may tell. */
export const NOTICE_KINDS = ['completed', 'with-issues', 'partial', 'failed', 'overstays', 'gone'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** A time of day by this machine's clock: `22:00`. */
const TimeOfDaySchema = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/));

const NoticeSettingsSchema = v.strictObject({
  kinds: v.strictObject(
    Object.fromEntries(NOTICE_KINDS.map((kind) => [kind, v.boolean()])) as Record<
      NoticeKind,
      v.BooleanSchema<undefined>
    >,
  ),
  /** From one time of day to another, across midnight if the second is earlier; nothing is told then. */
  quiet: v.strictObject({ on: v.boolean(), from: TimeOfDaySchema, until: TimeOfDaySchema }),
});
export type NoticeSettings = v.InferOutput<typeof NoticeSettingsSchema>;

export const COMPARISON_LAYOUTS = ['side-by-side', 'unified'] as const;
export type ComparisonLayout = (typeof COMPARISON_LAYOUTS)[number];

/** Classes of differences that can be ignored as a whole: all but what should never happen. */
export const IGNORABLE_CLASSES = ['notable', 'expected', 'newly-reported', 'own'] as const;

/** More ignored members than a person would choose, and longer names than AWS has: what is beyond is a mistake. */
const MOST_IGNORED = 500;
const LONGEST_PATH = 500;

/** How comparisons are read: the user's own way, whichever history they are of. */
const ComparingSettingsSchema = v.strictObject({
  layout: v.picklist(COMPARISON_LAYOUTS),
  ignoredFields: v.pipe(
    v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(LONGEST_PATH))),
    v.maxLength(MOST_IGNORED),
  ),
  ignoredClasses: v.pipe(v.array(v.picklist(IGNORABLE_CLASSES)), v.maxLength(IGNORABLE_CLASSES.length)),
});
export type ComparingSettings = v.InferOutput<typeof ComparingSettingsSchema>;

export const COPY_INTERVALS = ['never', 'daily', 'weekly'] as const;
export type CopyInterval = (typeof COPY_INTERVALS)[number];
/** More copies than anybody keeps. */
export const MOST_COPIES = 365;

/** Copies of the history that are made by themselves. */
const BackupSettingsSchema = v.strictObject({
  every: v.picklist(COPY_INTERVALS),
  /** So many stay; the oldest go. */
  keep: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_COPIES)),
  /** Absolute path; empty: beside the app's data. */
  folder: v.pipe(v.string(), v.maxLength(4096)),
});
export type BackupSettings = v.InferOutput<typeof BackupSettingsSchema>;

export const SettingsSchema = v.strictObject({
  theme: v.picklist(THEMES),
  times: v.picklist(TIME_DISPLAYS),
  density: v.picklist(DENSITIES),
  /** The workspace to open at start; absent until the user has chosen (first start). */
  workspace: v.optional(WorkspaceSchema),
  last: v.strictObject({ aws: LastChoiceSchema, demo: LastChoiceSchema }),
  notices: NoticeSettingsSchema,
  comparing: ComparingSettingsSchema,
  updates: UpdateSettingsSchema,
  backup: BackupSettingsSchema,
});
export type Settings = v.InferOutput<typeof SettingsSchema>;

/** Any subset of the settings; members given replace the old ones whole. Where updates come from has a call of its own. */
export const SettingsChangeSchema = v.partial(v.omit(SettingsSchema, ['updates']));
export type SettingsChange = v.InferOutput<typeof SettingsChangeSchema>;
