import { describe, expect, test } from 'vitest';
import {
  isRegionText,
  partitionOfRegion,
  regionName,
  regionOf,
  REGIONS,
} from '../../../../src/renderer/src/domain/regions';

describe('Regions', () => {
  test('every partition in which AWS Backup is offered', () => {
    const counts = new Map<string, number>();
    for (const { partition } of REGIONS) counts.set(partition, (counts.get(partition) ?? 0) + 1);
    expect(Object.fromEntries(counts)).toEqual({
      aws: 34,
      'aws-cn': 2,
      'aws-us-gov': 2,
      'aws-eusc': 1,
      'aws-iso': 2,
      'aws-iso-b': 1,
      'aws-iso-e': 1,
      'aws-iso-f': 2,
    });
    expect(new Set(REGIONS.map(({ code }) => code)).size).toBe(REGIONS.length);
    for (const { code } of REGIONS) expect(isRegionText(code)).toBe(true);
  });

  test('names', () => {
    expect(regionOf('eu-central-1')).toEqual({
      code: 'eu-central-1',
      name: 'Europe (Frankfurt)',
      partition: 'aws',
      partitionName: 'AWS',
    });
    expect(regionName('eu-east-9')).toBe('eu-east-9');
    expect(regionOf('constructor')).toBeUndefined();
  });

  test.each([
    ['eu-central-1', 'aws'],
    ['eu-east-9', 'aws'],
    ['cn-south-1', 'aws-cn'],
    ['us-gov-central-1', 'aws-us-gov'],
    ['us-isof-west-1', 'aws-iso-f'],
    ['eusc-fr-west-1', 'aws-eusc'],
    ['local', undefined],
  ])('%s is in the partition %s', (code, partition) => {
    expect(partitionOfRegion(code)).toBe(partition);
  });

  test.each(['eu-central-1', 'eu-east-9', 'fips-us-gov-west-1', 'local', 'x'])('%s can be sent', (text) => {
    expect(isRegionText(text)).toBe(true);
  });

  test.each(['', ' ', 'eu central', 'eu-central-1 ', '-eu', 'eu-', 'a.b', 'a/b', 'ü', 'evil.example#', 'x'.repeat(64)])(
    '%j cannot',
    (text) => {
      expect(isRegionText(text)).toBe(false);
    },
  );
});
