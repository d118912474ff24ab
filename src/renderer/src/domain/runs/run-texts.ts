import { formatBytes } from '../bytes';
import { formatDuration, nominalThroughput } from '../durations';
import { instantWithZone, type TimeDisplay } from '../instants';
import { outcomeLabel } from '../outcome';
import type { Run } from './order';
import type { Absence } from './rhythm';

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
