import { isNestedDeeper } from './json-depth';

/**
 * Judges a body that came with status 200: is it AWS Backup's answer about the job that was asked for? Anything else
 * must never be filed, least of all under the wrong job.
 */

export type AnswerCheck = { readonly ok: true; /** The id as AWS writes it. */ readonly copyJobId: string } | Fault;

export interface Fault {
  readonly ok: false;
  /** What is wrong, one sentence. */
  readonly fault: string;
}

/** AWS documents three levels. What is nested like this was made to exhaust somebody; the history's own reader stops at 200. */
const DEEPEST = 100;

type Kind = 'text' | 'number' | 'flag' | 'map';

/**
 * Types of the members of `CopyJob` on the wire, as the AWS Backup API reference gives them (API_DescribeCopyJob).
 * Members that are not listed here may be of any type: AWS adds some from time to time.
 */
const COPY_JOB: Readonly<Record<string, Kind>> = {
  AccountId: 'text',
  CopyJobId: 'text',
  SourceBackupVaultArn: 'text',
  SourceRecoveryPointArn: 'text',
  DestinationBackupVaultArn: 'text',
  DestinationVaultType: 'text',
  DestinationVaultLockState: 'text',
  DestinationRecoveryPointArn: 'text',
  DestinationEncryptionKeyArn: 'text',
  DestinationRecoveryPointLifecycle: 'map',
  ResourceArn: 'text',
  CreationDate: 'number',
  CompletionDate: 'number',
  State: 'text',
  StatusMessage: 'text',
  BackupSizeInBytes: 'number',
  IamRoleArn: 'text',
  CreatedBy: 'map',
  CreatedByBackupJobId: 'text',
  ResourceType: 'text',
  ParentJobId: 'text',
  IsParent: 'flag',
  CompositeMemberIdentifier: 'text',
  NumberOfChildJobs: 'number',
  ChildJobsInState: 'map',
  ResourceName: 'text',
  MessageCategory: 'text',
};

const CREATED_BY: Readonly<Record<string, Kind>> = {
  BackupPlanId: 'text',
  BackupPlanArn: 'text',
  BackupPlanVersion: 'text',
  BackupPlanName: 'text',
  BackupRuleId: 'text',
  BackupRuleName: 'text',
  BackupRuleCron: 'text',
  BackupRuleTimezone: 'text',
};

const LIFECYCLE: Readonly<Record<string, Kind>> = {
  MoveToColdStorageAfterDays: 'number',
  DeleteAfterDays: 'number',
  OptInToArchiveForSupportedResources: 'flag',
  DeleteAfterEvent: 'text',
};

/**
 * `askedId` and the id in the body are compared without regard to case: ids are UUIDs, which differ by more than
 * case, and a lower-case paste of an upper-case id still means the same job. The id that counts is the one in the body.
 */
export function checkAnswer(body: string, askedId: string): AnswerCheck {
  const parsed = parseBody(body);
  if (!parsed.ok) return parsed;
  const job = parsed.object['CopyJob'];
  if (job === undefined || job === null) return fault('The body has no CopyJob.');
  if (!isMap(job)) return fault('CopyJob is not an object.');
  const copyJobId = job['CopyJobId'];
  if (typeof copyJobId !== 'string' || copyJobId === '') return fault('CopyJob has no CopyJobId.');
  if (copyJobId.toLowerCase() !== askedId.toLowerCase()) {
    return fault(`The body is about another job: ${shorten(copyJobId)}.`);
  }
  const wrong = wronglyTyped(job);
  return wrong === undefined ? { ok: true, copyJobId } : fault(wrong);
}

/** The JSON object that every answer of AWS Backup is, or what there is instead. */
export function parseBody(body: string): { ok: true; object: Readonly<Record<string, unknown>> } | Fault {
  // Looked at before it is parsed: the engine would spend seconds on megabytes of brackets, and nothing else would move.
  if (isNestedDeeper(body, DEEPEST)) return fault(`The body is nested more than ${DEEPEST} levels deep.`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return fault(body.trim() === '' ? 'The body is empty.' : 'The body is not complete JSON.');
  }
  return isMap(parsed) ? { ok: true, object: parsed } : fault('The body is not a JSON object.');
}

/** What is wrong with the types of a copy job's members; undefined: nothing. */
export function wronglyTyped(job: Readonly<Record<string, unknown>>): string | undefined {
  const nested = (member: string) => {
    const value = job[member];
    return isMap(value) ? value : {};
  };
  return (
    wrongMember(job, COPY_JOB, '') ??
    wrongMember(nested('CreatedBy'), CREATED_BY, 'CreatedBy.') ??
    wrongMember(nested('DestinationRecoveryPointLifecycle'), LIFECYCLE, 'DestinationRecoveryPointLifecycle.') ??
    wrongCount(nested('ChildJobsInState'))
  );
}

function wrongMember(
  holder: Readonly<Record<string, unknown>>,
  kinds: Readonly<Record<string, Kind>>,
  prefix: string,
): string | undefined {
  for (const [member, kind] of Object.entries(kinds)) {
    const value = holder[member];
    // AWS may send null for a member it has nothing to say about.
    if (value === undefined || value === null || kindOf(value) === kind) continue;
    return `${prefix}${member} is ${NAMES[kindOf(value)]} where AWS documents ${NAMES[kind]}.`;
  }
  return undefined;
}

function wrongCount(counts: Readonly<Record<string, unknown>>): string | undefined {
  const wrong = Object.keys(counts).find((state) => counts[state] !== null && typeof counts[state] !== 'number');
  return wrong === undefined ? undefined : `ChildJobsInState.${wrong} is not a number.`;
}

const NAMES: Readonly<Record<Kind | 'list', string>> = {
  text: 'text',
  number: 'a number',
  flag: 'true or false',
  map: 'an object',
  list: 'a list',
};

function kindOf(value: unknown): Kind | 'list' {
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'flag';
  return Array.isArray(value) ? 'list' : 'map';
}

/** Whether a value is a JSON object. */
export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function fault(text: string): Fault {
  return { ok: false, fault: text };
}

const LONGEST_QUOTE = 60;

function shorten(text: string): string {
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
}
