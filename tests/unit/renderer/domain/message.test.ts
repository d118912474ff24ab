import { describe, expect, test } from 'vitest';
import { hintsFor, hintsForMessage, MESSAGE_PATTERNS } from '../../../../src/renderer/src/domain/message';
import { fixture, read } from './reading';

/** Messages as AWS prints them, and the hint each must lead to. */
const MESSAGES = [
  [
    'Copy job failed. Both source and destination account must be a member of the same organization.',
    'other-organization',
  ],
  ['Copy job failed. Cross-account copy feature is not enabled for the current organization.', 'cross-account-off'],
  ['Access Denied trying to call AWS Backup service', 'vault-policy'],
  [
    'Copy job from us-west-2 to us-east-1 cannot be initiated for RDS resources. Feature is not supported for provided resource type.',
    'two-steps',
  ],
  [
    'Copy job failed because the destination Backup vault is encrypted with the default Backup service managed key.',
    'default-vault-key',
  ],
  ["Snapshots encrypted with the AWS managed key can't be shared. Specify another snapshot.", 'aws-managed-source-key'],
  ['Encrypted snapshots with Amazon EBS default key cannot be shared', 'aws-managed-source-key'],
  [
    'AMI snapshot copy failed with error: Given key ID is not accessible. You must have DescribeKey permissions on the default key',
    'key-not-accessible',
  ],
  ['KMS key is either disabled or pending deletion or access to KMS key is denied', 'key-state'],
  [
    'The source snapshot KMS key does not exist, is not enabled or you do not have permissions to access it.',
    'source-key-missing',
  ],
  ['Access denied exception while trying to list tags', 'list-tags'],
  ['You are not authorized to perform this operation.', 'not-authorized'],
  ['Role arn:aws:iam::1:role/x cannot be assumed by AWS Backup', 'role-trust'],
  [
    'Copy job failed. The retention specified in the job is not within the range specified for the target Backup Vault.',
    'retention-range',
  ],
  ['There are too many copy jobs running for resource.', 'too-many-copies'],
  ['Images from AWS Marketplace cannot be copied to another AWS account.', 'marketplace-image'],
  ['The snapshot requires a target option group with the following options: TDE', 'option-group'],
  ['Source AMI not found in Region', 'source-ami'],
  [
    'UnsupportedOperation : Storage Gateway backup copies require a user-created backup vault and key at destination.',
    'storage-gateway-vault',
  ],
  ['The resultant tag set must not have more than 50 user tags.', 'tag-limit'],
  ['More than 50 tags specified', 'tag-limit'],
  ['The tag policy of the organization does not allow this value.', 'tag-policy'],
  ['The recovery point is in cold storage.', 'cold-source'],
  ['Cannot find recovery point', 'source-gone'],
  ['Feature is not supported for provided resource type.', 'type-not-supported'],
  ['The AWS Access Key Id needs a subscription for the service', 'subscription'],
  ['Subscriber limit exceeded', 'service-limit'],
  ['Cannot create more than 20 user snapshots', 'service-limit'],
  ['The instance is in its maintenance window.', 'busy-resource'],
  ['We are unable to copy resource tags to your backup because of the Internal Failure.', 'tags-not-copied'],
  ['Token expired. Try again.', 'token-expired'],
  ['Copy job encountered a fatal error. Please contact AWS Support for further assistance.', 'aws-fault'],
  ['An internal error occurred.', 'aws-fault'],
  ['Failed to unshare snapshot', 'unshare'],
] as const;

describe('status messages', () => {
  test.each(MESSAGES)('%s', (message, id) => {
    expect(hintsForMessage(message)[0]?.id).toBe(id);
  });

  test.each(MESSAGE_PATTERNS)(
    '$id is worded as a possibility with a remedy and a page',
    ({ cause, remedy, source, id }) => {
      expect(cause).toMatch(/^[A-Z].*\.$/s);
      expect(remedy).toMatch(/^[A-Z].*\.$/s);
      expect(['docs.aws.amazon.com', 'repost.aws']).toContain(new URL(source.url).host);
      expect(MESSAGE_PATTERNS.filter((pattern) => pattern.id === id)).toHaveLength(1);
    },
  );

  test('a message nobody has described gets no hint', () => {
    expect(hintsForMessage('')).toEqual([]);
    expect(hintsForMessage('Everything is fine.')).toEqual([]);
  });

  test('what is said in general gives way to what is more telling', () => {
    expect(hintsForMessage('Access denied exception while trying to list tags').map(({ id }) => id)).toEqual([
      'list-tags',
    ]);
  });
});

describe('the way a job is', () => {
  test('a partial parent sends to its children', () => {
    expect(hintsFor(read(fixture('15'))).map(({ id }) => id)).toContain('children');
  });

  test('a failed job is explained by its message, a good one not at all', () => {
    expect(hintsFor(read(fixture('18'))).map(({ id }) => id)).toEqual(['aws-fault']);
    expect(hintsFor(read(fixture('01')))).toEqual([]);
  });
});

test('a message of millions of signs is looked at where it begins, and keeps nobody waiting', () => {
  const [hint] = hintsForMessage(
    'Access Denied trying to call AWS Backup service. '.padEnd(4_000_000, 'Access Denied tr'),
  );
  expect(hint?.id).toBe('vault-policy');
});
