import { parseArn, shortNameOfArn, vaultNameOf } from './arn';
import type { CopyJobReading } from './copy-job';

/** One end of a copy. Members that nothing in the job tells are undefined. */
export interface RouteEnd {
  readonly vaultArn: string | undefined;
  readonly vaultName: string | undefined;
  readonly accountId: string | undefined;
  readonly region: string | undefined;
  readonly partition: string | undefined;
}

/** The way of a copy. The three questions are undefined, not false, where one end does not tell. */
export interface Route {
  readonly source: RouteEnd;
  readonly destination: RouteEnd;
  readonly crossAccount: boolean | undefined;
  readonly crossRegion: boolean | undefined;
  readonly airGapped: boolean | undefined;
}

/** `DestinationVaultType` of a logically air-gapped vault. */
const AIR_GAPPED = 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT';

/**
 * Where a copy comes from and goes to, from the vaults' ARNs. Where a vault's ARN is missing, the recovery point's and,
 * for the source, the resource's fill in; some of those name no account (EBS snapshots) or no Region (S3 buckets).
 */
export function routeOf(reading: CopyJobReading): Route {
  const text = (path: string) => {
    const value = reading.valueAt(path);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const source = endOf(text('SourceBackupVaultArn'), [text('SourceRecoveryPointArn'), text('ResourceArn')]);
  const destination = endOf(text('DestinationBackupVaultArn'), [text('DestinationRecoveryPointArn')]);
  const vaultType = text('DestinationVaultType');
  return {
    source: { ...source, accountId: source.accountId ?? reading.accountId },
    destination,
    crossAccount: differ(source.accountId ?? reading.accountId, destination.accountId),
    crossRegion: differ(source.region, destination.region),
    airGapped: vaultType === undefined ? undefined : vaultType === AIR_GAPPED,
  };
}

function endOf(vaultArn: string | undefined, others: readonly (string | undefined)[]): RouteEnd {
  const arns = [vaultArn, ...others].map((text) => (text === undefined ? undefined : parseArn(text)));
  const first = <T>(pick: (arn: NonNullable<ReturnType<typeof parseArn>>) => T | undefined): T | undefined => {
    for (const arn of arns) {
      const value = arn && pick(arn);
      if (value !== undefined) return value;
    }
    return undefined;
  };
  return {
    vaultArn,
    // A vault ARN in a shape we do not know still has a last part that people recognise.
    vaultName: vaultArn === undefined ? undefined : (vaultNameOf(vaultArn) ?? shortNameOfArn(vaultArn)),
    accountId: first((arn) => arn.accountId),
    region: first((arn) => arn.region),
    partition: first((arn) => arn.partition),
  };
}

function differ(left: string | undefined, right: string | undefined): boolean | undefined {
  return left === undefined || right === undefined ? undefined : left !== right;
}
