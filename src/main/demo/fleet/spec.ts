import type { WireValue } from '../wire/wire-json';
import type { Night, Schedule } from './calendar';
import type { OutcomeName } from './outcomes';
import type { Vault } from './places';
import type { ResourceTypeName } from './resource-types';

/** One resource that is copied to one destination again and again. */
export interface CopySpec {
  /** Stable name: every id of this resource and of its jobs grows from it. */
  readonly key: string;
  readonly type: ResourceTypeName;
  readonly resourceName: string;
  readonly from: Vault;
  readonly to: Vault;
  readonly schedule: Schedule;
  /** The backup plan that starts the copies. Absent: somebody does, on demand. */
  readonly plan?: { readonly name: string; readonly rule: string };
  /** Provisioned size of a volume, or the usual amount of data. */
  readonly gib: number;
  /** How long a copy usually takes. */
  readonly minutes: number;
  /** Role name in the source account. Default: AWS Backup's own service role. */
  readonly role?: string;
  /** Retention of the copy. */
  readonly keepDays: number;
  readonly coldAfterDays?: number;
  /** How the job ends in each of the four weeks of a cycle. Default: well. */
  readonly weeks?: readonly [OutcomeName, OutcomeName, OutcomeName, OutcomeName];
  /** What is different on a certain night. */
  readonly story?: (night: Night) => Twist;
  /** Nested jobs: makes this a parent. */
  readonly children?: readonly ChildSpec[];
}

/** A nested resource of a CloudFormation stack or an EKS cluster. */
export interface ChildSpec {
  readonly key: string;
  readonly type: ResourceTypeName;
  readonly resourceName: string;
  /** CloudFormation's logical id. */
  readonly member?: string;
  readonly gib: number;
  readonly minutes: number;
  readonly weeks?: CopySpec['weeks'];
}

/** How one night differs from the others. */
export interface Twist {
  /** The rule did not run at all. */
  readonly missed?: boolean;
  readonly outcome?: OutcomeName;
  readonly role?: string;
  readonly to?: Vault;
  readonly keepDays?: number;
  /** Counts the keys the destination vault has had. */
  readonly keyGeneration?: number;
  /** Counts the edits of the backup plan. */
  readonly planEdit?: number;
  /** Factor on the usual duration. */
  readonly slower?: number;
  /** Factor on the usual amount of data. */
  readonly larger?: number;
  /** Members as they go over the wire, over all others: for what no published model has. */
  readonly extra?: Readonly<Record<string, WireValue>>;
}
