import { parseArn } from '../arn';
import { formatBytesDelta } from '../bytes';
import { instantOf, wholeNumberOf } from '../copy-job';
import { formatDurationDelta } from '../durations';
import type { FieldKind } from '../fields/types';
import type { Json } from '../json';
import { grouped } from '../numbers';

/** Tenths of a percent in a whole. */
const PER_MILLE = 1000n;

/** What lies between two values of one kind, in words; undefined where the two values say it all. */
export function deltaOf(kind: FieldKind, left: Json | undefined, right: Json | undefined): string | undefined {
  return DELTAS[kind]?.(left, right);
}

type Delta = (left: Json | undefined, right: Json | undefined) => string | undefined;

const DELTAS: Partial<Record<FieldKind, Delta>> = {
  instant: (left, right) => {
    const from = instantOf(left);
    const to = instantOf(right);
    return from === undefined || to === undefined ? undefined : formatDurationDelta(to - from);
  },
  bytes: (left, right) => whole(left, right, bytesDelta),
  count: (left, right) => whole(left, right, (from, to) => signed(to - from)),
  // -1 stands for "never", not for a number.
  days: (left, right) =>
    whole(left, right, (from, to) => (from < 0n || to < 0n ? undefined : `${signed(to - from)} d`)),
  arn: (left, right) => (typeof left === 'string' && typeof right === 'string' ? arnDelta(left, right) : undefined),
};

function whole(
  left: Json | undefined,
  right: Json | undefined,
  say: (from: bigint, to: bigint) => string | undefined,
): string | undefined {
  const from = wholeNumberOf(left);
  const to = wholeNumberOf(right);
  return from === undefined || to === undefined ? undefined : say(from, to);
}

function bytesDelta(from: bigint, to: bigint): string {
  const size = formatBytesDelta(to - from);
  return from <= 0n ? size : `${size} (${percentText(from, to)})`;
}

/** A change in percent, with its sign: `+3.1 %`. `from` must be above zero. */
export function percentText(from: bigint, to: bigint): string {
  const difference = to - from;
  const magnitude = difference < 0n ? -difference : difference;
  const perMille = (magnitude * PER_MILLE + from / 2n) / from;
  const percent = perMille === 0n ? 'under 0.1' : `${grouped(perMille / 10n)}.${String(perMille % 10n)}`;
  return `${difference < 0n ? '−' : '+'}${percent} %`;
}

function signed(value: bigint): string {
  if (value === 0n) return '±0';
  return value < 0n ? `−${grouped(-value)}` : `+${grouped(value)}`;
}

const ARN_PARTS = [
  { name: 'partition', of: (arn: ParsedArn) => arn.partition },
  { name: 'service', of: (arn: ParsedArn) => arn.service },
  { name: 'Region', of: (arn: ParsedArn) => arn.region },
  { name: 'account', of: (arn: ParsedArn) => arn.accountId },
  { name: 'resource', of: (arn: ParsedArn) => arn.resource },
] as const;

type ParsedArn = NonNullable<ReturnType<typeof parseArn>>;

/** Names the parts that differ: `Region eu-west-1 → eu-west-2`. */
function arnDelta(left: string, right: string): string | undefined {
  const from = parseArn(left);
  const to = parseArn(right);
  if (!from || !to) return undefined;
  return ARN_PARTS.filter((part) => part.of(from) !== part.of(to))
    .map((part) => `${part.name} ${part.of(from) ?? 'none'} → ${part.of(to) ?? 'none'}`)
    .join(', ');
}
