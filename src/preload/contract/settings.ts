import * as v from 'valibot';
import { NameSchema, ProfileRefSchema, WorkspaceSchema } from './shapes';

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

export const SettingsSchema = v.strictObject({
  theme: v.picklist(THEMES),
  times: v.picklist(TIME_DISPLAYS),
  density: v.picklist(DENSITIES),
  /** The workspace to open at start; absent until the user has chosen (first start). */
  workspace: v.optional(WorkspaceSchema),
  last: v.strictObject({ aws: LastChoiceSchema, demo: LastChoiceSchema }),
  notices: NoticeSettingsSchema,
});
export type Settings = v.InferOutput<typeof SettingsSchema>;

/** Any subset of the settings; members given replace the old ones whole. */
export const SettingsChangeSchema = v.partial(SettingsSchema);
export type SettingsChange = v.InferOutput<typeof SettingsChangeSchema>;
