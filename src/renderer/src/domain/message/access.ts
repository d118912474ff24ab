import { SOURCES, type Pattern } from './types';

/** Accounts, permissions and keys. Ordered: of several that fit, the more telling one comes first. */
export const ACCESS_PATTERNS: readonly Pattern[] = [
  {
    id: 'other-organization',
    pattern: /must be a member of the same organization/i,
    cause: 'The two accounts do not seem to be in the same organization; one may have been moved lately.',
    remedy:
      'Bring both accounts into one organization. For a vault of another organization, share a logically air-gapped vault instead.',
    source: SOURCES.repostCrossAccount,
    inferred: false,
  },
  {
    id: 'cross-account-off',
    pattern: /cross-account copy feature is not enabled/i,
    cause: 'Cross-account backup does not seem to be switched on for the organization.',
    remedy:
      'In the management account, turn on cross-account backup in the settings of AWS Backup (UpdateGlobalSettings, isCrossAccountBackupEnabled).',
    source: SOURCES.crossAccount,
    inferred: false,
  },
  {
    id: 'marketplace-image',
    pattern: /images from aws marketplace cannot be copied/i,
    cause: 'The image carries a Marketplace product code, and such images cannot go to another account.',
    remedy: 'Leave this instance out of cross-account copies, or back up its data volumes on their own.',
    source: SOURCES.reasons,
    inferred: true,
  },
  {
    id: 'default-vault-key',
    pattern: /destination backup vault is encrypted with the default backup service managed key/i,
    cause:
      'The destination vault seems to use the key that AWS Backup manages, which does not work across accounts for this resource type.',
    remedy: 'Copy into a vault with a customer managed key.',
    source: SOURCES.encryption,
    inferred: false,
  },
  {
    id: 'aws-managed-source-key',
    pattern: /encrypted with the aws managed key can.?t be shared|amazon ebs default key cannot be shared/i,
    cause:
      'The source seems to be encrypted with a key that AWS manages; its policy cannot be opened to another account.',
    remedy: 'Encrypt the source with a customer managed key and share that key with the destination account.',
    source: SOURCES.encryption,
    inferred: false,
  },
  {
    id: 'key-not-accessible',
    pattern: /given key id is not accessible|describekey permissions? on the default key/i,
    cause: 'The destination, or the role that copies, may not be allowed to use the source’s key.',
    remedy:
      'Name the destination account and the copy role in the key’s policy: DescribeKey, CreateGrant, GenerateDataKey and Decrypt, with no Deny against them.',
    source: SOURCES.repostKey,
    inferred: false,
  },
  {
    id: 'key-state',
    pattern: /kms key is either disabled or pending deletion|access to kms key is denied/i,
    cause: 'A key may be switched off, about to be deleted, or closed to AWS Backup.',
    remedy: 'Look at the keys of both vaults: enable the key or cancel its deletion, and check its policy for a Deny.',
    source: SOURCES.encryption,
    inferred: false,
  },
  {
    id: 'source-key-missing',
    pattern: /source snapshot kms key does not exist/i,
    cause:
      'The role of the backup plan may not be named in the policy of the source’s key; copies by hand may still work.',
    remedy: 'Add the role to the key’s policy, and check that the key exists and is enabled.',
    source: SOURCES.troubleshooting,
    inferred: false,
  },
  {
    id: 'air-gapped-key',
    pattern: /access ?denied.*(customer managed|cmk|kms).*(air-gapped|vault)|air-gapped.*(kms|key).*denied/i,
    cause:
      'The copy role, or AWS Backup’s service-linked role at the destination, may lack rights on one of the two keys.',
    remedy: 'Compare both key policies with those that AWS lists for air-gapped vaults with customer managed keys.',
    source: SOURCES.airGapped,
    inferred: false,
  },
  {
    id: 'kms-alias',
    pattern: /kms:(resourcealiases|describekey)|alias\/aws\/backup/i,
    cause: 'A custom role may not be allowed to look at the key behind alias/aws/backup in the other Region.',
    remedy: 'Allow kms:DescribeKey with the condition kms:ResourceAliases set to alias/aws/backup.',
    source: SOURCES.encryption,
    inferred: false,
  },
  {
    id: 'list-tags',
    pattern: /access denied.*list tags/i,
    cause: 'The copy role may not be allowed to read tags of the resource.',
    remedy: 'Attach AWS’s managed backup policy to the role, or add the tag actions of the service.',
    source: SOURCES.events,
    inferred: false,
  },
  {
    id: 'vault-policy',
    pattern: /access denied trying to call aws backup service/i,
    cause:
      'The policy of the destination vault may not let the source account in; if it names an organization or unit, that id may be wrong.',
    remedy:
      'Allow backup:CopyIntoBackupVault for the source account or organization in the destination vault’s policy, and in the copy role.',
    source: SOURCES.repostAccessDenied,
    inferred: false,
  },
  {
    id: 'role-trust',
    pattern: /cannot be assumed by aws backup|assume.*role.*(denied|fail)/i,
    cause: 'The copy role may not trust AWS Backup.',
    remedy: 'Name backup.amazonaws.com as a trusted service in the role.',
    source: SOURCES.crossRegion,
    inferred: false,
  },
  {
    id: 'unshare',
    pattern: /failed to unshare snapshot/i,
    cause: 'The copy role may have been deleted while the job ran.',
    remedy: 'Restore the role, then look for snapshots that are still shared.',
    source: SOURCES.troubleshooting,
    inferred: true,
  },
  {
    id: 'subscription',
    pattern: /access key id needs a subscription/i,
    cause: 'The service may not be activated in that account or Region.',
    remedy: 'Sign up or opt in to the service there, then copy again.',
    source: SOURCES.reasons,
    inferred: true,
  },
  {
    id: 'not-authorized',
    general: true,
    pattern: /not authorized to perform|does not have permission|missing permission|access ?denied/i,
    cause: 'The copy role may be too narrow, or a policy of the organization may forbid the action.',
    remedy: 'Compare the role with AWS’s managed backup policy, and look for the refusal in CloudTrail.',
    source: SOURCES.troubleshooting,
    inferred: false,
  },
];
