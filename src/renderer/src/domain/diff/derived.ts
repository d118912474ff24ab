import { formatBytes } from '../bytes';
import type { CopyJobReading } from '../copy-job';
import { formatDuration, formatDurationDelta, SECOND_MS } from '../durations';
import { percentText } from './delta';
import type { Change, DerivedRow } from './types';

/** One figure that follows from several members of a job. */
interface Figure {
  readonly path: string;
  readonly label: string;
  /** Undefined: it cannot be worked out. */
  readonly of: (reading: CopyJobReading) => number | undefined;
  readonly text: (value: number) => string;
  readonly difference: (by: number) => string;
}

const FIGURES: readonly Figure[] = [
  {
    path: '[duration]',
    label: 'Duration',
    of: ({ durationMs }) => durationMs,
    text: formatDuration,
    difference: formatDurationDelta,
  },
  {
    path: '[throughput]',
    label: 'Nominal throughput',
    of: throughput,
    text: (bytes) => `${formatBytes(BigInt(bytes)).decimal}/s`,
    difference: (by) => `${by < 0 ? '−' : '+'}${formatBytes(BigInt(Math.abs(by))).decimal}/s`,
  },
];

/** What can be worked out for one side at least. How a job went is expected to be its own: none of it is more than told. */
export function derivedRows(left: CopyJobReading, right: CopyJobReading): readonly DerivedRow[] {
  return FIGURES.flatMap(({ path, label, of, text, difference }) => {
    const from = of(left);
    const to = of(right);
    if (from === undefined && to === undefined) return [];
    const both = from !== undefined && to !== undefined && from !== to;
    return {
      path,
      label,
      change: changeOf(from, to),
      nature: 'expected',
      left: from === undefined ? undefined : text(from),
      right: to === undefined ? undefined : text(to),
      delta: both ? difference(to - from) + percentOf(from, to) : undefined,
    };
  });
}

/** Whether a path stands for one of these, and what it is called. */
export function derivedLabel(path: string): string | undefined {
  return FIGURES.find((figure) => figure.path === path)?.label;
}

/** Whole bytes a second, size over time. AWS Backup's size is often not what was sent, and the time includes waiting. */
function throughput({ sizeBytes, durationMs }: CopyJobReading): number | undefined {
  if (sizeBytes === undefined || sizeBytes <= 0n || durationMs === undefined || durationMs < SECOND_MS)
    return undefined;
  return Number((sizeBytes * BigInt(SECOND_MS)) / BigInt(Math.round(durationMs)));
}

function percentOf(from: number, to: number): string {
  return from <= 0 ? '' : ` (${percentText(BigInt(Math.round(from)), BigInt(Math.round(to)))})`;
}

function changeOf(from: number | undefined, to: number | undefined): Change {
  if (from === undefined) return 'added';
  if (to === undefined) return 'removed';
  return from === to ? 'same' : 'changed';
}
