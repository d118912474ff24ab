import { describePath } from '../../fields';
import { exactIso, instantWithZone, type TimeDisplay } from '../../instants';
import { jobTitle } from '../../job-title';
import type { JobValue, JobValues } from '../../job-values';
import { jsonNumber, type Json, type JsonObject } from '../../json';
import { grouped } from '../../numbers';
import { outcomeLabel } from '../../outcome';
import { SET_CLASSES, type ClassCounts, type SetClass } from '../../sets/classes';
import { absentInWords, differencesOf, othersInWords } from '../../sets/line-words';
import { CLASS_WORDS } from '../../sets/words';
import type { About, ComparisonDocument, DocumentCell, DocumentRow, DocumentSection, Fact } from './document';
import { sourceName } from './side-facts';

/** A job of a set, as its newest answer tells of it. */
export interface SetJob {
  readonly copyJobId: string;
  readonly accountId: string;
  readonly region: string;
  readonly resourceName?: string;
  readonly resourceArn?: string;
  readonly resourceType?: string;
  readonly outcomeKey: string;
  readonly statusMessage?: string;
  /** Epoch ms UTC. */
  readonly createdAt?: number;
  readonly durationMs?: number;
  /** Exact, as decimal digits. */
  readonly sizeBytes?: string;
  readonly values: JobValues;
  /** When AWS said so last, epoch ms UTC, and by which operation. */
  readonly lastSeen: number;
  readonly source: string;
}

/** A pair, or a job alone. */
export interface SetPair {
  readonly line: {
    /** Most important first, at least one. */
    readonly classes: readonly SetClass[];
    /** How many older jobs each of them stands for. */
    readonly leftOthers: number;
    readonly rightOthers: number;
    /** Paths of the members in which the two are set up in another way. */
    readonly changed: readonly string[];
  };
  readonly left: SetJob | undefined;
  readonly right: SetJob | undefined;
}

/** A pair as a row, and the class that it is listed under. Made one by one, because there are thousands. */
export interface SetLine {
  readonly section: SetClass;
  readonly row: DocumentRow;
}

/** Two sets of jobs, and what was found of them. */
export interface SetsCompared {
  readonly left: readonly Fact[];
  readonly right: readonly Fact[];
  /** How many jobs are on either side. */
  readonly jobs: { readonly left: number; readonly right: number };
  readonly counts: ClassCounts;
  /** The class that alone is listed; undefined: all. */
  readonly of: SetClass | undefined;
  /** What {@link setLine} gives, in the order of their most important class. */
  readonly lines: readonly SetLine[];
  /** What {@link setRecord} gives; undefined: nobody asks for a table. */
  readonly records: readonly (readonly string[])[] | undefined;
  readonly notes: readonly string[];
  /** How many members that differ the rules leave out. */
  readonly hidden: number;
}

const SIDES = ['left', 'right'] as const;
const COLUMNS = ['Resource', 'Left', 'Right', 'Difference'];
const JOB_HEADER = ['job ID', 'account', 'Region', 'outcome', 'created', 'duration (ms)', 'size (bytes)', 'older ones'];
const HEADER = [
  ...['What', 'Resource', 'Type', 'Resource ARN'],
  ...['Left', 'Right'].flatMap((side) => [...JOB_HEADER, 'observed', 'source'].map((head) => `${side} ${head}`)),
  ...['Changed', 'Difference'],
];

/** Set against set: the pairs by what needs somebody first. */
export function setsDocument(compared: SetsCompared, times: TimeDisplay, about: About): ComparisonDocument {
  const { left, right, of, lines, records, notes, hidden } = compared;
  return {
    title: 'Set against set',
    summary: summaryOf(compared),
    sides: [
      { name: 'Left', title: countOf(compared.jobs.left), facts: left },
      { name: 'Right', title: countOf(compared.jobs.right), facts: right },
    ],
    notes: [
      ...(of === undefined ? [] : [`Only what is of this class is listed: ${CLASS_WORDS[of].label.toLowerCase()}.`]),
      ...notes,
    ],
    sections: sectionsOf(of, lines),
    about: { ...about, rules: { fields: about.rules.fields, classes: [] }, times, hidden },
    table: records && { header: HEADER, records },
  };
}

function countOf(jobs: number): string {
  return jobs === 1 ? '1 job' : `${grouped(jobs)} jobs`;
}

function summaryOf({ jobs, counts }: SetsCompared): string {
  const found = SET_CLASSES.filter((name) => counts[name] > 0).map(
    (name) => `${grouped(counts[name])} ${CLASS_WORDS[name].label.toLowerCase()}`,
  );
  const sides = `Left ${countOf(jobs.left)}, right ${countOf(jobs.right)}`;
  return found.length === 0 ? `${sides}.` : `${sides}: ${found.join(', ')}. A pair may be in several.`;
}

/** One section for each class that comes first in some line; if one class is asked for, one section. */
function sectionsOf(of: SetClass | undefined, lines: readonly SetLine[]): readonly DocumentSection[] {
  return SET_CLASSES.flatMap((name): readonly DocumentSection[] => {
    const rows = lines.flatMap(({ section, row }) => (section === name ? row : []));
    if (rows.length === 0 && name !== of) return [];
    const { label, none, meaning } = CLASS_WORDS[name];
    return [{ title: label, columns: COLUMNS, rows, note: rows.length === 0 ? `${none}.` : meaning }];
  });
}

