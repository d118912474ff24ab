import { formatBytes } from '../../domain/bytes';
import { formatDuration, nominalThroughput } from '../../domain/durations';
import { instantWithZone, type TimeDisplay } from '../../domain/instants';
import { outcomeLabel, type OutcomeKind, type Tone } from '../../domain/outcome';
import type { RunChange } from '../../domain/runs/changes';
import type { Run } from '../../domain/runs/order';
import type { Absence } from '../../domain/runs/rhythm';
import { changesText } from '../../domain/runs/words';
import type { Slot } from './runs.svelte';

/** Colour and sign of each outcome, so that colour is never the only one. A run that made its copy needs none. */
export const OUTCOME_SIGNS: Readonly<Record<OutcomeKind, { readonly tone: Tone; readonly sign: string }>> = {
  created: { tone: 'pending', sign: '·' },
  running: { tone: 'active', sign: '▸' },
  completed: { tone: 'positive', sign: '' },
  'completed-with-issues': { tone: 'warning', sign: '!' },
  partial: { tone: 'warning', sign: '◐' },
  failed: { tone: 'negative', sign: '✕' },
  other: { tone: 'neutral', sign: '?' },
  none: { tone: 'neutral', sign: '?' },
};

export function outcomeText({ outcomeKey }: Run): string {
  return outcomeLabel(outcomeKey);
}

/** Undefined: AWS Backup reported none, or the run has not ended. Zero is a value. */
export function sizeText({ sizeBytes }: Run): string | undefined {
  return sizeBytes === undefined ? undefined : formatBytes(BigInt(sizeBytes)).binary;
}

export function durationText({ durationMs }: Run): string | undefined {
  return durationMs === undefined ? undefined : formatDuration(durationMs);
}

export function throughputText({ sizeBytes, durationMs }: Run): string | undefined {
  return nominalThroughput(sizeBytes === undefined ? undefined : BigInt(sizeBytes), durationMs);
}

/** `Missed: no run between … and …`, in few words. */
export function absenceText({ kind, from, to, runs }: Absence, times: TimeDisplay): string {
  const number = runs === 1 ? 'one run' : `${runs} runs`;
  const between = `between ${instantWithZone(from, times)} and ${instantWithZone(to, times)}`;
  return kind === 'missed'
    ? `Missed: ${number} to be expected ${between}; none was listed`
    : `Not observed: ${number} to be expected ${between}; not all of the lists were read`;
}

/** A slot in one line, for the readout and for those who cannot see the picture. */
export function slotText(slot: Slot, changes: readonly RunChange[] | undefined, times: TimeDisplay): string {
  if (slot.absence !== undefined) return absenceText(slot.absence, times);
  const { run } = slot;
  const parts = [
    `${instantWithZone(run.createdAt, times)}: ${outcomeText(run)}`,
    durationText(run) ?? 'no duration',
    sizeText(run) ?? 'no size reported',
    ...(changes === undefined ? [] : [`changed: ${changesText(changes)}`]),
  ];
  return parts.join(' · ');
}
