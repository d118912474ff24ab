import { exactIso, instantWithZone, type TimeDisplay } from '../../instants';
import type { JobValue } from '../../job-values';
import { jsonNumber, type Json } from '../../json';
import { grouped } from '../../numbers';
import type { RunsAnalysis } from '../../runs/analysis';
import type { RunChange } from '../../runs/changes';
import { heedRules } from '../../runs/heeding';
import type { DatedRun, Run } from '../../runs/order';
import type { Absence } from '../../runs/rhythm';
import { absenceText, durationText, outcomeText, sizeText, throughputText } from '../../runs/run-texts';
import { changesText, runFacts } from '../../runs/words';
import type { About, ComparisonDocument, DocumentCell, DocumentRow, Fact, PatchStep } from './document';
import { sourceName } from './side-facts';

/** A run, and where it is known from. */
export interface ObservedRun extends Run {
  readonly accountId: string;
  readonly region: string;
  readonly state?: string;
  readonly statusMessage?: string;
  /** When AWS said so last, epoch ms UTC, and by which operation. */
  readonly lastSeen: number;
  readonly source: string;
}

/** All runs of a resource and destination, as they are seen from one of them. */
export interface RunsCompared {
  readonly analysis: RunsAnalysis<ObservedRun>;
  /** What the resource is called, and where it is copied to. */
  readonly resource: string;
  readonly destination: string;
  /** Members that all of them have in common. */
  readonly facts: readonly Fact[];
  /** Older ones in the history that were not read. */
  readonly more: number;
  readonly patch: readonly PatchStep[] | undefined;
}

const COLUMNS = ['Created', 'Outcome', 'Duration', 'Size', 'Nominal', 'Changed with it', 'Copy job ID', 'Observed'];
const HEADER = [
  ...['Created', 'Completed', 'Outcome', 'State', 'Duration (ms)', 'Size (bytes)', 'Changed with it', 'Message'],
  ...['Copy job ID', 'Account', 'Region', 'Observed', 'Source'],
];

/** Runs, newest first, with the nights between them of which none is known. Ignore rules act on the members that changed with them. */
export function runsDocument(compared: RunsCompared, times: TimeDisplay, about: About): ComparisonDocument {
  const { resource, destination, facts, more, patch } = compared;
  const { analysis, hidden } = heedRules(compared.analysis, about.rules);
  const told = runFacts(analysis, times).map(({ text }) => text);
  const count = `${grouped(analysis.runs.length)} ${analysis.runs.length === 1 ? 'run' : 'runs'}`;
  const lines = inOrder(analysis);
  return {
    title: `Runs of ${resource} to ${destination}`,
    summary: [`${count} of ${resource} to ${destination}.`, ...told.slice(0, 1)].join(' '),
    sides: [{ name: 'Resource and destination', title: `${resource} to ${destination}`, facts }],
    notes: [
      `Those that the history holds${more > 0 ? `, the newest; up to ${grouped(more)} older ones are left out` : ''}. What was removed from it, or what AWS Backup was never asked for, is not among them.`,
    ],
    sections: [
      ...(told.length === 0 ? [] : [{ title: 'What the runs show', columns: ['Fact'], rows: told.map(factRow) }]),
      {
        title: 'Runs, newest first',
        columns: COLUMNS,
        rows: lines.map((line) =>
          'kind' in line ? absenceRow(line, times) : runRow(line, analysis.changes.get(line.jobKey) ?? [], times),
        ),
      },
    ],
    about: { ...about, times, rules: { fields: about.rules.fields, classes: [] }, hidden },
    patch,
    table: {
      header: HEADER,
      records: lines.map((line) =>
        'kind' in line ? absenceRecord(line, times) : runRecord(line, analysis.changes.get(line.jobKey) ?? []),
      ),
    },
  };
}

type Line = DatedRun<ObservedRun> | Absence;

function inOrder({ runs, absences }: RunsAnalysis<ObservedRun>): readonly Line[] {
  const timeOf = (line: Line): number => ('kind' in line ? line.from + 0.5 : line.createdAt);
  return [...runs, ...absences].sort((a, b) => timeOf(b) - timeOf(a));
}

function factRow(text: string): DocumentRow {
  return { name: text, tags: [], cells: [] };
}

function runRow(run: DatedRun<ObservedRun>, changes: readonly RunChange[], times: TimeDisplay): DocumentRow {
  const cell = (text: string | undefined, otherwise: string): DocumentCell =>
    text === undefined ? { text: otherwise, absent: true } : { text };
  const { copyJobId, accountId, region, createdAt, completedAt, durationMs, sizeBytes, lastSeen, source } = run;
  return {
    name: instantWithZone(createdAt, times),
    tags: [],
    cells: [
      { text: outcomeText(run) },
      cell(durationText(run), 'none'),
      cell(sizeText(run), 'not reported'),
      cell(throughputText(run), 'not known'),
      { text: changesText(changes) },
      { text: copyJobId },
      { text: `${instantWithZone(lastSeen, times)}, ${sourceName(source)}` },
    ],
    remark: messageOf(run),
    data: {
      copyJobId,
      account: accountId,
      region,
      outcome: run.outcomeKey,
      state: run.state,
      created: exactIso(createdAt),
      completed: isoOf(completedAt),
      durationMs: durationMs === undefined ? undefined : jsonNumber(durationMs),
      sizeBytes: sizeBytes === undefined ? undefined : jsonNumber(sizeBytes),
      statusMessage: run.statusMessage,
      changed: changes.length === 0 ? undefined : changes.flatMap(changedMembers),
      observed: exactIso(lastSeen),
      source: sourceName(source),
    },
  };
}

/** Why a run did not go well; of one that did nothing is to be said. */
function messageOf({ outcomeKind, statusMessage }: ObservedRun): string | undefined {
  return outcomeKind === 'completed' ? undefined : statusMessage;
}

function changedMembers({ members }: RunChange): readonly Json[] {
  return members.map(({ path, from, to }) => ({
    path,
    ...(from === undefined ? {} : { from: jsonOf(from) }),
    ...(to === undefined ? {} : { to: jsonOf(to) }),
  }));
}

function jsonOf(value: JobValue): Json {
  return typeof value === 'number' ? jsonNumber(value) : value;
}

function isoOf(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : exactIso(ms);
}

function absenceRow(absence: Absence, times: TimeDisplay): DocumentRow {
  const { kind, from, to, runs } = absence;
  return {
    name: absenceText(absence, times),
    tags: [],
    cells: COLUMNS.slice(1).map(() => ({ text: '', absent: true })),
    data: { absence: kind, from: exactIso(from), to: exactIso(to), runsToBeExpected: jsonNumber(runs) },
  };
}

function runRecord(run: DatedRun<ObservedRun>, changes: readonly RunChange[]): readonly string[] {
  return [
    exactIso(run.createdAt),
    isoOf(run.completedAt) ?? '',
    outcomeText(run),
    run.state ?? '',
    String(run.durationMs ?? ''),
    run.sizeBytes ?? '',
    changesText(changes),
    run.statusMessage ?? '',
    ...[run.copyJobId, run.accountId, run.region, exactIso(run.lastSeen), sourceName(run.source)],
  ];
}

/** Its time stands in the message: it is none of a job. */
function absenceRecord(absence: Absence, times: TimeDisplay): readonly string[] {
  const text = absenceText(absence, times);
  return HEADER.map((head) =>
    head === 'Message' ? text : head === 'Outcome' ? (absence.kind === 'missed' ? 'Missed' : 'Not observed') : '',
  );
}
