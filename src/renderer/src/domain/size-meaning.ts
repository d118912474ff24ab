/**
 * What `BackupSizeInBytes` stands for, which depends on the resource type. AWS documents it for backup jobs (API reference,
 * DescribeBackupJob); copy jobs are reported to behave alike, so that the words stay careful.
 */

/** Compared without spaces, dashes and letter case: AWS writes some types in several ways. */
function typeKey(resourceType: string): string {
  return resourceType.replace(/[^a-z0-9]/gi, '').toLowerCase();
}

/** Types for which AWS Backup leaves the size out. */
const NOT_REPORTED = new Set(['aurora', 'documentdb', 'neptune', 'fsx']);
/** Types for which AWS Backup writes 0 whatever the size is. */
const ALWAYS_ZERO = new Set(['rds']);

const MEASURES: ReadonlyMap<string, string> = new Map([
  ['ebs', 'For EBS this is the provisioned size of the volume, not what the snapshot holds or what was sent.'],
  ['ec2', 'For EC2 this is the provisioned size of the volumes, not what the snapshots hold or what was sent.'],
  ['efs', 'For EFS this counts the bytes that changed since the backup before.'],
  ['dynamodb', 'For DynamoDB with advanced features this is the size of the recovery point.'],
  ['eks', 'For EKS this is the size of the nested recovery point of the cluster’s own state.'],
  ['virtualmachine', 'For virtual machines this may be less than the real size.'],
]);

/** Why there is no size. */
export function absentSizeMeaning(resourceType: string | undefined): string {
  if (resourceType !== undefined && NOT_REPORTED.has(typeKey(resourceType))) {
    return `AWS Backup usually reports no size for ${resourceType}. That does not mean zero.`;
  }
  return 'AWS Backup has not reported a size: it may not know one yet. That does not mean zero.';
}

/** Why the size is zero. */
export function zeroSizeMeaning(resourceType: string | undefined): string {
  if (resourceType !== undefined && ALWAYS_ZERO.has(typeKey(resourceType))) {
    return `AWS Backup usually reports 0 for ${resourceType}, whatever the real size is.`;
  }
  return 'AWS Backup reported zero, which is not the same as no size. Nothing may have been copied yet.';
}

/** What a size above zero measures, where the type has its own meaning; undefined otherwise. */
export function sizeMeaning(resourceType: string | undefined): string | undefined {
  return resourceType === undefined ? undefined : MEASURES.get(typeKey(resourceType));
}
