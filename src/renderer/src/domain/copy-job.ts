import { parseArn, type Arn } from './arn';
import { fieldOf, positionOf } from './fields';
import {
  isJsonNumber,
  isJsonObject,
  keysOf,
  memberOf,
  parseJson,
  type Json,
  type JsonObject,
  type JsonProblem,
} from './json';
import { integerOf, millisecondsOf } from './numbers';
import { joinPath, splitPath } from './paths';

/** One member of a copy job as AWS sent it. Members of objects are listed one by one; arrays are one value. */
export interface Member {
  readonly path: string;
  readonly value: Json;
  /** False for a member that the field catalogue does not have. */
  readonly known: boolean;
}

export interface ChildCount {
  readonly state: string;
  readonly count: bigint;
}

/**
 * A copy job read from a body. The typed members are conveniences: each is undefined when AWS left the member out
 * *or* sent something of another type. `members` and `valueAt` always have what really came.
 */
export interface CopyJobReading {
  readonly copyJob: JsonObject;
  /** Every value in the job, in catalogue order; members unknown to the catalogue last, in the order they came. */
  readonly members: readonly Member[];
  /** What stands at a path, containers included; undefined if nothing does (null is a value). */
  valueAt(path: string): Json | undefined;
  readonly copyJobId: string | undefined;
  /** `AccountId`, else the account in the source vault's ARN, else in the resource's. */
  readonly accountId: string | undefined;
  /** The Region in the source vault's ARN, else in the resource's: where the job is read. */
  readonly sourceRegion: string | undefined;
  /** As AWS sent it; may be a state nobody has documented. */
  readonly state: string | undefined;
  readonly statusMessage: string | undefined;
  readonly messageCategory: string | undefined;
  readonly resourceType: string | undefined;
  readonly resourceName: string | undefined;
  readonly resourceArn: string | undefined;
  /** Epoch milliseconds UTC. */
  readonly createdAt: number | undefined;
  /** Epoch milliseconds UTC. */
  readonly completedAt: number | undefined;
  /** From creation to completion, milliseconds; undefined while either is missing or they contradict each other. */
  readonly durationMs: number | undefined;
  readonly sizeBytes: bigint | undefined;
  readonly isParent: boolean;
  readonly parentJobId: string | undefined;
  readonly numberOfChildJobs: bigint | undefined;
  /** In the order of a job's life; states we do not know last. */
  readonly childCounts: readonly ChildCount[];
  /** True when no backup plan stands behind the job. */
  readonly onDemand: boolean;
  readonly planName: string | undefined;
  readonly ruleName: string | undefined;
}

export type ReadingProblem =
  JsonProblem | { readonly reason: 'no-copy-job' | 'not-an-object'; readonly message: string };

export type CopyJobResult =
  { readonly ok: true; readonly reading: CopyJobReading } | { readonly ok: false; readonly problem: ReadingProblem };

/** States in the order of a job's life, for everything that counts or stacks them. */
export const STATE_ORDER = ['CREATED', 'RUNNING', 'COMPLETED', 'PARTIAL', 'FAILED'] as const;

/** Furthest instant that a JavaScript `Date` can hold, milliseconds from the epoch in either direction. */
const MAX_INSTANT_MS = 8_640_000_000_000_000n;

/**
 * Reads what AWS said about a job: the body of a DescribeCopyJob answer, `{"CopyJob": {…}}`, or the job's own object as
 * it stands on a page of ListCopyJobs. Never throws.
 */
export function readCopyJob(body: string): CopyJobResult {
  const json = parseJson(body);
  if (!json.ok) return json;
  const copyJob = isJsonObject(json.value) ? copyJobIn(json.value) : undefined;
  if (copyJob === undefined || copyJob === null) {
    return { ok: false, problem: { reason: 'no-copy-job', message: 'The answer has no CopyJob member.' } };
  }
  if (!isJsonObject(copyJob)) {
    return { ok: false, problem: { reason: 'not-an-object', message: 'The CopyJob member is not an object.' } };
  }
  return { ok: true, reading: readingOf(copyJob) };
}

function copyJobIn(answer: JsonObject): Json | undefined {
  const copyJob = memberOf(answer, 'CopyJob');
  // A copy job has no member of that name; an answer has no id of its own.
  return copyJob === undefined && typeof memberOf(answer, 'CopyJobId') === 'string' ? answer : copyJob;
}

/** Reads a copy job that is already parsed, for example one out of a list. Never throws. */
export function readingOf(copyJob: JsonObject): CopyJobReading {
  return new Reading(copyJob);
}

/** Works out what it is asked for, when it is: of the thousands of answers that are filed or compared, most are asked for little. */
class Reading implements CopyJobReading {
  #members: readonly Member[] | undefined;
  #arns: { readonly sourceVault: Arn | undefined; readonly resource: Arn | undefined } | undefined;

  constructor(readonly copyJob: JsonObject) {}

