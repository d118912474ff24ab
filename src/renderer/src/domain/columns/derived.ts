import { SECOND_MS } from '../durations';
import type { JobValue } from '../job-values';
import { aliasesOf } from './aliases';
import { foldName } from './comparable';
import { OUTCOME_KEYS } from './outcome-keys';
import type { Column, ColumnKind, ListedJob } from './types';

interface Derived {
  readonly id: string;
  readonly label: string;
  readonly kind: ColumnKind;
  readonly help: string;
  /** Absent: free text finds the same words in a member already. */
  readonly searched?: true;
  readonly rank?: (text: string) => number;
  readonly value: (job: ListedJob) => JobValue | undefined;
}

const OUTCOME_ORDER = new Map(OUTCOME_KEYS.map((key, place) => [foldName(key), place]));

const DERIVED: readonly Derived[] = [
  {
    id: 'outcome',
    label: 'Outcome',
    kind: 'outcome',
    help: 'How the job stands, with “completed with issues” told apart from a plain completion. Sorted by what needs somebody first.',
    searched: true,
    rank: (text) => OUTCOME_ORDER.get(text) ?? OUTCOME_ORDER.size,
    value: (job) => job.outcomeKey,
  },
  {
    id: 'account',
    label: 'Owner account',
    kind: 'account',
    help: 'The account the job belongs to: as AWS Backup names it, else from the ARN of the source vault or resource.',
    searched: true,
    value: (job) => job.accountId,
  },
  {
    id: 'region',
    label: 'Region',
    kind: 'region',
    help: 'The Region that was asked about the job.',
    searched: true,
    value: (job) => job.region,
  },
  {
    id: 'route',
    label: 'Route',
    kind: 'text',
    help: 'From which Region and vault to which. A part that nothing in the job tells is written as “?”.',
    value: routeText,
  },
  {
    id: 'sourceVault',
    label: 'Source vault name',
    kind: 'vault',
    help: 'The name of the vault that holds the backup being copied.',
    value: (job) => job.sourceVault,
  },
  {
    id: 'sourceRegion',
    label: 'Source Region',
    kind: 'region',
    help: 'The Region the backup is copied from.',
    value: (job) => job.sourceRegion,
  },
  {
    id: 'sourceAccount',
    label: 'Source account',
    kind: 'account',
    help: 'The account the backup is copied from.',
    value: (job) => job.sourceAccount,
  },
  {
    id: 'destinationVault',
    label: 'Destination vault name',
    kind: 'vault',
    help: 'The name of the vault that the copy goes to.',
    value: (job) => job.destinationVault,
  },
  {
    id: 'destinationRegion',
    label: 'Destination Region',
    kind: 'region',
    help: 'The Region the copy goes to.',
    value: (job) => job.destinationRegion,
  },
  {
    id: 'destinationAccount',
    label: 'Destination account',
    kind: 'account',
    help: 'The account the copy goes to.',
    value: (job) => job.destinationAccount,
  },
  {
    id: 'crossAccount',
    label: 'Cross-account',
    kind: 'flag',
    help: 'Whether the copy goes to another account. Not said where the job does not tell both.',
    value: (job) => job.crossAccount,
  },
  {
    id: 'crossRegion',
    label: 'Cross-Region',
    kind: 'flag',
    help: 'Whether the copy goes to another Region. Not said where the job does not tell both.',
    value: (job) => job.crossRegion,
  },
  {
    id: 'airGapped',
    label: 'Air-gapped',
    kind: 'flag',
    help: 'Whether the destination is a logically air-gapped vault. Not said where AWS Backup sent no vault type.',
    value: (job) => job.airGapped,
  },
  {
    id: 'duration',
    label: 'Duration',
    kind: 'duration',
    help: 'From creation to completion, waiting included. Only ended jobs have one.',
    value: (job) => job.durationMs,
  },
  {
    id: 'throughput',
    label: 'Nominal throughput',
    kind: 'rate',
    help: 'Reported size divided by duration, in bytes per second. Nominal: the size is often not what was sent, and the time includes waiting. None where either is missing or zero.',
    value: throughputOf,
  },
  {
    id: 'age',
    label: 'Age',
    kind: 'age',
    help: 'Time since the job was created.',
    value: (job) => job.createdAt,
  },
  {
    id: 'onDemand',
    label: 'On demand',
    kind: 'flag',
    help: 'Whether no backup plan stands behind the job: it was asked for by hand or by a program.',
    value: onDemand,
  },
  {
    id: 'firstSeen',
    label: 'First seen',
    kind: 'instant',
    help: 'When AWS Backup first answered for this job.',
    value: (job) => job.firstSeen,
  },
  {
    id: 'lastSeen',
    label: 'Last seen',
    kind: 'instant',
    help: 'When AWS Backup last answered for this job.',
    value: (job) => job.lastSeen,
  },
  {
    id: 'timesSeen',
    label: 'Times seen',
    kind: 'count',
    help: 'How often AWS Backup answered for this job.',
    value: (job) => job.timesSeen,
  },
  {
    id: 'snapshots',
    label: 'Snapshots',
    kind: 'count',
    help: 'How many different answers in a row the history holds.',
    value: (job) => job.snapshotCount,
  },
  {
    id: 'lookup',
    label: 'Last look-up',
    kind: 'category',
    help: 'Whether the last attempt to ask about this job was answered or failed.',
    value: (job) => job.lastLookup.outcome,
  },
  {
    id: 'lookupError',
    label: 'Look-up error',
    kind: 'category',
    help: 'Why the last look-up failed. None if it was answered.',
    searched: true,
    value: (job) => job.lastLookup.error?.code,
  },
  {
    id: 'profile',
    label: 'Profile',
    kind: 'text',
    help: 'The profile that AWS Backup answered last about this job.',
    searched: true,
    value: (job) => job.profile.name,
  },
  {
    id: 'note',
    label: 'Note',
    kind: 'text',
    help: 'What somebody has noted on the job or one of its snapshots, on this computer. AWS Backup knows nothing of it.',
    searched: true,
    value: (job) => job.note,
  },
  {
    id: 'hold',
    label: 'Hold',
    kind: 'text',
    help: 'Why somebody wants the job kept, whatever rules for thinning out the history say. Copytrail’s own: AWS Backup knows nothing of it.',
    searched: true,
    value: (job) => job.hold,
  },
];

