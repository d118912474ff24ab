import * as v from 'valibot';
import type { EventName } from './names';
import { SettingsSchema } from './settings';
import { JobKeySchema, MENU_COMMANDS, MfaQuestionSchema } from './shapes';
import { UpdateCheckSchema } from './updates';

/** Payload of every event, checked before it is sent. */
export const EVENTS = {
  /** A shared AWS file or a sign-in cache changed on disk: ask for the profiles again. */
  profilesChanged: v.strictObject({ at: v.number() }),
  mfaAsked: MfaQuestionSchema,
  /** The question was answered, declined, or is no longer needed. */
  mfaSettled: v.strictObject({ questionId: v.string() }),
  settingsChanged: SettingsSchema,
  commandChosen: v.strictObject({ command: v.picklist(MENU_COMMANDS) }),
  /** A link came from outside: take it. */
  linkArrived: v.strictObject({ at: v.number() }),
  /** The computer is about to sleep, or has woken. `at`: epoch ms UTC. */
  powerChanged: v.strictObject({ state: v.picklist(['suspend', 'resume']), at: v.number() }),
  /** Somebody clicked a desktop notification; the window is in front by now. */
  noticeClicked: v.strictObject({ jobKey: v.optional(JobKeySchema) }),
  /** A look that nobody asked for found a newer version. */
  updateFound: UpdateCheckSchema,
  /** How much of an update has come, in bytes. */
  updateProgress: v.strictObject({ received: v.number(), total: v.number() }),
} satisfies Record<EventName, v.GenericSchema>;

export type EventPayload<N extends EventName> = v.InferOutput<(typeof EVENTS)[N]>;
