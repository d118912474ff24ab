import { GUIDE, type Field } from './types';

/** What was copied, and from where to where. Facts: AWS Backup API reference, `CopyJob`. */
export const SUBJECT_FIELDS: readonly Field[] = [
  {
    path: 'ResourceType',
    label: 'Resource type',
    group: 'what',
    kind: 'type',
    meaning:
      'The kind of AWS resource that the copied backup protects, for example EBS or Aurora. Some names contain spaces, and AWS adds new ones.',
    change: 'fixed',
  },
  {
    path: 'ResourceName',
    label: 'Resource name',
    group: 'what',
    kind: 'text',
    meaning: 'The name of the protected resource. Several resources may share one name.',
    change: 'rare',
    absent: 'The resource has no name, or AWS Backup did not record one.',
  },
  {
    path: 'ResourceArn',
    label: 'Resource',
    group: 'what',
    kind: 'arn',
    meaning: 'The protected resource itself: the volume, database, file system and so on whose backup is copied.',
    change: 'fixed',
  },
  {
    path: 'BackupSizeInBytes',
    label: 'Size',
    group: 'what',
    kind: 'bytes',
    meaning:
      'The size AWS Backup reports for the copied backup. What it measures depends on the resource type: provisioned size for EBS and EC2, changed bytes for EFS. It is not the number of bytes sent.',
    change: 'moves',
    absent:
      'AWS Backup does not report a size for some resource types (Aurora, DocumentDB, Neptune, FSx), nor before it knows one. It does not mean zero.',
    docs: `${GUIDE}API_CopyJob.html`,
  },
  {
    path: 'CopyJobId',
    label: 'Copy job ID',
    group: 'what',
    kind: 'id',
    meaning: 'The id of this copy job. It is unique within one account and Region only.',
    change: 'fixed',
  },
  {
    path: 'AccountId',
    label: 'Account',
    group: 'what',
    kind: 'account',
    meaning: 'The account that owns the copy job, which is the account the backup is copied from.',
    change: 'fixed',
  },
  {
    path: 'SourceBackupVaultArn',
    label: 'Source vault',
    group: 'route',
    kind: 'arn',
    meaning: 'The backup vault that holds the backup being copied.',
    change: 'fixed',
  },
  {
    path: 'SourceRecoveryPointArn',
    label: 'Source recovery point',
    group: 'route',
    kind: 'arn',
    meaning: 'The backup being copied.',
    change: 'fixed',
  },
  {
    path: 'DestinationBackupVaultArn',
    label: 'Destination vault',
    group: 'route',
    kind: 'arn',
    meaning: 'The backup vault that the copy goes to, possibly in another Region or account.',
    change: 'fixed',
  },
  {
    path: 'DestinationVaultType',
    label: 'Destination vault type',
    group: 'route',
    kind: 'type',
    meaning:
      'Whether the destination is an ordinary vault (BACKUP_VAULT) or a logically air-gapped one (LOGICALLY_AIR_GAPPED_BACKUP_VAULT).',
    change: 'fixed',
    docs: `${GUIDE}logicallyairgappedvault.html`,
  },
  {
    path: 'DestinationVaultLockState',
    label: 'Destination vault lock',
    group: 'route',
    kind: 'text',
    meaning:
      'Whether the destination vault is locked, so that copies in it cannot be deleted before their time. Somebody may lock a vault at any moment.',
    change: 'rare',
    docs: `${GUIDE}vault-lock.html`,
  },
  {
    path: 'DestinationRecoveryPointArn',
    label: 'Copy',
    group: 'route',
    kind: 'arn',
    meaning: 'The new recovery point in the destination vault: the copy itself.',
    change: 'once',
    absent: 'There is no copy yet, or the job ended without making one.',
  },
];
