import type { CopyJobReading } from '../../copy-job';
import type { Segment } from '../../diff/segments';
import { stringifyJson, type Json } from '../../json';
import { present, type PresentContext } from '../../present';
import type { DocumentCell } from './document';

export type Presenting = Omit<PresentContext, 'reading'>;

/** The value as it is read, and beneath it exactly as it was sent. Where pieces of it differ, these are pieces of what was sent. */
export function valueCell(
  path: string,
  value: Json | undefined,
  reading: CopyJobReading,
  context: Presenting,
  segments?: readonly Segment[],
): DocumentCell {
  const { text, presence } = present(path, value, { ...context, reading });
  if (value === undefined || presence === 'null' || presence === 'empty') return { text, absent: true };
  const exact = typeof value === 'string' ? value : stringifyJson(value);
  if (segments !== undefined) return { text: exact, segments };
  return text === exact ? { text } : { text, exact };
}
