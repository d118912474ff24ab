/**
 * Amazon Resource Names: `arn:partition:service:region:account:resource`, where Region and account may be empty
 * (S3 buckets have neither, EBS snapshots no account) and the resource part may itself hold colons and slashes.
 * Any partition is accepted. Format: AWS General Reference, "Amazon Resource Names (ARNs)".
 */
export interface Arn {
  readonly text: string;
  readonly partition: string;
  readonly service: string;
  /** Undefined where the ARN leaves it empty. */
  readonly region: string | undefined;
  readonly accountId: string | undefined;
  /** Everything after the fifth colon. */
  readonly resource: string;
  /** `volume` of `volume/vol-1`, `snapshot` of `snapshot:awsbackup:job-1`; undefined where the resource has one part. */
  readonly resourceType: string | undefined;
  /** What follows the resource type: `vol-1`, `awsbackup:job-1`. */
  readonly resourceId: string;
}

/** Reads an ARN; undefined if the text is none. */
export function parseArn(text: string): Arn | undefined {
  const match = /^arn:([^:\s]+):([^:\s]+):([^:\s]*):([^:\s]*):(.+)$/s.exec(text);
  if (!match) return undefined;
  const [, partition = '', service = '', region = '', accountId = '', resource = ''] = match;
  const separator = resource.search(/[:/]/);
  return {
    text,
    partition,
    service,
    region: region === '' ? undefined : region,
    accountId: accountId === '' ? undefined : accountId,
    resource,
    resourceType: separator > 0 ? resource.slice(0, separator) : undefined,
    resourceId: separator > 0 ? resource.slice(separator + 1) : resource,
  };
}

/** The shortest name a person would recognise: the last part of the resource. Texts that are no ARN come back as they are. */
export function shortNameOfArn(text: string): string {
  const arn = parseArn(text);
  if (!arn) return text;
  const name = arn.resource
    .split(/[:/]/)
    .filter((part) => part !== '')
    .at(-1);
  return name ?? arn.resource;
}

/** Vault name of a backup vault ARN. Names with slashes (`aws/efs/automatic-backup-vault`) stay whole. */
export function vaultNameOf(text: string): string | undefined {
  const arn = parseArn(text);
  return arn?.service === 'backup' && arn.resourceType === 'backup-vault' ? arn.resourceId : undefined;
}
