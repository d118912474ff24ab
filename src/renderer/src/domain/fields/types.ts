/** How an administrator thinks about a copy job; in this order on every screen. `new` holds members we do not know yet. */
export const GROUPS = [
  { id: 'what', label: 'What' },
  { id: 'route', label: 'From where to where' },
  { id: 'outcome', label: 'Outcome' },
  { id: 'when', label: 'When' },
  { id: 'why', label: 'Why it exists' },
  { id: 'family', label: 'Family' },
  { id: 'retention', label: 'Retention and encryption' },
  { id: 'new', label: 'New to Copytrail' },
] as const;

export type Group = (typeof GROUPS)[number];
export type GroupId = Group['id'];

/**
 * What a value is, which decides how it is shown and compared. `object` is a container whose members are fields of their
 * own; `map` is one whose keys are not known beforehand; `unknown` is for members that the catalogue does not have.
 */
export type FieldKind =
  | 'account'
  | 'arn'
  | 'bytes'
  | 'category'
  | 'count'
  | 'cron'
  | 'days'
  | 'flag'
  | 'id'
  | 'instant'
  | 'map'
  | 'object'
  | 'state'
  | 'text'
  | 'timezone'
  | 'type'
  | 'unknown';

/**
 * How a member may move while a job lives.
 *
 * - `fixed`: decided when the job is created. A different value later should not happen.
 * - `once`: missing at first, then set, then fixed.
 * - `moves`: changes while the job runs; still once it has ended.
 * - `rare`: may be changed from outside at any time (a name, a lock, a lifecycle): possible, and worth a look.
 */
export type ChangeRule = 'fixed' | 'once' | 'moves' | 'rare';

/** One member of AWS Backup's `CopyJob` as Copytrail understands it. */
export interface Field {
  /** AWS's own name, nested members after a dot: `CreatedBy.BackupPlanId`. */
  readonly path: string;
  readonly label: string;
  readonly group: GroupId;
  readonly kind: FieldKind;
  /** What it says, for the help text. */
  readonly meaning: string;
  readonly change: ChangeRule;
  /** Each job has a value of its own: that two jobs differ in it says nothing. */
  readonly ofEachJob?: true;
  /** What it means when AWS leaves it out; absent where that says nothing in particular. */
  readonly absent?: string;
  /** A page of AWS's documentation. */
  readonly docs?: string;
}

/** AWS Backup's developer guide, which also holds the API reference. */
export const GUIDE = 'https://docs.aws.amazon.com/aws-backup/latest/devguide/';