  get members(): readonly Member[] {
    return (this.#members ??= membersOf(this.copyJob));
  }

  valueAt(path: string): Json | undefined {
    return find(this.copyJob, path);
  }

  get copyJobId(): string | undefined {
    return this.#text('CopyJobId');
  }

  get accountId(): string | undefined {
    return this.#text('AccountId') ?? this.#parsed.sourceVault?.accountId ?? this.#parsed.resource?.accountId;
  }

  get sourceRegion(): string | undefined {
    return this.#parsed.sourceVault?.region ?? this.#parsed.resource?.region;
  }

  get state(): string | undefined {
    return this.#text('State');
  }

  get statusMessage(): string | undefined {
    return this.#text('StatusMessage');
  }

  get messageCategory(): string | undefined {
    return this.#text('MessageCategory');
  }

  get resourceType(): string | undefined {
    return this.#text('ResourceType');
  }

  get resourceName(): string | undefined {
    return this.#text('ResourceName');
  }

  get resourceArn(): string | undefined {
    return this.#text('ResourceArn');
  }

  get createdAt(): number | undefined {
    return instantOf(memberOf(this.copyJob, 'CreationDate'));
  }

  get completedAt(): number | undefined {
    return instantOf(memberOf(this.copyJob, 'CompletionDate'));
  }

  get durationMs(): number | undefined {
    return elapsed(this.createdAt, this.completedAt);
  }

  get sizeBytes(): bigint | undefined {
    return wholeNumberOf(memberOf(this.copyJob, 'BackupSizeInBytes'));
  }

  get isParent(): boolean {
    return memberOf(this.copyJob, 'IsParent') === true;
  }

  get parentJobId(): string | undefined {
    return this.#text('ParentJobId');
  }

  get numberOfChildJobs(): bigint | undefined {
    return wholeNumberOf(memberOf(this.copyJob, 'NumberOfChildJobs'));
  }

  get childCounts(): readonly ChildCount[] {
    return childCountsOf(memberOf(this.copyJob, 'ChildJobsInState'));
  }

  get onDemand(): boolean {
    return isNothing(memberOf(this.copyJob, 'CreatedBy'));
  }

  get planName(): string | undefined {
    return textOf(this.valueAt('CreatedBy.BackupPlanName'));
  }

  get ruleName(): string | undefined {
    return textOf(this.valueAt('CreatedBy.BackupRuleName'));
  }

  get #parsed() {
    return (this.#arns ??= {
      sourceVault: parseArn(this.#text('SourceBackupVaultArn') ?? ''),
      resource: parseArn(this.resourceArn ?? ''),
    });
  }

  #text(member: string): string | undefined {
    return textOf(memberOf(this.copyJob, member));
  }
}

/** Epoch milliseconds of an AWS timestamp (epoch seconds with a fraction), exactly; undefined for anything else. */
export function instantOf(value: Json | undefined): number | undefined {
  if (!isJsonNumber(value)) return undefined;
  const ms = millisecondsOf(value.toString());
  return ms === undefined || ms > MAX_INSTANT_MS || ms < -MAX_INSTANT_MS ? undefined : Number(ms);
}

/** A whole number of any size; undefined for anything else, text that looks like a number included. */
export function wholeNumberOf(value: Json | undefined): bigint | undefined {
  return isJsonNumber(value) ? integerOf(value.toString()) : undefined;
}

/** Where a state stands in {@link STATE_ORDER}; states we do not know stand behind all others. */
export function stateRank(state: string): number {
  const rank = (STATE_ORDER as readonly string[]).indexOf(state);
  return rank < 0 ? STATE_ORDER.length : rank;
}

/** Text that says something; an empty string is kept in `members`, but identifies nothing. */
function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function isNothing(value: Json | undefined): boolean {
  return value === undefined || value === null || (isJsonObject(value) && keysOf(value).length === 0);
}

function elapsed(from: number | undefined, to: number | undefined): number | undefined {
  return from === undefined || to === undefined || to < from ? undefined : to - from;
}

function childCountsOf(value: Json | undefined): readonly ChildCount[] {
  if (!isJsonObject(value)) return [];
  const counts: ChildCount[] = [];
  for (const state of keysOf(value)) {
    const count = wholeNumberOf(memberOf(value, state));
    if (count !== undefined) counts.push({ state, count });
  }
  return counts.sort((a, b) => stateRank(a.state) - stateRank(b.state));
}

function find(copyJob: JsonObject, path: string): Json | undefined {
  let value: Json | undefined = copyJob;
  for (const key of splitPath(path) ?? []) {
    if (!isJsonObject(value)) return undefined;
    value = memberOf(value, key);
  }
  return path === '' ? undefined : value;
}

function membersOf(copyJob: JsonObject): readonly Member[] {
  const found: Member[] = [];
  collect(copyJob, '', found);
  const placed = found.map((member) => ({ member, position: positionOf(member.path) }));
  // Sorting is stable: members the catalogue does not know keep the order in which they came.
  placed.sort((a, b) => a.position - b.position || mapOrder(a.member, b.member));
  return placed.map(({ member }) => member);
}

/** Entries of one map stand at one place in the catalogue: order them as a job lives. */
function mapOrder(a: Member, b: Member): number {
  if (!a.known || !b.known) return 0;
  return stateRank(splitPath(a.path)?.at(-1) ?? '') - stateRank(splitPath(b.path)?.at(-1) ?? '');
}

function collect(object: JsonObject, parent: string, into: Member[]): void {
  for (const key of keysOf(object)) {
    const path = joinPath(parent, key);
    const value = memberOf(object, key) ?? null;
    if (isJsonObject(value) && keysOf(value).length > 0) collect(value, path, into);
    else into.push({ path, value, known: fieldOf(path) !== undefined });
  }
}
