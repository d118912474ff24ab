import { shortNameOfArn } from '../arn';
import { formatBytes } from '../bytes';
import { formatDuration } from '../durations';
import { instantWithZone, wallClock, type TimeDisplay } from '../instants';
import type { JobValue } from '../job-values';
import { grouped } from '../numbers';
import type { RunsAnalysis, RunTrend } from './analysis';
import type { MemberChange, RunChange } from './changes';
import type { DatedRun, Run } from './order';
import type { Absence } from './rhythm';
import type { Streak } from './streaks';

/** One thing that can be said about the runs. */
export interface RunFact {
  readonly kind: 'streak' | 'change' | 'missed' | 'not-observed' | 'duration' | 'drift';
  /** One to three sentences, built from the runs and nothing else. Side by side is not because of: no cause is named. */
  readonly text: string;
  /** Two runs between which it happened, the earlier one first. */
  readonly between?: { readonly before: Run; readonly after: Run; readonly text: string } | undefined;
}

/** How many times as long as usual is worth a word, and how small a part. */
const FAR_LONGER = 2;
const FAR_SHORTER = 0.5;
/** Absences told one by one before the rest is counted. */
const ABSENCES_TOLD = 3;
/** So many in a row, each larger than the one before, are told as that. */
const UNBROKEN_TOLD = 4;

/** What there is to say, what needs somebody first. */
export function runFacts(analysis: RunsAnalysis, times: TimeDisplay): readonly RunFact[] {
  const { streak, absences, durations, sizes } = analysis;
  return [
    ...(streak === undefined ? [] : [streakFact(streak, times)]),
    ...ownFacts(analysis),
    ...absenceFacts(absences, analysis.usualInterval, times),
    ...(durations === undefined ? [] : [driftFact(durations, 'duration', times)]),
    ...(sizes === undefined ? [] : [driftFact(sizes, 'size', times)]),
  ];
}

function streakFact({ runs, before, changed, ignored = 0, after, changedBack }: Streak, times: TimeDisplay): RunFact {
  const [first] = runs;
  const last = runs.at(-1) ?? first;
  const how = runs.every(({ outcomeKind }) => outcomeKind === 'failed')
    ? 'Failed'
    : runs.every(({ outcomeKind }) => outcomeKind === 'partial')
      ? 'Partial'
      : 'Failed or partial';
  const when =
    after === undefined
      ? `${how} since ${at(first, times)} (${countOf(runs.length)})`
      : runs.length === 1
        ? `${how} once, on ${at(first, times)}`
        : `${how} ${runs.length} times in a row, from ${at(first, times)} to ${at(last, times)}`;
  const success =
    before === undefined
      ? 'no earlier success is in the history'
      : `the last success before was on ${at(before, times)}`;
  const sentences = [`${when}; ${success}.`];
  if (before !== undefined)
    sentences.push(
      changed.length === 0
        ? `Between the two nothing changed of what AWS Backup tells of role, key, vault, lock, plan and retention${ignored === 0 ? '' : ', but for what the ignore rules leave out'}.`
        : `Between the two changed: ${changesText(changed)}.`,
    );
  if (after !== undefined) {
    const back = changedBack.length === 0 ? '' : `, with another ${changesText(changedBack)}`;
    sentences.push(`Succeeded again on ${at(after, times)}${back}.`);
  }
  return {
    kind: 'streak',
    text: sentences.join(' '),
    between: before && { before, after: first, text: 'Compare the first failure with the last success' },
  };
}

/** What is special about the run that is looked from. */
function ownFacts({ own, previous, changes, usualDurationMs, usualOf }: RunsAnalysis): readonly RunFact[] {
  if (own === undefined) return [];
  const facts: RunFact[] = [];
  const changed = changes.get(own.jobKey) ?? [];
  if (changed.length > 0)
    facts.push({
      kind: 'change',
      text: `With this run changed: ${changesText(changed)}.`,
      between: previous && { before: previous, after: own, text: 'Compare with the run before' },
    });
  const { durationMs } = own;
  if (durationMs === undefined || usualDurationMs === undefined || usualDurationMs <= 0) return facts;
  const ratio = durationMs / usualDurationMs;
  if (ratio < FAR_LONGER && ratio > FAR_SHORTER) return facts;
  const text = `This run took ${formatDuration(durationMs)}; the median of the ${usualOf} before it that made their copy is ${formatDuration(usualDurationMs)}.`;
  return [...facts, { kind: 'duration', text }];
}

