import { describe, expect, test } from 'vitest';
import { routeOf } from '../../../../src/renderer/src/domain/route';
import { fixture, job, read } from './reading';

describe('route', () => {
  test('across Regions in one account', () => {
    expect(routeOf(read(fixture('01')))).toMatchObject({
      source: { vaultName: 'prod', accountId: '111122223333', region: 'us-east-1', partition: 'aws' },
      destination: { vaultName: 'dr', accountId: '111122223333', region: 'us-west-2' },
      crossAccount: false,
      crossRegion: true,
      airGapped: false,
    });
  });

  test('across accounts and Regions', () => {
    expect(routeOf(read(fixture('03')))).toMatchObject({ crossAccount: true, crossRegion: true });
  });

  test('into a logically air-gapped vault', () => {
    expect(routeOf(read(fixture('04'))).airGapped).toBe(true);
  });

  test('what one end does not tell is unknown, not false', () => {
    const SourceBackupVaultArn = 'arn:aws:backup:us-east-1:111122223333:backup-vault:v';
    expect(routeOf(job({ SourceBackupVaultArn }))).toMatchObject({
      destination: { vaultArn: undefined, vaultName: undefined, accountId: undefined, region: undefined },
      crossAccount: undefined,
      crossRegion: undefined,
      airGapped: undefined,
    });
  });

  test('recovery points and the resource fill in, with the parts they have', () => {
    const route = routeOf(
      job({
        AccountId: '111122223333',
        ResourceArn: 'arn:aws:s3:::bucket',
        SourceRecoveryPointArn: 'arn:aws:ec2:us-east-1::snapshot/snap-1',
        DestinationRecoveryPointArn: 'arn:aws:ec2:us-west-2::snapshot/snap-2',
      }),
    );
    expect(route.source).toMatchObject({ accountId: '111122223333', region: 'us-east-1' });
    expect(route.destination).toMatchObject({ accountId: undefined, region: 'us-west-2' });
    expect([route.crossAccount, route.crossRegion]).toEqual([undefined, true]);
  });

  test('other partitions, odd vault names and texts that are no ARN', () => {
    const route = routeOf(
      job({
        SourceBackupVaultArn: 'arn:aws-cn:backup:cn-north-1:1:backup-vault:aws/efs/automatic-backup-vault',
        DestinationBackupVaultArn: 'my vault',
        DestinationVaultType: 7,
      }),
    );
    expect(route.source).toMatchObject({ partition: 'aws-cn', vaultName: 'aws/efs/automatic-backup-vault' });
    expect(route.destination).toMatchObject({ vaultName: 'my vault', region: undefined });
    expect(route.airGapped).toBeUndefined();
  });
});