/** Columns for what Copytrail works out. */
export const DERIVED_COLUMNS: readonly Column[] = DERIVED.map(({ searched = false, ...column }) => ({
  ...column,
  isMember: false,
  searched,
  aliases: aliasesOf(column.id),
}));

function routeText(job: ListedJob): string | undefined {
  const { sourceRegion, sourceVault, destinationRegion, destinationVault } = job;
  const parts = [sourceRegion, sourceVault, destinationRegion, destinationVault];
  if (parts.every((part) => part === undefined)) return undefined;
  const [fromRegion, fromVault, toRegion, toVault] = parts.map((part) => part ?? '?');
  return `${fromRegion ?? ''} ${fromVault ?? ''} → ${toRegion ?? ''} ${toVault ?? ''}`;
}

/** Bytes per second; undefined where it would say nothing, as `nominalThroughput` in domain/durations. */
function throughputOf({ sizeBytes, durationMs }: ListedJob): number | undefined {
  if (sizeBytes === undefined || durationMs === undefined || durationMs < SECOND_MS) return undefined;
  const bytes = Number(sizeBytes);
  return bytes > 0 && Number.isFinite(bytes) ? Math.floor((bytes * SECOND_MS) / durationMs) : undefined;
}

const PLAN = 'CreatedBy';

/** Undefined where nothing is known of the job: an answer that cannot be read does not say that no plan asked for it. */
function onDemand({ values }: ListedJob): boolean | undefined {
  let isEmpty = true;
  for (const path in values) {
    isEmpty = false;
    if (path === PLAN || path.startsWith(`${PLAN}.`) || path.startsWith(`${PLAN}[`)) return false;
  }
  return isEmpty ? undefined : true;
}