function absenceFacts(absences: readonly Absence[], usual: number | undefined, times: TimeDisplay): readonly RunFact[] {
  const every = usual === undefined ? '' : `though one came about every ${roundInterval(usual)}`;
  const newest = [...absences].reverse();
  const told = newest.slice(0, ABSENCES_TOLD).map(({ kind, from, to, runs }): RunFact => {
    const between = `between ${instantWithZone(from, times)} and ${instantWithZone(to, times)}`;
    return {
      kind,
      text:
        kind === 'missed'
          ? `No copy job was listed ${between}, ${every}. AWS Backup’s lists of that time were read.`
          : `${countOf(runs)} to be expected ${between} ${runs === 1 ? 'is' : 'are'} not in the history. AWS Backup’s lists of that time were not all read, so nobody can say whether there ${runs === 1 ? 'was one' : 'were any'}.`,
    };
  });
  const rest = newest.slice(ABSENCES_TOLD);
  if (rest.length === 0) return told;
  const missed = rest.filter(({ kind }) => kind === 'missed').length;
  const text = `${grouped(rest.length)} more gaps are in the table below: ${grouped(missed)} in lists that were read, ${grouped(rest.length - missed)} not observed.`;
  return [...told, { kind: missed > 0 ? 'missed' : 'not-observed', text }];
}

function driftFact(trend: RunTrend, of: 'duration' | 'size', times: TimeDisplay): RunFact {
  const { direction, length, share, from, to, unbroken, upTo } = trend;
  const rises = direction === 'rising';
  const text = (value: number): string =>
    of === 'duration' ? formatDuration(value) : formatBytes(BigInt(Math.round(value))).binary;
  const subject =
    of === 'duration'
      ? `Copies ${rises ? 'take longer and longer' : 'take less and less time'}`
      : `Copies ${rises ? 'become larger and larger' : 'become smaller and smaller'}`;
  const later = of === 'duration' ? (rises ? 'took longer' : 'took less time') : rises ? 'was larger' : 'was smaller';
  const inARow = unbroken >= UNBROKEN_TOLD ? ` Each of the last ${unbroken - 1} ${later} than the one before.` : '';
  return {
    kind: 'drift',
    text: `${subject}: over ${length} runs up to ${at(upTo, times)} from about ${text(from)} to about ${text(to)}. In ${Math.floor(share * 100)} % of all pairs of them the later one ${later}.${inARow}`,
  };
}

/** `IAM role backup-copy → backup-copy-restricted, Plan version`. */
export function changesText(changes: readonly RunChange[]): string {
  return changes
    .map(({ label, members }) => [label, shortestChange(members)].filter((part) => part !== '').join(' '))
    .join(', ');
}

/** From what to what, where people can read it: versions are only letters. */
function shortestChange(members: readonly MemberChange[]): string {
  const readable = members.find(({ path }) => !path.endsWith('Version') && !path.endsWith('Id')) ?? undefined;
  return readable === undefined ? '' : `${valueText(readable.from)} → ${valueText(readable.to)}`;
}

function valueText(value: JobValue | undefined): string {
  return value === undefined ? 'none' : typeof value === 'string' ? shortNameOfArn(value) : String(value);
}

/** The time of a run as a day and a time, in the zone that is shown. */
function at({ createdAt }: DatedRun, times: TimeDisplay): string {
  const { day, time, zone } = wallClock(createdAt, times);
  return `${day}, ${time.slice(0, -3)} ${zone}`;
}

function countOf(runs: number): string {
  return `${grouped(runs)} ${runs === 1 ? 'run' : 'runs'}`;
}

/** `24 h`, `7 d`: what is usual is no exact figure. */
function roundInterval(ms: number): string {
  const hour = 3_600_000;
  const hours = Math.round(ms / hour);
  if (hours === 0) return formatDuration(ms);
  return hours > 24 && hours % 24 === 0
    ? `${hours / 24} days`
    : hours <= 36
      ? `${hours} h`
      : formatDuration(hours * hour);
}
