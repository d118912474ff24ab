import { instantWithZone, type TimeDisplay } from '../../domain/instants';
import type { OutcomeKind, Tone } from '../../domain/outcome';
import type { RunChange } from '../../domain/runs/changes';
import { absenceText, durationText, outcomeText, sizeText } from '../../domain/runs/run-texts';
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
