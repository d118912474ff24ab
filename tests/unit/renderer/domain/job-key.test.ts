import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildJobKey, identityOf, parseJobKey } from '../../../../src/renderer/src/domain/job-key';
import { job } from './reading';

const asked = { region: 'eu-central-1', copyJobId: 'ID' };

test('the key is account, Region and id', () => {
  expect(buildJobKey(identityOf(job({ AccountId: '111122223333' }), asked))).toBe('111122223333/eu-central-1/ID');
});

test('the Region is the one that was asked, whatever the ARNs say', () => {
  const SourceBackupVaultArn = 'arn:aws:backup:us-east-1:111111111111:backup-vault:v';
  expect(identityOf(job({ SourceBackupVaultArn }), asked)).toEqual({ accountId: '111111111111', ...asked });
});

test('an account nobody tells, or one that cannot be part of a key, is "unknown"', () => {
  expect(identityOf(job(), asked).accountId).toBe('unknown');
  expect(identityOf(job({ AccountId: 'a/b' }), asked).accountId).toBe('unknown');
});

test('a key can be taken apart, even with slashes in the id', () => {
  const part = fc.string({ minLength: 1 }).filter((text) => !text.includes('/'));
  fc.assert(
    fc.property(part, part, fc.string({ minLength: 1 }), (accountId, region, copyJobId) => {
      const identity = { accountId, region, copyJobId };
      expect(parseJobKey(buildJobKey(identity))).toEqual(identity);
    }),
  );
});

test.each(['', 'a', 'a/b', 'a/b/', '/b/c', 'a//c'])('%j is no key', (key) => {
  expect(parseJobKey(key)).toBeUndefined();
});
