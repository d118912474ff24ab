import type { Share } from '../data/thinning/measure';
import type { PlannedJob, ThinningPlan } from '../data/thinning/plan';
import { formatBytes } from '../domain/bytes';
import { csvText } from '../domain/export/csv';
import { exactIso } from '../domain/instants';
import { parseJobKey } from '../domain/job-key';
import { countOf, grouped } from '../domain/numbers';
import { outcomeLabel } from '../domain/outcome';
import { ruleInWords } from '../domain/thinning/rules';

/** What a plan comes to, for one rule or for all. */
export interface Toll {
  readonly wholeJobs: number;
  readonly thinnedJobs: number;
  readonly answers: number;
  readonly bytes: number;
}

export function tollOf(going: readonly PlannedJob[]): Toll {
  const wholeJobs = going.filter(({ gone }) => gone === undefined).length;
  return {
    wholeJobs,
    thinnedJobs: going.length - wholeJobs,
    answers: going.reduce((sum, { answers }) => sum + answers, 0),
    bytes: going.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

/** `12 whole jobs, and answers of 3 others: 40 answers`; what there is none of is left out. */
export function tollInWords({ wholeJobs, thinnedJobs, answers }: Omit<Toll, 'bytes'>): string {
  const parts = [
    wholeJobs > 0 ? countOf(wholeJobs, 'whole job') : '',
    thinnedJobs > 0 ? `answers of ${countOf(thinnedJobs, wholeJobs > 0 ? 'other job' : 'job')}` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'nothing' : `${parts.join(', and ')}: ${countOf(answers, 'answer')}`;
}

export function sizeText(bytes: number): string {
  return formatBytes(BigInt(Math.round(bytes))).decimal;
}

/** `2 of 5 answers`, `the whole job: 5 answers`. */
export function goingInWords({ gone, answers, of }: Pick<PlannedJob, 'gone' | 'answers' | 'of'>): string {
  return gone === undefined
    ? `the whole job: ${countOf(of, 'answer')}`
    : `${grouped(answers)} of ${countOf(of, 'answer')}`;
}

/** Everything that would go as a table, a job a line. */
export function planAsCsv({ going, rules }: ThinningPlan): string {
  const words = new Map(rules.rules.map((rule) => [rule.id, ruleInWords(rule)]));
  const header = [
    'Account',
    'Region',
    'Copy job ID',
    'Resource',
    'Outcome',
    'Ended',
    'Goes',
    'Answers',
    'Bytes',
    'Rule',
  ];
  return csvText(
    header,
    going.map((job) => {
      const { accountId = '', region = '', copyJobId = job.jobKey } = parseJobKey(job.jobKey) ?? {};
      const goes = job.gone === undefined ? 'whole job' : 'answers';
      return [
        ...[accountId, region, copyJobId, job.title, outcomeLabel(job.outcomeKey), exactIso(job.endedAt)],
        ...[goes, String(job.answers), String(job.bytes), words.get(job.rule) ?? ''],
      ];
    }),
  );
}

/** `copytrail-thinning-2026-11-22T185045Z.csv`: sorts by time, and no system minds its signs. */
export function planFileName(now: number): string {
  return `copytrail-thinning-${exactIso(now).replace(/\.\d+/, '').replaceAll(':', '')}.csv`;
}

/** Shares by name, those that sort last first where the names are times, else the largest first. */
export function sharesOf(shares: ReadonlyMap<string, Share>, byTime: boolean): readonly (readonly [string, Share])[] {
  return [...shares].sort(([one, a], [other, b]) => (byTime ? (one < other ? 1 : -1) : b.bytes - a.bytes));
}