/**
 * A pair, under the class that needs somebody first.
 * @param of the class that alone is listed; undefined: all
 */
export function setLine(pair: SetPair, of: SetClass | undefined, times: TimeDisplay): SetLine {
  const section = of ?? pair.line.classes[0] ?? 'same';
  return { section, row: pairRow(pair, section, times) };
}

function pairRow(pair: SetPair, section: SetClass, times: TimeDisplay): DocumentRow {
  const { line, left, right } = pair;
  const either = right ?? left;
  const more = line.classes.filter((name) => name !== section).map((name) => CLASS_WORDS[name].label.toLowerCase());
  return {
    name: either === undefined ? 'Pair' : jobTitle(either),
    tags: either === undefined ? more : [either.resourceType ?? 'type not reported', ...placeOf(either), ...more],
    cells: [
      jobCell(left, line.leftOthers, pair, times),
      jobCell(right, line.rightOthers, pair, times),
      differenceCell(pair),
    ],
    remark: right !== undefined && isBad(right) ? right.statusMessage : undefined,
    data: {
      classes: [...line.classes],
      resource: either?.resourceArn,
      left: jobData(left, line.leftOthers),
      right: jobData(right, line.rightOthers),
      changed: line.changed.length === 0 ? undefined : line.changed.map((path) => changedData(path, pair)),
    },
  };
}

function placeOf({ accountId, region }: SetJob): readonly string[] {
  return [`${accountId}, ${region}`];
}

function isBad({ outcomeKey }: SetJob): boolean {
  return outcomeKey !== 'completed';
}

function jobCell(job: SetJob | undefined, others: number, pair: SetPair, times: TimeDisplay): DocumentCell {
  if (job === undefined) return { text: absentInWords(pair), absent: true };
  const created = job.createdAt === undefined ? 'creation not reported' : instantWithZone(job.createdAt, times);
  const text = [outcomeLabel(job.outcomeKey), created, othersInWords(others)].filter((part) => part !== '').join(', ');
  const exact = `${job.copyJobId}; observed ${instantWithZone(job.lastSeen, times)}, ${sourceName(job.source)}`;
  return { text, exact };
}

function differenceCell(pair: SetPair): DocumentCell {
  const text = differencesOf(pair).join('; ');
  const exact = movesOf(pair);
  return exact === '' ? { text } : { text, exact };
}

/** `IAM role: … → …`, for each member that is set up in another way. */
function movesOf({ line, left, right }: SetPair): string {
  return line.changed
    .map((path) => `${describePath(path).label}: ${valueText(left, path)} → ${valueText(right, path)}`)
    .join('; ');
}

function valueText(job: SetJob | undefined, path: string): string {
  const value = job?.values[path];
  return value === undefined ? 'not reported' : String(value);
}

function jobData(job: SetJob | undefined, others: number): JsonObject | undefined {
  if (job === undefined) return undefined;
  const { createdAt, durationMs, sizeBytes } = job;
  return {
    copyJobId: job.copyJobId,
    account: job.accountId,
    region: job.region,
    outcome: job.outcomeKey,
    ...(createdAt === undefined ? {} : { created: exactIso(createdAt) }),
    ...(durationMs === undefined ? {} : { durationMs: jsonNumber(durationMs) }),
    ...(sizeBytes === undefined ? {} : { sizeBytes: jsonNumber(sizeBytes) }),
    ...(job.statusMessage === undefined ? {} : { statusMessage: job.statusMessage }),
    olderOnes: jsonNumber(others),
    observed: exactIso(job.lastSeen),
    source: sourceName(job.source),
  };
}

function changedData(path: string, { left, right }: SetPair): Json {
  const [from, to] = [left?.values[path], right?.values[path]];
  return {
    path,
    ...(from === undefined ? {} : { left: jsonOf(from) }),
    ...(to === undefined ? {} : { right: jsonOf(to) }),
  };
}

function jsonOf(value: JobValue): Json {
  return typeof value === 'number' ? jsonNumber(value) : value;
}

/** A pair as a line of a table. */
export function setRecord(pair: SetPair): readonly string[] {
  const { line } = pair;
  const either = pair.right ?? pair.left;
  return [
    line.classes.map((name) => CLASS_WORDS[name].label).join(', '),
    either === undefined ? '' : jobTitle(either),
    either?.resourceType ?? '',
    either?.resourceArn ?? '',
    ...SIDES.flatMap((side) => jobRecord(pair[side], side === 'left' ? line.leftOthers : line.rightOthers)),
    movesOf(pair),
    differencesOf(pair).join('; '),
  ];
}

function jobRecord(job: SetJob | undefined, others: number): readonly string[] {
  if (job === undefined) return [...JOB_HEADER, '', ''].map(() => '');
  return [
    job.copyJobId,
    job.accountId,
    job.region,
    outcomeLabel(job.outcomeKey),
    job.createdAt === undefined ? '' : exactIso(job.createdAt),
    String(job.durationMs ?? ''),
    job.sizeBytes ?? '',
    String(others),
    exactIso(job.lastSeen),
    sourceName(job.source),
  ];
}
