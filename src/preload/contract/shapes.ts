import * as v from 'valibot';

/** Longest text the border accepts for a name, an id or a Region; far above anything AWS hands out. */
export const MAX_NAME_LENGTH = 512;

/** Largest answer body kept, in UTF-16 code units. A copy job is about 2 kB; this only stops a runaway server. */
export const MAX_BODY_LENGTH = 4 * 1024 * 1024;

/** Longest ARN there is (IAM and AWS Organizations documentation). */
const MAX_ARN_LENGTH = 2048;
/** Longest page token accepted; AWS names no limit. */
export const MAX_TOKEN_LENGTH = 16 * 1024;

const Name = v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_NAME_LENGTH));

const Arn = v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_ARN_LENGTH));

/** Milliseconds since 1970-01-01T00:00:00Z. */
const Instant = v.pipe(v.number(), v.integer(), v.minValue(0));

/**
 * Which of the two separate worlds something belongs to: real AWS accounts, or the demo account.
 * Each has a history database of its own; they never mix.
 */
export const WorkspaceSchema = v.picklist(['aws', 'demo']);
export type Workspace = v.InferOutput<typeof WorkspaceSchema>;

/**
 * Which credentials to use. `shared` is a profile of the AWS config and credentials files,
 * `environment` the credentials in the app's own environment (its name is always `environment`),
 * `demo` a role in the demo account.
 */
export const ProfileRefSchema = v.strictObject({
  origin: v.picklist(['shared', 'environment', 'demo']),
  name: Name,
});
export type ProfileRef = v.InferOutput<typeof ProfileRefSchema>;

/**
 * How a profile gets its credentials. `none`: the section names no way at all.
 */
export const PROFILE_KINDS = [
  'static',
  'role',
  'sso',
  'process',
  'web-identity',
  'login',
  'environment',
  'demo',
  'none',
] as const;

/**
 * Whether a profile can be used now, as far as can be told without asking AWS:
 *
 * - `ready`: what it needs is there, and has not expired.
 * - `mfa`: usable, but a code will be asked for.
 * - `untested`: nothing on disk tells (a credential process, a role of the container).
 * - `expired`, `signed-out`: a sign-in or new credentials are needed; `command` says how.
 * - `broken`: the section cannot work as it stands; `detail` says why.
 */
export const SessionSchema = v.strictObject({
  state: v.picklist(['ready', 'mfa', 'untested', 'expired', 'signed-out', 'broken']),
  detail: v.string(),
  command: v.optional(v.string()),
  /** When the session ends or ended, epoch ms UTC, where known. */
  expiresAt: v.optional(Instant),
});
export type Session = v.InferOutput<typeof SessionSchema>;

/** An endpoint other than AWS's own for the Region, and the setting it comes from. */
export const CustomEndpointSchema = v.strictObject({
  url: v.string(),
  /** For example `AWS_ENDPOINT_URL_BACKUP` or `services section "local"`. */
  setBy: v.string(),
});
export type CustomEndpoint = v.InferOutput<typeof CustomEndpointSchema>;

export const ProfileSummarySchema = v.strictObject({
  ref: ProfileRefSchema,
  kind: v.picklist(PROFILE_KINDS),
  /** One line on where the credentials come from, for example `role CopyAuditor via "base"`. Never a key. */
  description: v.string(),
  /** The profile's own Region, absent if it has none. */
  region: v.optional(v.string()),
  /** 12-digit account id where the files tell it (role ARN, SSO account), else absent. */
  accountId: v.optional(v.string()),
  session: SessionSchema,
  customEndpoint: v.optional(CustomEndpointSchema),
  useFips: v.boolean(),
  useDualStack: v.boolean(),
});
export type ProfileSummary = v.InferOutput<typeof ProfileSummarySchema>;

