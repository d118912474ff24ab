import type { Night } from '../calendar';
import { VAULTS } from '../places';
import type { CopySpec } from '../spec';

/** Each story is told once in every cycle of 28 days, on the days of the cycle named here. */
const NIGHTLY = { hour: 2, minute: 30, timezone: 'Europe/Berlin' } as const;

/**
 * A role is swapped for a narrower one; every copy fails from that night on, until the old role is back. The failed
 * jobs differ from the good ones in `IamRoleArn` alone.
 */
export const ROLE_SWAPPED: CopySpec = {
  key: 'orders-db-data',
  type: 'EBS',
  resourceName: 'orders-db-data',
  from: VAULTS.production,
  to: VAULTS.centralDr,
  schedule: NIGHTLY,
  plan: { name: 'production-nightly', rule: 'nightly-to-dr' },
  gib: 500,
  minutes: 42,
  role: 'backup-copy',
  keepDays: 35,
  story: ({ dayOfCycle }) =>
    dayOfCycle >= 14 && dayOfCycle < 19 ? { role: 'backup-copy-restricted', outcome: 'accessDenied' } : {},
};

/**
 * Every cycle the archive moves to a new vault, which is locked after ten days. The lock asks for more days than the
 * rule keeps: three nights fail, then the rule is corrected (a new version of the plan).
 */
export const VAULT_LOCKED: CopySpec = {
  key: 'ledger',
  type: 'DynamoDB',
  resourceName: 'ledger',
  from: VAULTS.production,
  to: VAULTS.compliance,
  schedule: { hour: 3, minute: 0, timezone: 'Europe/Berlin' },
  plan: { name: 'ledger-archive', rule: 'nightly-archive' },
  gib: 86,
  minutes: 25,
  keepDays: 7,
  story: ({ cycle, dayOfCycle }) => {
    const locked = dayOfCycle >= 10;
    const corrected = dayOfCycle >= 13;
    const number = String(cycle % 100).padStart(2, '0');
    return {
      to: { ...VAULTS.compliance, name: `ledger-archive-${number}`, locked },
      keepDays: corrected ? 90 : 7,
      planEdit: cycle * 2 + (corrected ? 1 : 0),
      ...(locked && !corrected ? { outcome: 'retention' } : {}),
    };
  },
};

const KEY_CHANGES_ON_DAY = 9;

/** The destination vault gets a new key; a copy of an EBS snapshot to another key is a full one, and takes long. */
export const KEY_CHANGED: CopySpec = {
  key: 'warehouse-data',
  type: 'EBS',
  resourceName: 'warehouse-data',
  from: VAULTS.payments,
  to: VAULTS.paymentsCopy,
  schedule: { hour: 1, minute: 15, timezone: 'America/New_York' },
  plan: { name: 'payments-nightly', rule: 'nightly-to-west' },
  gib: 2048,
  minutes: 24,
  keepDays: 35,
  story: ({ cycle, dayOfCycle }) => ({
    keyGeneration: dayOfCycle >= KEY_CHANGES_ON_DAY ? cycle + 1 : cycle,
    slower: dayOfCycle === KEY_CHANGES_ON_DAY ? 8 : 1,
  }),
};

/** Each copy takes a little longer than the last, because there is a little more to copy. */
export const SLOW_DRIFT: CopySpec = {
  key: 'shared-home',
  type: 'EFS',
  resourceName: 'shared-home',
  from: VAULTS.research,
  to: VAULTS.centralDrSydney,
  schedule: { hour: 22, minute: 0, timezone: 'Australia/Sydney' },
  plan: { name: 'research-nightly', rule: 'nightly' },
  gib: 40,
  minutes: 30,
  keepDays: 30,
  story: ({ dayOfCycle }) => ({ slower: 1 + dayOfCycle * 0.09, larger: 1 + dayOfCycle * 0.08 }),
};

/** One night there is no job at all: nothing failed, so nothing told anybody. */
export const NIGHT_MISSED: CopySpec = {
  key: 'customers-aurora',
  type: 'Aurora',
  resourceName: 'customers',
  from: VAULTS.production,
  to: VAULTS.airGapped,
  schedule: { hour: 4, minute: 0, timezone: 'Europe/Berlin' },
  plan: { name: 'production-vaulted', rule: 'nightly-air-gapped' },
  gib: 0,
  minutes: 55,
  keepDays: 35,
  story: ({ dayOfCycle }) => ({ missed: dayOfCycle === 16 }),
};

/** An application stack whose database cannot be copied in one week of four: the parent ends PARTIAL. */
export const CHILD_SPOILS_PARENT: CopySpec = {
  key: 'shop-stack',
  type: 'CloudFormation',
  resourceName: 'shop',
  from: VAULTS.productionUs,
  to: VAULTS.productionUsCopy,
  schedule: { hour: 5, minute: 0, timezone: 'Etc/UTC', weekday: 'SUN' },
  plan: { name: 'applications-weekly', rule: 'weekly-stacks' },
  gib: 0,
  minutes: 60,
  keepDays: 90,
  children: [
    { key: 'data', type: 'EBS', resourceName: 'shop-data', member: 'DataVolume', gib: 100, minutes: 18 },
    { key: 'logs', type: 'EBS', resourceName: 'shop-logs', member: 'LogVolume', gib: 50, minutes: 11 },
    { key: 'carts', type: 'DynamoDB', resourceName: 'shop-carts', member: 'CartTable', gib: 12, minutes: 9 },
    {
      key: 'db',
      type: 'RDS',
      resourceName: 'shopdb',
      member: 'ShopDatabase',
      gib: 0,
      minutes: 40,
      weeks: ['ok', 'ok', 'optionGroup', 'ok'],
    },
  ],
};

const UNUSUAL_DAY = 5;

/**
 * An answer from a later AWS Backup: a state, members and numbers that no published model has, and a name that is
 * hard on whoever displays it.
 */
export const UNUSUAL: CopySpec = {
  key: 'unusual',
  type: 'DSQL',
  resourceName: 'données-東京 🗄️ <b>"x"</b>\nsecond line',
  from: VAULTS.production,
  to: VAULTS.airGapped,
  schedule: { hour: 6, minute: 0, timezone: 'Europe/Berlin' },
  plan: { name: 'production-vaulted', rule: 'nightly-air-gapped' },
  gib: 9,
  minutes: 12,
  keepDays: 35,
  story: (night: Night) => ({
    missed: night.dayOfCycle !== UNUSUAL_DAY,
    extra: {
      State: 'QUARANTINED',
      StatusMessage: 'line 1\nline 2\ttab "quotes" \\ backslash',
      MessageCategory: 'MALWARE_SUSPECTED',
      BackupSizeInBytes: 9_007_199_254_740_993n,
      ParentJobId: null,
      MalwareScan: { Verdict: 'SUSPICIOUS', Engines: ['first', 'second'], ScannedObjects: 18_446_744_073_709_551_615n },
    },
  }),
};

export const STORIES: readonly CopySpec[] = [
  ROLE_SWAPPED,
  VAULT_LOCKED,
  KEY_CHANGED,
  SLOW_DRIFT,
  NIGHT_MISSED,
  CHILD_SPOILS_PARENT,
  UNUSUAL,
];
