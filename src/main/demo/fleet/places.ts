/** The accounts of the demo organization. Ids are those that AWS's documentation uses for examples. */
export const ACCOUNTS = {
  production: '111122223333',
  drSite: '444455556666',
  payments: '123456789012',
  research: '210987654321',
  audit: '777788889999',
  /** In AWS GovCloud (US): another partition, and so in nobody else's organization. */
  govcloud: '555566667777',
} as const;

export const ORGANIZATION = [ACCOUNTS.production, ACCOUNTS.drSite, ACCOUNTS.payments, ACCOUNTS.research] as const;

/** A backup vault, in its account and Region. */
export interface Vault {
  readonly accountId: string;
  readonly region: string;
  readonly name: string;
  readonly airGapped?: boolean;
  readonly locked?: boolean;
}

/** First part of every ARN of a Region: `arn:aws` or that of another partition. */
export function arnPrefix(region: string): string {
  return region.startsWith('us-gov-') ? 'arn:aws-us-gov' : 'arn:aws';
}

export function vaultArn(vault: Vault): string {
  return `${arnPrefix(vault.region)}:backup:${vault.region}:${vault.accountId}:backup-vault:${vault.name}`;
}

const { production, drSite, payments, research, audit, govcloud } = ACCOUNTS;

export const VAULTS = {
  production: { accountId: production, region: 'eu-central-1', name: 'production' },
  productionUs: { accountId: production, region: 'us-east-1', name: 'production-us' },
  productionCopy: { accountId: production, region: 'eu-west-1', name: 'production-copy' },
  productionUsCopy: { accountId: production, region: 'us-west-2', name: 'production-us-copy' },
  centralDr: { accountId: drSite, region: 'eu-west-1', name: 'central-dr' },
  centralDrUs: { accountId: drSite, region: 'us-west-2', name: 'central-dr-us' },
  centralDrSydney: { accountId: drSite, region: 'ap-southeast-2', name: 'central-dr-apac' },
  compliance: { accountId: drSite, region: 'eu-central-1', name: 'compliance-7y', locked: true },
  airGapped: { accountId: drSite, region: 'eu-central-1', name: 'air-gapped', airGapped: true, locked: true },
  airGappedUs: { accountId: drSite, region: 'us-east-1', name: 'air-gapped-us', airGapped: true, locked: true },
  drSite: { accountId: drSite, region: 'eu-west-1', name: 'dr-site' },
  drNorth: { accountId: drSite, region: 'eu-north-1', name: 'dr-north' },
  payments: { accountId: payments, region: 'us-east-1', name: 'payments' },
  paymentsEks: { accountId: payments, region: 'us-west-2', name: 'payments-eks' },
  paymentsCopy: { accountId: payments, region: 'us-west-2', name: 'payments-copy' },
  paymentsEksCopy: { accountId: payments, region: 'us-east-2', name: 'payments-eks-copy' },
  research: { accountId: research, region: 'ap-southeast-2', name: 'research' },
  researchCopy: { accountId: research, region: 'ap-southeast-1', name: 'research-copy' },
  audit: { accountId: audit, region: 'eu-central-1', name: 'audit-evidence', locked: true },
  auditCopy: { accountId: audit, region: 'eu-west-1', name: 'audit-evidence-copy', locked: true },
  gov: { accountId: govcloud, region: 'us-gov-west-1', name: 'gov-primary' },
  govCopy: { accountId: govcloud, region: 'us-gov-east-1', name: 'gov-copy' },
} as const satisfies Record<string, Vault>;