/** A shared AWS file as found on disk. `unreadable` is not the same as `absent`. */
export const ConfigFileSchema = v.strictObject({
  purpose: v.picklist(['config', 'credentials']),
  path: v.string(),
  state: v.picklist(['read', 'absent', 'unreadable']),
  /** Why it could not be read, for `unreadable`. */
  detail: v.optional(v.string()),
});
export type ConfigFile = v.InferOutput<typeof ConfigFileSchema>;

export const ProfileListSchema = v.strictObject({
  profiles: v.array(ProfileSummarySchema),
  files: v.array(ConfigFileSchema),
});
export type ProfileList = v.InferOutput<typeof ProfileListSchema>;

/** The AWS Backup operation an answer came from: `DescribeCopyJob` or `ListCopyJobs`. */
export const SOURCES = ['describe', 'list'] as const;

/**
 * At this time, this source said this about this job. The body is what AWS sent, character for character: the whole HTTP
 * body of a description, the job's own object out of a list. It is what history keeps.
 */
export const ObservationSchema = v.strictObject({
  source: v.picklist(SOURCES),
  /** When the answer arrived, epoch ms UTC, by this machine's clock. */
  observedAt: Instant,
  profile: ProfileRefSchema,
  region: Name,
  /** The id that was asked for, which is the id of the job in the body. */
  copyJobId: Name,
  /** The endpoint that answered, origin only, for example `https://backup.eu-central-1.amazonaws.com`. */
  endpoint: v.string(),
  body: v.pipe(v.string(), v.maxLength(MAX_BODY_LENGTH)),
  requestId: v.optional(v.string()),
  /** How many attempts it took, retries included. */
  attempts: v.number(),
  /** From sending to the whole answer, retries included, milliseconds. */
  tookMs: v.number(),
});
export type Observation = v.InferOutput<typeof ObservationSchema>;

/** Most jobs on one page of `ListCopyJobs` (AWS Backup API reference, MaxResults). */
export const MAX_PAGE_SIZE = 1000;

/** Largest page taken, in UTF-16 code units: a thousand jobs are about 2 MB; this only stops a runaway server. */
export const MAX_PAGE_LENGTH = 32 * 1024 * 1024;

/** The filters of `ListCopyJobs` by AWS's own names. All are optional and all must fit. Times are epoch ms UTC. */
export const CopyJobFiltersSchema = v.partial(
  v.strictObject({
    ByAccountId: Name,
    ByState: Name,
    ByResourceType: Name,
    ByResourceArn: Arn,
    ByDestinationVaultArn: Arn,
    BySourceRecoveryPointArn: Arn,
    ByParentJobId: Name,
    ByMessageCategory: Name,
    ByCreatedAfter: Instant,
    ByCreatedBefore: Instant,
    ByCompleteAfter: Instant,
    ByCompleteBefore: Instant,
  }),
);
export type CopyJobFilters = v.InferOutput<typeof CopyJobFiltersSchema>;

/** AWS's token for the next page. Opaque, and as long as AWS likes. */
export const PageTokenSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_TOKEN_LENGTH));

/** One page of `ListCopyJobs`: at this time, this source said this about each of these jobs. */
export const CopyJobsPageSchema = v.strictObject({
  /** When the page arrived, epoch ms UTC, by this machine's clock. */
  observedAt: Instant,
  profile: ProfileRefSchema,
  region: Name,
  /** The endpoint that answered, origin only. */
  endpoint: v.string(),
  /** In AWS's order; each body is the job's own JSON, character for character as it stood in the page. */
  jobs: v.array(v.strictObject({ copyJobId: Name, body: v.pipe(v.string(), v.maxLength(MAX_BODY_LENGTH)) })),
  /** Absent on the last page. */
  nextToken: v.optional(PageTokenSchema),
  requestId: v.optional(v.string()),
  /** How many attempts it took, retries included. */
  attempts: v.number(),
  /** From sending to the whole page, retries included, milliseconds. */
  tookMs: v.number(),
});
export type CopyJobsPage = v.InferOutput<typeof CopyJobsPageSchema>;

