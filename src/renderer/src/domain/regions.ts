/** One AWS Region. */
export interface Region {
  /** `eu-central-1`. */
  readonly code: string;
  /** `Europe (Frankfurt)`. */
  readonly name: string;
  /** `aws`, `aws-cn`, … as it stands in ARNs. */
  readonly partition: string;
  /** `AWS China`: the partition for people. */
  readonly partitionName: string;
}

interface Partition {
  readonly id: string;
  readonly name: string;
  /** What Region codes of the partition look like, for codes that are not in the list. */
  readonly pattern: RegExp;
  readonly regions: readonly (readonly [code: string, name: string])[];
}

/**
 * Partitions and the Regions in which AWS Backup is offered. Source: the endpoint tables of the AWS SDKs and the Region
 * table of the AWS General Reference.
 */
const PARTITIONS: readonly Partition[] = [
  {
    id: 'aws',
    name: 'AWS',
    pattern: /^(us|eu|ap|sa|ca|me|af|il|mx)-\w+-\d+$/,
    regions: [
      ['us-east-1', 'US East (N. Virginia)'],
      ['us-east-2', 'US East (Ohio)'],
      ['us-west-1', 'US West (N. California)'],
      ['us-west-2', 'US West (Oregon)'],
      ['ca-central-1', 'Canada (Central)'],
      ['ca-west-1', 'Canada West (Calgary)'],
      ['mx-central-1', 'Mexico (Central)'],
      ['sa-east-1', 'South America (São Paulo)'],
      ['eu-central-1', 'Europe (Frankfurt)'],
      ['eu-central-2', 'Europe (Zurich)'],
      ['eu-north-1', 'Europe (Stockholm)'],
      ['eu-south-1', 'Europe (Milan)'],
      ['eu-south-2', 'Europe (Spain)'],
      ['eu-west-1', 'Europe (Ireland)'],
      ['eu-west-2', 'Europe (London)'],
      ['eu-west-3', 'Europe (Paris)'],
      ['ap-east-1', 'Asia Pacific (Hong Kong)'],
      ['ap-east-2', 'Asia Pacific (Taipei)'],
      ['ap-northeast-1', 'Asia Pacific (Tokyo)'],
      ['ap-northeast-2', 'Asia Pacific (Seoul)'],
      ['ap-northeast-3', 'Asia Pacific (Osaka)'],
      ['ap-south-1', 'Asia Pacific (Mumbai)'],
      ['ap-south-2', 'Asia Pacific (Hyderabad)'],
      ['ap-southeast-1', 'Asia Pacific (Singapore)'],
      ['ap-southeast-2', 'Asia Pacific (Sydney)'],
      ['ap-southeast-3', 'Asia Pacific (Jakarta)'],
      ['ap-southeast-4', 'Asia Pacific (Melbourne)'],
      ['ap-southeast-5', 'Asia Pacific (Malaysia)'],
      ['ap-southeast-6', 'Asia Pacific (New Zealand)'],
      ['ap-southeast-7', 'Asia Pacific (Thailand)'],
      ['me-central-1', 'Middle East (UAE)'],
      ['me-south-1', 'Middle East (Bahrain)'],
      ['il-central-1', 'Israel (Tel Aviv)'],
      ['af-south-1', 'Africa (Cape Town)'],
    ],
  },
  {
    id: 'aws-cn',
    name: 'AWS China',
    pattern: /^cn-\w+-\d+$/,
    regions: [
      ['cn-north-1', 'China (Beijing)'],
      ['cn-northwest-1', 'China (Ningxia)'],
    ],
  },
  {
    id: 'aws-us-gov',
    name: 'AWS GovCloud (US)',
    pattern: /^us-gov-\w+-\d+$/,
    regions: [
      ['us-gov-east-1', 'AWS GovCloud (US-East)'],
      ['us-gov-west-1', 'AWS GovCloud (US-West)'],
    ],
  },
  {
    id: 'aws-eusc',
    name: 'AWS European Sovereign Cloud',
    pattern: /^eusc-\w+-\w+-\d+$/,
    regions: [['eusc-de-east-1', 'EU Sovereign Cloud (Germany)']],
  },
  {
    id: 'aws-iso',
    name: 'AWS Top Secret',
    pattern: /^us-iso-\w+-\d+$/,
    regions: [
      ['us-iso-east-1', 'US ISO East'],
      ['us-iso-west-1', 'US ISO West'],
    ],
  },
  {
    id: 'aws-iso-b',
    name: 'AWS Secret',
    pattern: /^us-isob-\w+-\d+$/,
    regions: [['us-isob-east-1', 'US ISOB East (Ohio)']],
  },
  {
    id: 'aws-iso-e',
    name: 'AWS ISO E',
    pattern: /^eu-isoe-\w+-\d+$/,
    regions: [['eu-isoe-west-1', 'EU ISOE West']],
  },
  {
    id: 'aws-iso-f',
    name: 'AWS ISO F',
    pattern: /^us-isof-\w+-\d+$/,
    regions: [
      ['us-isof-east-1', 'US ISOF East'],
      ['us-isof-south-1', 'US ISOF South'],
    ],
  },
];

/** Regions of all partitions, the commercial ones first. */
export const REGIONS: readonly Region[] = PARTITIONS.flatMap(({ id, name: partitionName, regions }) =>
  regions.map(([code, name]) => ({ code, name, partition: id, partitionName })),
);

const BY_CODE = new Map(REGIONS.map((region) => [region.code, region]));

/** The Region of that code; undefined for one this version does not know. */
export function regionOf(code: string): Region | undefined {
  return BY_CODE.get(code);
}

/** `Europe (Frankfurt)`, or the code itself where the name is not known. */
export function regionName(code: string): string {
  return BY_CODE.get(code)?.name ?? code;
}

/** The partition of a Region, told from the look of the code for Regions not in the list; undefined if it looks like none. */
export function partitionOfRegion(code: string): string | undefined {
  return (
    BY_CODE.get(code)?.partition ??
    // The most special look first: `us-gov-west-1` also looks like a commercial Region.
    [...PARTITIONS].reverse().find(({ pattern }) => pattern.test(code))?.id
  );
}

/** Longest label of a host name: a Region becomes one. */
const MAX_REGION_LENGTH = 63;

/**
 * Whether a text can be sent as a Region. AWS opens Regions faster than lists are updated, so that anything which can stand
 * in a host name will do; the AWS SDK refuses the rest.
 */
export function isRegionText(text: string): boolean {
  return text.length <= MAX_REGION_LENGTH && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/i.test(text);
}
