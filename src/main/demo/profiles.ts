import { randomBytes } from 'node:crypto';
import type { ProfileSummary } from '../../preload/contract/shapes';
import { ACCOUNTS, ORGANIZATION } from './fleet/places';
import type { DemoKey } from './types';

const HOUR_MS = 3_600_000;

interface DemoProfile {
  readonly name: string;
  readonly description: string;
  readonly region: string;
  readonly accountId: string;
  readonly alsoReads?: readonly string[];
  readonly partition?: DemoKey['partition'];
  /** The session ended this long before the demo account was opened. */
  readonly expiredForMs?: number;
}

const PROFILES: readonly DemoProfile[] = [
  {
    name: 'production',
    description: 'simulated production account, where most copies start',
    region: 'eu-central-1',
    accountId: ACCOUNTS.production,
  },
  {
    name: 'dr-site',
    description: 'simulated disaster recovery account, with second copies of its own',
    region: 'eu-west-1',
    accountId: ACCOUNTS.drSite,
  },
  {
    name: 'payments',
    description: 'simulated member account in the United States',
    region: 'us-east-1',
    accountId: ACCOUNTS.payments,
  },
  {
    name: 'research',
    description: 'simulated member account in Sydney',
    region: 'ap-southeast-2',
    accountId: ACCOUNTS.research,
  },
  {
    name: 'audit',
    description: 'simulated delegated administrator, who sees the copy jobs of the whole organization',
    region: 'eu-central-1',
    accountId: ACCOUNTS.audit,
    alsoReads: ORGANIZATION,
  },
  {
    name: 'govcloud',
    description: 'simulated account in AWS GovCloud (US), a partition of its own',
    region: 'us-gov-west-1',
    accountId: ACCOUNTS.govcloud,
    partition: 'aws-us-gov',
  },
  {
    name: 'contractor',
    description: 'simulated session that has ended, to see what that looks like',
    region: 'eu-central-1',
    accountId: ACCOUNTS.production,
    expiredForMs: 5 * HOUR_MS,
  },
];

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** In the form of AWS's access key ids: a prefix that tells the kind, and 16 characters. */
function accessKeyId(prefix: 'AKIA' | 'ASIA'): string {
  return prefix + Array.from(randomBytes(16), (byte) => BASE32[byte % BASE32.length] ?? 'A').join('');
}

function freshKey(profile: DemoProfile): DemoKey {
  const temporary = profile.expiredForMs !== undefined;
  return {
    accessKeyId: accessKeyId(temporary ? 'ASIA' : 'AKIA'),
    secretAccessKey: randomBytes(30).toString('base64'),
    accountId: profile.accountId,
    partition: profile.partition ?? 'aws',
    ...(profile.alsoReads ? { alsoReads: profile.alsoReads } : {}),
    ...(temporary ? { sessionToken: randomBytes(96).toString('base64'), expired: true } : {}),
  };
}

/** A key pair for every profile, made afresh: nothing that opens anything is ever written down. */
export function freshKeys(): ReadonlyMap<string, DemoKey> {
  return new Map(PROFILES.map((profile) => [profile.name, freshKey(profile)]));
}

function session(profile: DemoProfile, now: number): ProfileSummary['session'] {
  if (profile.expiredForMs === undefined) return { state: 'ready', detail: 'Always ready: nobody signs in here.' };
  return {
    state: 'expired',
    detail: 'This session has ended, and in the demo account it stays so.',
    expiresAt: now - profile.expiredForMs,
  };
}

/** The demo account's profiles as the window shows them. `now`: epoch ms UTC. */
export function profileSummaries(endpointUrl: string, now: number): ProfileSummary[] {
  return PROFILES.map((profile) => ({
    ref: { origin: 'demo', name: profile.name },
    kind: 'demo',
    description: profile.description,
    region: profile.region,
    accountId: profile.accountId,
    session: session(profile, now),
    customEndpoint: { url: endpointUrl, setBy: 'demo account' },
    useFips: false,
    useDualStack: false,
  }));
}
