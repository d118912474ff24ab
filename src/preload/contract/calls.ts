import * as v from 'valibot';
import { BACKUP_CALLS, MAX_LINES_LENGTH } from './backup';
import { JobWindowSchema } from './job-window';
import { ArrivedLinkSchema } from './link';
import { LicencesSchema } from './licences';
import type { CallName } from './names';
import { SettingsChangeSchema, SettingsSchema } from './settings';
import {
  AppInfoSchema,
  CopyJobFiltersSchema,
  CopyJobsPageSchema,
  DemoAccountSchema,
  DiskSpaceSchema,
  MAX_PAGE_SIZE,
  NameSchema,
  NoticeSchema,
  ObservationSchema,
  PageTokenSchema,
  ProfileListSchema,
  ProfileRefSchema,
} from './shapes';
import { TROUBLE_CALLS } from './trouble';
import { UpdateCheckSchema, UpdateSettingsSchema } from './updates';

/** Chosen by the window, fresh for each call, so that exactly this call can be cancelled. */
const CallId = v.pipe(v.string(), v.minLength(1), v.maxLength(64));

const Nothing = v.undefined();

/** A file name to begin with: of signs that no system minds, and without a folder. */
const PdfNameSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,119}\.pdf$/));

/** Set where no person waits for the answer: then nobody is asked for a multi-factor code. */
const Background = v.optional(v.literal(true));

/** Longest address accepted for the system's browser. */
const MAX_URL_LENGTH = 2048;
/** Longest text of a problem report from the window; the rest is of no use in a log. */
const MAX_REPORT_LENGTH = 8000;

/** Input and output of every call. Both are checked in the main process, on the way in and on the way out. */
export const CALLS = {
  /** AWS Backup `DescribeCopyJob`. Read only. Needs `backup:DescribeCopyJob`. */
  describeCopyJob: {
    input: v.strictObject({
      callId: CallId,
      profile: ProfileRefSchema,
      region: NameSchema,
      copyJobId: NameSchema,
      background: Background,
    }),
    output: ObservationSchema,
  },
  /** One page of AWS Backup `ListCopyJobs`. Read only. Needs `backup:ListCopyJobs`. */
  listCopyJobs: {
    input: v.strictObject({
      callId: CallId,
      profile: ProfileRefSchema,
      region: NameSchema,
      filters: CopyJobFiltersSchema,
      /** As the page before gave it; absent for the first one. */
      nextToken: v.optional(PageTokenSchema),
      maxResults: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_PAGE_SIZE)),
      background: Background,
    }),
    output: CopyJobsPageSchema,
  },
  /** Cancels a call in flight. Answers false when there is none by that id (any more). */
  cancelCall: { input: v.strictObject({ callId: CallId }), output: v.boolean() },
  /** Profiles of the shared files and the environment, as they stand on disk now. Sends nothing. */
  listProfiles: { input: Nothing, output: ProfileListSchema },
  /** Starts the demo account's endpoint on loopback, if it does not run yet. */
  openDemoAccount: { input: Nothing, output: DemoAccountSchema },
  /** Answers a question for a multi-factor code; null declines. False: the question is no longer open. */
  answerMfa: {
    input: v.strictObject({
      questionId: v.pipe(v.string(), v.maxLength(64)),
      code: v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(64))),
    }),
    output: v.boolean(),
  },
  getSettings: { input: Nothing, output: SettingsSchema },
  changeSettings: { input: SettingsChangeSchema, output: SettingsSchema },
  getAppInfo: { input: Nothing, output: AppInfoSchema },
  /** The packages inside the app and their licences. */
  getLicences: { input: Nothing, output: LicencesSchema },
  /** How full the disk with the data folder is; null: the system does not say. */
  getDiskSpace: { input: Nothing, output: v.nullable(DiskSpaceSchema) },
  /** Opens one of the few allowed https hosts in the system's browser. False: not an address we open. */
  openExternal: {
    input: v.strictObject({ url: v.pipe(v.string(), v.maxLength(MAX_URL_LENGTH)) }),
    output: v.boolean(),
  },
  /** The link to a copy job or a comparison that came from outside last, once; null: none waits. */
  takeLink: { input: Nothing, output: v.nullable(ArrivedLinkSchema) },
  /** Opens a window that shows one job alone, or brings the one to the front that shows it. */
  openJobWindow: { input: JobWindowSchema, output: Nothing },
  /** Prints the page of the window that asks, as it is laid out for paper, into a file that the user chooses. False: none was chosen. */
  savePdf: { input: v.strictObject({ name: PdfNameSchema }), output: v.boolean() },
  /**
   * Whether and where to look for updates. To switch it on, or to name another place, the user is asked outside the page; tells what holds
   * then.
   */
  changeUpdates: { input: UpdateSettingsSchema, output: SettingsSchema },
  /** Looks for a newer version at the place that the settings name, if that is switched on. */
  checkForUpdate: { input: v.strictObject({ callId: CallId }), output: UpdateCheckSchema },
  /** Fetches the file that the last look offered into the folder for downloads, checked; tells its path. Installs nothing. */
  downloadUpdate: { input: v.strictObject({ callId: CallId }), output: v.string() },
  /** Shows what was downloaded last in the system's file manager. False: nothing was, or it is gone. */
  showDownload: { input: Nothing, output: v.boolean() },
  ...BACKUP_CALLS,
  ...TROUBLE_CALLS,
  /** Shows a desktop notification, as plain text. False: the system shows none. */
  showNotice: { input: NoticeSchema, output: v.boolean() },
  /** A number on the app's icon, where the system has such a place; 0 takes it away. */
  setBadge: { input: v.strictObject({ count: v.pipe(v.number(), v.integer(), v.minValue(0)) }), output: Nothing },
  /** Writes a fault of the window to the log file (redacted). */
  reportProblem: {
    input: v.strictObject({ text: v.pipe(v.string(), v.maxLength(MAX_REPORT_LENGTH)) }),
    output: Nothing,
  },
  /**
   * Loads the page of the window that asks once more, for its database engine does not answer. Does so by itself once within half a minute, and whenever the
   * user has asked for it. False: it does not.
   */
  loadAgain: { input: v.strictObject({ asked: v.boolean() }), output: v.boolean() },
  /** Has written to disk what pages put into `localStorage`, which the engine does by itself only after some seconds. */
  writeStorage: { input: Nothing, output: Nothing },
  /** Shows the newest report of a crash, else the log, in the system's file manager. */
  showLogs: { input: Nothing, output: Nothing },
} satisfies Record<CallName, { input: v.GenericSchema; output: v.GenericSchema }>;

export type CallInput<N extends CallName> = v.InferOutput<(typeof CALLS)[N]['input']>;
export type CallOutput<N extends CallName> = v.InferOutput<(typeof CALLS)[N]['output']>;

/** Calls that may carry more than others: characters of text, and one for every value. */
export const LARGE_INPUTS: { readonly [N in CallName]?: number } = { writeBackup: MAX_LINES_LENGTH + MAX_URL_LENGTH };
