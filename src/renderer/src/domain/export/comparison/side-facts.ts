import { exactIso, instantWithZone, type TimeDisplay } from '../../instants';
import { grouped } from '../../numbers';
import type { Fact } from './document';

/** What tells whose job an answer is about, when it was observed, and from where that is known. */
export interface Observed {
  readonly copyJobId: string;
  readonly accountId: string;
  readonly region: string;
  readonly resourceArn?: string | undefined;
  /** First and last time this very answer was seen, epoch ms UTC, and how often. */
  readonly firstSeen: number;
  readonly lastSeen: number;
  readonly timesSeen: number;
  /** Operations of AWS Backup that said so; a source that has no name here stands as it is. Empty: not known (yet). */
  readonly sources: readonly string[];
}

const SOURCE_NAMES: ReadonlyMap<string, string> = new Map([
  ['describe', 'DescribeCopyJob'],
  ['list', 'ListCopyJobs'],
]);

/** One side of a comparison as facts: every kind of comparison tells its sides with these. */
export function observedFacts(observed: Observed, times: TimeDisplay): readonly Fact[] {
  const { copyJobId, accountId, region, resourceArn, firstSeen, lastSeen, timesSeen, sources } = observed;
  const when = (ms: number): string => `${instantWithZone(ms, times)} (${exactIso(ms)})`;
  return [
    { label: 'Copy job ID', text: copyJobId },
    { label: 'Account', text: accountId },
    { label: 'Region', text: region },
    ...(resourceArn === undefined ? [] : [{ label: 'Resource', text: resourceArn }]),
    { label: 'Observed', text: when(firstSeen) },
    ...(timesSeen > 1
      ? [
          {
            label: 'The same again',
            text: `${timesSeen === 2 ? 'once' : `${grouped(timesSeen - 1)} times`}, last ${when(lastSeen)}`,
          },
        ]
      : []),
    ...(sources.length === 0 ? [] : [{ label: 'Source', text: sourcesText(sources) }]),
  ];
}

/** What tells the same of a job by its newest answer, of which only the last time it was given is known. */
export interface Newest {
  readonly copyJobId: string;
  readonly accountId: string;
  readonly region: string;
  readonly resourceArn?: string | undefined;
  /** Epoch ms UTC. */
  readonly lastSeen: number;
  readonly source: string;
}

export function newestFacts({ lastSeen, source, ...job }: Newest, times: TimeDisplay): readonly Fact[] {
  const { copyJobId, accountId, region, resourceArn } = job;
  const seen = { firstSeen: lastSeen, lastSeen, timesSeen: 1, sources: [source] };
  return observedFacts({ copyJobId, accountId, region, resourceArn, ...seen }, times);
}

/** `DescribeCopyJob`. */
export function sourceName(source: string): string {
  return SOURCE_NAMES.get(source) ?? source;
}

function sourcesText(sources: readonly string[]): string {
  return [...new Set(sources.map(sourceName))].join(', ');
}
