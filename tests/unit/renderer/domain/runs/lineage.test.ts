import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSameLineage, lineageKey, lineageOf } from '../../../../../src/renderer/src/domain/runs/lineage';
import type { JobValues } from '../../../../../src/renderer/src/domain/job-values';

const RESOURCE = 'arn:aws:ec2:eu-central-1:111122223333:volume/vol-1';
const VAULT = 'arn:aws:backup:eu-west-1:444455556666:backup-vault:dr';
const values = (more: JobValues = {}): JobValues => ({
  ResourceArn: RESOURCE,
  DestinationBackupVaultArn: VAULT,
  ...more,
});

describe('the lineage of a run', () => {
  it('is its resource and its destination, whatever the job was copied from', () => {
    expect(lineageOf(values({ SourceBackupVaultArn: 'arn:a', CopyJobId: 'A' }))).toEqual({
      resourceArn: RESOURCE,
      destinationVaultArn: VAULT,
      part: undefined,
    });
    expect(isSameLineage(values({ SourceBackupVaultArn: 'a' }), values({ SourceBackupVaultArn: 'b' }))).toBe(true);
  });

  it('is another one for a vault of the same name in another account or Region', () => {
    const elsewhere = VAULT.replace('eu-west-1', 'eu-north-1');
    expect(isSameLineage(values(), values({ DestinationBackupVaultArn: elsewhere }))).toBe(false);
    const others = VAULT.replace('444455556666', '777788889999');
    expect(isSameLineage(values(), values({ DestinationBackupVaultArn: others }))).toBe(false);
  });

  it('is none where AWS names no resource or no destination, and such jobs are not runs of one another', () => {
    const nameless = { DestinationBackupVaultArn: VAULT };
    expect(lineageOf(nameless)).toBeUndefined();
    expect(lineageKey(values({ DestinationBackupVaultArn: '' }))).toBeUndefined();
    expect(isSameLineage(nameless, nameless)).toBe(false);
  });

  it('tells the parts of a group from each other, and from the whole that has the same ARN', () => {
    const whole = values();
    const state = values({ ParentJobId: 'P1' });
    expect(isSameLineage(whole, state)).toBe(false);
    expect(isSameLineage(state, values({ ParentJobId: 'P2' }))).toBe(true);
    const volume = values({ ParentJobId: 'P1', CompositeMemberIdentifier: 'Data' });
    expect(isSameLineage(state, volume)).toBe(false);
    expect(isSameLineage(volume, values({ ParentJobId: 'P2', CompositeMemberIdentifier: 'Data' }))).toBe(true);
    expect(isSameLineage(volume, values({ ParentJobId: 'P1', CompositeMemberIdentifier: 'Logs' }))).toBe(false);
  });

  const text = fc.constantFrom('', 'a', 'b', '","', '["', 'a","b');
  const some = fc.record(
    {
      ResourceArn: text,
      DestinationBackupVaultArn: text,
      ParentJobId: text,
      CompositeMemberIdentifier: text,
    },
    { requiredKeys: [] },
  );

  it('divides jobs into classes: each is its own, and being runs of the same goes both ways and on', () => {
    fc.assert(
      fc.property(some, some, some, (a, b, c) => {
        if (lineageKey(a) !== undefined) expect(isSameLineage(a, a)).toBe(true);
        expect(isSameLineage(a, b)).toBe(isSameLineage(b, a));
        if (isSameLineage(a, b) && isSameLineage(b, c)) expect(isSameLineage(a, c)).toBe(true);
      }),
    );
  });

  it('has one key for each lineage, and another for every other one', () => {
    fc.assert(
      fc.property(some, some, (a, b) => {
        const [one, other] = [lineageOf(a), lineageOf(b)];
        const alike = one !== undefined && JSON.stringify(one) === JSON.stringify(other);
        // JSON leaves out what is undefined, and no lineage has an undefined part and an empty one at once.
        expect(isSameLineage(a, b)).toBe(alike);
      }),
    );
  });
});