/** A job of the demo account worth looking at, and why. */
export const DemoExampleSchema = v.strictObject({
  copyJobId: v.string(),
  region: v.string(),
  profileName: v.string(),
  title: v.string(),
  story: v.string(),
});

export const DemoAccountSchema = v.strictObject({
  endpoint: v.string(),
  profiles: v.array(ProfileSummarySchema),
  examples: v.array(DemoExampleSchema),
});
export type DemoAccount = v.InferOutput<typeof DemoAccountSchema>;

/** What ended unexpectedly before this page was loaded: the page's own process, or the whole app. */
export const CameBackSchema = v.strictObject({
  what: v.picklist(['page', 'app']),
  /** When that was noticed, epoch ms UTC. */
  at: Instant,
  /** Absolute path of the report about it. */
  report: v.string(),
});
export type CameBack = v.InferOutput<typeof CameBackSchema>;

export const AppInfoSchema = v.strictObject({
  version: v.string(),
  /** What the app was made for: `test` is no release, `development` is not packed at all. */
  kind: v.picklist(['development', 'test', 'release']),
  electron: v.string(),
  chromium: v.string(),
  node: v.string(),
  platform: v.string(),
  /** Folder with settings, logs and the history database. */
  dataFolder: v.string(),
  logFile: v.string(),
  /** True when the app was started on the demo account for this run (`--demo`). */
  startedOnDemo: v.boolean(),
  /** Whether the package brought the key that updates are checked with; then no other is trusted. */
  hasUpdateKey: v.boolean(),
  /** Whether the system shows desktop notifications. */
  canNotify: v.boolean(),
  /** Anything the user should know about how the app started, for example settings that were set aside. */
  notices: v.array(v.string()),
  /** Told once, to the first page that asks after it. */
  cameBack: v.optional(CameBackSchema),
});
export type AppInfo = v.InferOutput<typeof AppInfoSchema>;

/** Longest key of a job: an account, a Region and an id of the longest kind. */
const MAX_JOB_KEY_LENGTH = 3 * MAX_NAME_LENGTH;
/** `account/region/CopyJobId`. */
export const JobKeySchema = v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_JOB_KEY_LENGTH));

/** A desktop notification. Names in it come from AWS: the main process takes out what is no plain text, and cuts it short. */
export const NoticeSchema = v.strictObject({
  title: v.pipe(v.string(), v.minLength(1), v.maxLength(2000)),
  body: v.pipe(v.string(), v.maxLength(4000)),
  /** The job that a click opens; absent where it is about several. */
  jobKey: v.optional(JobKeySchema),
});
export type Notice = v.InferOutput<typeof NoticeSchema>;

/** Main process asks for a multi-factor code; answered with `answerMfa`. */
export const MfaQuestionSchema = v.strictObject({
  questionId: v.string(),
  profileName: v.string(),
  /** ARN or serial of the device. */
  serial: v.string(),
  /** Set when an earlier code was refused. */
  refused: v.optional(v.string()),
});
export type MfaQuestion = v.InferOutput<typeof MfaQuestionSchema>;

/** Room on the disk with the data folder, in bytes. */
export const DiskSpaceSchema = v.strictObject({
  /** As much as this user may still fill. */
  free: v.pipe(v.number(), v.minValue(0)),
  total: v.pipe(v.number(), v.minValue(0)),
});
export type DiskSpace = v.InferOutput<typeof DiskSpaceSchema>;

/** Commands that the application menu can send to the window. */
export const MENU_COMMANDS = [
  'look-up',
  'refresh',
  'compare',
  'back-up',
  'restore',
  'thinning',
  'settings',
  'shortcuts',
  'undo-removal',
  'toggle-theme',
  'show-logs',
  'about',
] as const;
export type MenuCommand = (typeof MENU_COMMANDS)[number];

export { Name as NameSchema };
