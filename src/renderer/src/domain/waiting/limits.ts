import type { FilterToken } from '../filter/types';
import type { WaitingCopy } from './types';

/** A number of copies at once that AWS Backup documents, and which copies it counts, as far as that can be told. */
export interface CopyLimit {
  readonly most: number;
  /** What AWS Backup allows, for the end of a sentence. */
  readonly rule: string;
  /** What is counted here, in words: `copies of S3 … into 444455556666, eu-west-1`. */
  readonly counted: string;
  /** Finds the copies that it counts, ended ones included. */
  readonly tokens: readonly FilterToken[];
}

/** AWS Backup manages recovery points of these types itself. Feature availability by resource, AWS Backup developer guide. */
const FULLY_MANAGED = ['EFS', 'S3', 'SAP HANA on Amazon EC2', 'VirtualMachine', 'Timestream', 'EKS'];
const FULLY_MANAGED_AT_ONCE = 100;

/** Copies at once into logically air-gapped vaults, by type. AWS Backup quotas, developer guide. */
const AIR_GAPPED_AT_ONCE: ReadonlyMap<string, number> = new Map([
  ['EBS', 20],
  ['EC2', 20],
  ['Aurora', 20],
  ['DocumentDB', 20],
  ['Neptune', 20],
  ['Storage Gateway', 5],
  ['FSx', 5],
]);
/** EC2 follows the quota of EBS. */
const COUNTED_TOGETHER = ['EBS', 'EC2'];

/** The limit that a copy may have met; undefined where AWS Backup documents none for it, or where the copy does not say enough. */
export function limitOf(copy: WaitingCopy): CopyLimit | undefined {
  const { resourceType: type, destinationAccount: account, destinationRegion: region } = copy;
  if (type === undefined || account === undefined || region === undefined) return undefined;
  const destination = [is('destinationAccount', [account]), is('destinationRegion', [region])];
  const place = `into account ${account} in ${region}`;
  const most = copy.airGapped === true ? AIR_GAPPED_AT_ONCE.get(type) : undefined;
  if (most !== undefined) {
    const types = COUNTED_TOGETHER.includes(type) ? COUNTED_TOGETHER : [type];
    return {
      most,
      rule: `at most ${most} copies of ${types.join(' and ')} into logically air-gapped vaults at once`,
      counted: `copies of ${types.join(' and ')} ${place}, into logically air-gapped vaults`,
      tokens: [is('ResourceType', types), ...destination, is('airGapped', ['yes'])],
    };
  }
  if (!FULLY_MANAGED.includes(type)) return undefined;
  return {
    most: FULLY_MANAGED_AT_ONCE,
    rule: `at most ${FULLY_MANAGED_AT_ONCE} copies at once into one account and Region, counting the types that it manages in full, of which ${type} is one (and a few more for each vault)`,
    counted: `copies of such types ${place}`,
    tokens: [is('ResourceType', FULLY_MANAGED), ...destination],
  };
}

function is(column: string, values: readonly string[]): FilterToken {
  return { column, operator: '=', values };
}
