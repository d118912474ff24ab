import { arnPrefix, type Vault } from './places';
import type { SeededRandom } from './random';

/**
 * What `BackupSizeInBytes` says for a type (AWS Backup API reference, DescribeBackupJob; copies behave alike):
 * the provisioned size of the volume, the data of that night, always 0, or nothing at all.
 */
export type SizeRule = 'volume' | 'data' | 'zero' | 'absent';

/** What a recovery point's name is made of. */
export interface PointContext {
  /** Where it lies: the source vault, or the destination for a copy. */
  readonly vault: Vault;
  readonly resourceName: string;
  /** `20260921050312`, the moment of the backup in UTC. */
  readonly stamp: string;
  readonly copy: boolean;
  readonly random: SeededRandom;
}

/** What AWS Backup calls a resource and its recovery points, by type. */
export interface ResourceTypeFacts {
  readonly size: SizeRule;
  resourceArn(home: Vault, name: string, random: SeededRandom): string;
  recoveryPointArn(point: PointContext): string;
}

type Ids = (name: string, random: SeededRandom) => string;
type PointArn = ResourceTypeFacts['recoveryPointArn'];

function at(service: string, vault: Vault, rest: string): string {
  return `${arnPrefix(vault.region)}:${service}:${vault.region}:${vault.accountId}:${rest}`;
}

/** The form that AWS Backup gives to what it manages fully, and to everything in an air-gapped vault. */
export const backupPointArn: PointArn = ({ vault, random }) => at('backup', vault, `recovery-point:${random.uuid()}`);

/** EC2 images and snapshots carry no account in their ARN. */
function ec2Point(kind: 'snapshot/snap' | 'image/ami'): PointArn {
  return ({ vault, random }) => `${arnPrefix(vault.region)}:ec2:${vault.region}::${kind}-${random.hex(17)}`;
}

function rdsPoint(kind: 'snapshot' | 'cluster-snapshot'): PointArn {
  return ({ vault, random, copy }) =>
    at('rds', vault, `${kind}:awsbackup:${copy ? 'copyjob' : 'job'}-${random.uuid()}`);
}

function type(size: SizeRule, service: string, id: Ids, pointArn: PointArn = backupPointArn): ResourceTypeFacts {
  return {
    size,
    resourceArn: (home, name, random) => at(service, home, id(name, random)),
    recoveryPointArn: pointArn,
  };
}

const cluster: Ids = (name) => `cluster:${name}`;

/** Every resource type of AWS Backup (Developer Guide, "Feature availability by resource"), two with spaces. */
export const RESOURCE_TYPES = {
  EBS: type('volume', 'ec2', (_, random) => `volume/vol-${random.hex(17)}`, ec2Point('snapshot/snap')),
  EC2: type('volume', 'ec2', (_, random) => `instance/i-${random.hex(17)}`, ec2Point('image/ami')),
  RDS: type('zero', 'rds', (name) => `db:${name}`, rdsPoint('snapshot')),
  Aurora: type('absent', 'rds', cluster, rdsPoint('cluster-snapshot')),
  DocumentDB: type('absent', 'rds', cluster, rdsPoint('cluster-snapshot')),
  Neptune: type('absent', 'rds', cluster, rdsPoint('cluster-snapshot')),
  DSQL: type('data', 'dsql', (_, random) => `cluster/${random.hex(26)}`),
  DynamoDB: type('data', 'dynamodb', (name) => `table/${name}`),
  EFS: type('data', 'elasticfilesystem', (_, random) => `file-system/fs-${random.hex(17)}`),
  FSx: type(
    'absent',
    'fsx',
    (_, random) => `file-system/fs-${random.hex(17)}`,
    ({ vault, random }) => at('fsx', vault, `backup/backup-${random.hex(17)}`),
  ),
  S3: {
    size: 'data',
    // Bucket names are unique in a partition: their ARNs need neither Region nor account.
    resourceArn: (home, name) => `${arnPrefix(home.region)}:s3:::${name}`,
    recoveryPointArn: ({ vault, resourceName, stamp, random }) =>
      at('backup', vault, `recovery-point:${resourceName}-${stamp}-${random.hex(8)}`),
  },
  'Storage Gateway': type(
    'volume',
    'storagegateway',
    (_, random) => `gateway/sgw-${random.hex(8).toUpperCase()}/volume/vol-${random.hex(17).toUpperCase()}`,
    ec2Point('snapshot/snap'),
  ),
  Redshift: type('absent', 'redshift', cluster, ({ vault, resourceName, random }) =>
    at('redshift', vault, `snapshot:${resourceName}/awsbackup:job-${random.uuid()}`),
  ),
  'Redshift Serverless': type(
    'absent',
    'redshift-serverless',
    (_, random) => `namespace/${random.uuid()}`,
    ({ vault, random }) => at('redshift-serverless', vault, `snapshot/${random.uuid()}`),
  ),
  'SAP HANA on Amazon EC2': type('data', 'ssm-sap', (name) => `HANA/erp/DB/${name}`),
  VirtualMachine: type('data', 'backup-gateway', (_, random) => `vm/vm-${random.hex(8).toUpperCase()}`),
  CloudFormation: type('absent', 'cloudformation', (name, random) => `stack/${name}/${random.uuid()}`),
  Timestream: type('data', 'timestream', (name) => `database/iot/table/${name}`),
  EKS: type(
    'absent',
    'eks',
    (name) => `cluster/${name}`,
    ({ vault, resourceName, stamp }) => at('backup', vault, `recovery-point:composite:eks/${resourceName}-${stamp}`),
  ),
} as const satisfies Record<string, ResourceTypeFacts>;

export type ResourceTypeName = keyof typeof RESOURCE_TYPES;
