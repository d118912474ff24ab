import { describe, expect, test } from 'vitest';
import { parseArn, shortNameOfArn, vaultNameOf } from '../../../../src/renderer/src/domain/arn';

/** ARN, partition, service, Region, account, resource type, resource id. */
const ARNS = [
  ['arn:aws:ec2:us-east-1:111122223333:volume/vol-1', 'aws', 'ec2', 'us-east-1', '111122223333', 'volume', 'vol-1'],
  ['arn:aws:ec2:us-east-1::snapshot/snap-1', 'aws', 'ec2', 'us-east-1', undefined, 'snapshot', 'snap-1'],
  ['arn:aws:s3:::my-bucket', 'aws', 's3', undefined, undefined, undefined, 'my-bucket'],
  [
    'arn:aws:rds:eu-west-1:111122223333:cluster-snapshot:awsbackup:copyjob-1',
    'aws',
    'rds',
    'eu-west-1',
    '111122223333',
    'cluster-snapshot',
    'awsbackup:copyjob-1',
  ],
  ['arn:aws-cn:backup:cn-north-1:1:backup-vault:v', 'aws-cn', 'backup', 'cn-north-1', '1', 'backup-vault', 'v'],
  ['arn:aws-us-gov:dsql:us-gov-west-1:1:cluster/c', 'aws-us-gov', 'dsql', 'us-gov-west-1', '1', 'cluster', 'c'],
  ['arn:aws-iso-b:kms:us-isob-east-1:1:key/k', 'aws-iso-b', 'kms', 'us-isob-east-1', '1', 'key', 'k'],
  [
    'arn:aws:storagegateway:eu-west-1:1:gateway/sgw-1/volume/vol-1',
    'aws',
    'storagegateway',
    'eu-west-1',
    '1',
    'gateway',
    'sgw-1/volume/vol-1',
  ],
] as const;

describe('ARNs', () => {
  test.each(ARNS)('%s', (text, partition, service, region, accountId, resourceType, resourceId) => {
    expect(parseArn(text)).toMatchObject({ text, partition, service, region, accountId, resourceType, resourceId });
  });

  test.each(['', 'arn', 'arn:aws:s3', 'arn:::::', 'arn:aws:ec2:us-east-1:1:', 'vol-1', ' arn:aws:s3:::b'])(
    'not %j',
    (text) => {
      expect(parseArn(text)).toBeUndefined();
    },
  );

  test('names that people recognise', () => {
    expect(shortNameOfArn('arn:aws:iam::1:role/service-role/AWSBackupDefaultServiceRole')).toBe(
      'AWSBackupDefaultServiceRole',
    );
    expect(shortNameOfArn('arn:aws:backup:r:1:recovery-point:composite:eks/pay-2026')).toBe('pay-2026');
    expect(shortNameOfArn('something else')).toBe('something else');
    expect(vaultNameOf('arn:aws:backup:us-east-1:1:backup-vault:aws/efs/automatic-backup-vault')).toBe(
      'aws/efs/automatic-backup-vault',
    );
    expect(vaultNameOf('arn:aws:backup:us-east-1:1:recovery-point:x')).toBeUndefined();
  });
});
