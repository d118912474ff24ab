/** A page that says more. */
export interface HintSource {
  readonly title: string;
  readonly url: string;
}

/** What a status message may mean and what may help. Always a possibility, never a finding. */
export interface Hint {
  readonly id: string;
  readonly cause: string;
  readonly remedy: string;
  readonly source: HintSource;
  /** True: the remedy is concluded from the message; no documentation of AWS says so. */
  readonly inferred: boolean;
}

/** A hint and the messages it is for. */
export interface Pattern extends Hint {
  readonly pattern: RegExp;
  /** True: worth saying only if nothing more telling fits. */
  readonly general?: true;
}

const GUIDE = 'https://docs.aws.amazon.com/aws-backup/latest/devguide/';

/** The pages hints lead to. */
export const SOURCES = {
  crossAccount: { title: 'Copies across accounts', url: `${GUIDE}create-cross-account-backup.html` },
  crossRegion: { title: 'Copies across Regions', url: `${GUIDE}cross-region-backup.html` },
  copies: { title: 'Creating a copy', url: `${GUIDE}recov-point-create-a-copy.html` },
  encryption: { title: 'Encryption of backups', url: `${GUIDE}encryption.html` },
  troubleshooting: { title: 'Troubleshooting AWS Backup', url: `${GUIDE}troubleshooting.html` },
  reasons: { title: 'Reasons for problematic jobs', url: `${GUIDE}backup-dashboards.html` },
  quotas: { title: 'AWS Backup quotas', url: `${GUIDE}aws-backup-limits.html` },
  features: { title: 'Features by resource and Region', url: `${GUIDE}backup-feature-availability.html` },
  airGapped: { title: 'Logically air-gapped vaults', url: `${GUIDE}logicallyairgappedvault.html` },
  vaultLock: { title: 'Vault lock settings', url: `${GUIDE}API_PutBackupVaultLockConfiguration.html` },
  events: { title: 'Events of AWS Backup', url: `${GUIDE}eventbridge.html` },
  stacks: { title: 'Stacks and other groups', url: `${GUIDE}applicationstackbackups.html` },
  repostCrossAccount: {
    title: 'AWS re:Post: cross-account copies that fail',
    url: 'https://repost.aws/knowledge-center/backup-troubleshoot-cross-account-copy',
  },
  repostAccessDenied: {
    title: 'AWS re:Post: access denied on a copy',
    url: 'https://repost.aws/knowledge-center/backup-resolve-access-denied-error',
  },
  repostKey: {
    title: 'AWS re:Post: errors of cross-account copies',
    url: 'https://repost.aws/knowledge-center/backup-cross-account-copy-error',
  },
} as const satisfies Record<string, HintSource>;
