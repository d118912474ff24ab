/** How a copy job ends. */
export interface Outcome {
  readonly state: string;
  readonly message?: string;
  readonly category?: string;
  /** Failures show after seconds, minutes or hours; what completes takes the time its data needs. */
  readonly after: 'seconds' | 'minutes' | 'hours' | 'all its data';
}

function failed(after: Outcome['after'], category: string, message: string): Outcome {
  return { state: 'FAILED', after, category, message };
}

/**
 * The ends that jobs of the demo account come to. Messages and categories are those that AWS Backup prints
 * (Developer Guide, "Reasons for problematic jobs", and AWS re:Post articles on failed copies), so that what people
 * find on the web for a message helps here too.
 */
export const OUTCOMES = {
  ok: { state: 'COMPLETED', after: 'all its data', category: 'SUCCESS' },
  /** The copy is there, its tags are not: the console's "completed with issues". */
  tagsNotCopied: {
    state: 'COMPLETED',
    after: 'all its data',
    category: 'TAG_COPY_ERROR',
    message: 'We are unable to copy resource tags to your backup because of the Internal Failure.',
  },
  accessDenied: failed('seconds', 'ACCESS_DENIED', 'Access Denied trying to call AWS Backup service'),
  otherOrganization: failed(
    'seconds',
    'ACCESS_DENIED',
    'Copy job failed. Both source and destination account must be a member of the same organization.',
  ),
  notEnabled: failed(
    'seconds',
    'FEATURE_NOT_ENABLED',
    'Copy job failed. Cross-account copy feature is not enabled for the current organization.',
  ),
  managedKey: failed(
    'seconds',
    'ACCESS_DENIED',
    "Snapshots encrypted with the AWS managed key can't be shared. Specify another snapshot.",
  ),
  keyNotAccessible: failed(
    'minutes',
    'KMS_KEY_ERROR',
    'AMI snapshot copy failed with error: Given key ID is not accessible. ' +
      'You must have DescribeKey permissions on the default key',
  ),
  keyDisabled: failed(
    'minutes',
    'KMS_KEY_ERROR',
    'KMS key is either disabled or pending deletion or access to KMS key is denied',
  ),
  retention: failed(
    'seconds',
    'INVALID_LIFECYCLE',
    'Copy job failed. The retention specified in the job is not within the range specified for the target Backup Vault.',
  ),
  redshiftNotSupported: failed(
    'seconds',
    'UNSUPPORTED_OPERATION',
    'Copy job from us-east-1 to us-west-2 cannot be initiated for Redshift resources. ' +
      'Feature is not supported for provided resource type.',
  ),
  typeNotSupported: failed('seconds', 'RESOURCE_NOT_SUPPORTED', 'Feature is not supported for provided resource type.'),
  gatewayVault: failed(
    'seconds',
    'UNSUPPORTED_OPERATION',
    'UnsupportedOperation : Storage Gateway backup copies require a user-created backup vault and key at destination.',
  ),
  tooMany: failed('hours', 'CONCURRENT_JOB', 'There are too many copy jobs running for resource.'),
  tooManyTags: failed('minutes', 'LIMIT_EXCEEDED', 'The resultant tag set must not have more than 50 user tags.'),
  imageNotFound: failed('minutes', 'RESOURCE_NOT_FOUND', 'Source AMI not found in Region'),
  optionGroup: failed(
    'minutes',
    'MISCELLANEOUS',
    'The snapshot requires a target option group with the following options: TDE.',
  ),
  tokenExpired: failed('hours', 'TOKEN_EXPIRED', 'Token expired. Try again.'),
  fatal: failed(
    'hours',
    'FATAL_ERROR',
    'Copy job encountered a fatal error. Please contact AWS Support for further assistance.',
  ),
} as const satisfies Record<string, Outcome>;

export type OutcomeName = keyof typeof OUTCOMES;
