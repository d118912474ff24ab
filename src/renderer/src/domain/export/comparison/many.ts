import type { CopyJobReading } from '../../copy-job';
import type { TimeDisplay } from '../../instants';
import type { Json } from '../../json';
import { heedRules } from '../../matrix/heeding';
import { matrixOf, type Marking, type Matrix, type MatrixRow } from '../../matrix/matrix';
import { grouped } from '../../numbers';
import type {
  About,
  ComparisonDocument,
  DocumentCell,
  DocumentRow,
  DocumentSection,
  DocumentSide,
  DocumentTable,
  Fact,
  PatchStep,
} from './document';
import { patchBetween } from './patch';
import { valueCell, type Presenting } from './value-cell';

/** One of many answers or jobs beside each other. */
export interface ManyColumn {
  /** For people: when an answer was seen, what a job is called. Columns are numbered besides, so two may have the same. */
  readonly title: string;
  /** What it is, when it was observed, and from where that is known. */
  readonly facts: readonly Fact[];
  /** Undefined: it cannot be read. */
  readonly reading: CopyJobReading | undefined;
}

/** Many answers or jobs beside each other, and how they are spoken of. */
export interface ManyCompared {
  readonly title: string;
  /** The job that all of them are about. */
  readonly subject: { readonly name: string; readonly title: string; readonly facts: readonly Fact[] };
  /** Head of the list of them, and what one is called: `Answers`, `Answer`. */
  readonly all: string;
  readonly one: string;
  /** Head of what differs: `What ever changed`. */
  readonly differing: string;
  readonly marking: Marking;
  /** Members that each has of its own and that say nothing. */
  readonly leftOut?: ReadonlySet<string>;
  readonly columns: readonly ManyColumn[];
  /** What came out; `hidden` is how many more members the ignore rules leave out. */
  readonly summary: (differing: readonly MatrixRow[], hidden: number) => string;
  readonly notes: readonly string[];
}

const MARKS: Readonly<Record<Marking, string>> = { steps: 'changed', minority: 'other than most' };
const NONE_DIFFERS = 'No member differs between them.';
const NONE_LEFT = 'No member differs between them but those that the ignore rules leave out.';
const UNREADABLE: DocumentCell = { text: 'Cannot be read', absent: true };

/** Many answers or jobs beside each other: which they are, what differs, and what is the same in all. Ignore rules act on members. */
export function manyDocument(many: ManyCompared, times: TimeDisplay, about: About): ComparisonDocument {
  const { title, subject, columns, marking, leftOut, notes } = many;
  const context: Presenting = { now: about.knownAt ?? about.writtenAt, times };
  const readings = columns.map(({ reading }) => reading);
  const matrix = matrixOf(readings, marking);
  const differing = matrix.rows.filter(({ path }) => leftOut?.has(path) !== true);
  const { rows, hidden } = heedRules(differing, readings, marking, about.rules);
  const labels = labelsOf(columns);
  const heads = columns.map((column, at) => `${at + 1}: ${column.title}`);
  const unreadable = columns.filter(({ reading }) => reading === undefined).length;
  return {
    title,
    summary: many.summary(rows, hidden),
    sides: [{ ...subject, facts: [...subject.facts, ...commonFacts(columns)] }],
    notes: [
      ...notes,
      ...(unreadable === 0
        ? []
        : [`${grouped(unreadable)} of them cannot be read as a copy job, and say nothing of what differs.`]),
    ],
    sections: [
      columnsSection(many, heads, labels),
      {
        title: many.differing,
        columns: ['Member', ...heads],
        rows: rows.map((row) => memberRow(row, many, context)),
        ...(rows.length === 0 && { note: hidden === 0 ? NONE_DIFFERS : NONE_LEFT }),
      },
      ...sharedSection(many, matrix, context),
    ],
    about: { ...about, times, hidden },
    patch: stepsOf(columns, heads),
    table: tableOf(many, { heads, labels, rows, matrix }, context),
  };
}

/** Facts that are the same of all: they are told once. */
function commonFacts(columns: readonly ManyColumn[]): readonly Fact[] {
  return (columns[0]?.facts ?? []).filter(({ label, text }) =>
    columns.every(({ facts }) => facts.some((fact) => fact.label === label && fact.text === text)),
  );
}

/** Labels of the facts that are not the same of all. */
function labelsOf(columns: readonly ManyColumn[]): readonly string[] {
  const common = new Set(commonFacts(columns).map(({ label }) => label));
  return [...new Set(columns.flatMap(({ facts }) => facts.map(({ label }) => label)))].filter(
    (label) => !common.has(label),
  );
}

function factOf({ facts }: ManyColumn, label: string): string | undefined {
  return facts.find((fact) => fact.label === label)?.text;
}

function columnsSection(
  { all, one, columns }: ManyCompared,
  heads: readonly string[],
  labels: readonly string[],
): DocumentSection {
  const rows = columns.map((column, at): DocumentRow => {
    const cells = labels.map((label): DocumentCell => {
      const text = factOf(column, label);
      return text === undefined ? { text: '', absent: true } : { text };
    });
    return { name: heads[at] ?? '', tags: [], cells };
  });
  return { title: all, columns: [one, ...labels], rows };
}

function memberRow(row: MatrixRow, { columns, marking }: ManyCompared, context: Presenting): DocumentRow {
  const marks = row.marked.flatMap((marked, at) => (marked ? [String(at + 1)] : []));
  return {
    name: row.label,
    path: row.path,
    tags: [],
    cells: columns.map(({ reading }, at): DocumentCell => {
      if (reading === undefined) return UNREADABLE;
      const cell = valueCell(row.path, row.values[at], reading, context);
      return row.marked[at] === true ? { ...cell, marked: MARKS[marking] } : cell;
    }),
    data: { values: byColumn(row.values), marked: marks },
  };
}

/** Values by the number of their column; a member that is not there is not among them. */
function byColumn(values: readonly (Json | undefined)[]): Json {
  return Object.fromEntries(
    values.flatMap((value, at): [string, Json][] => (value === undefined ? [] : [[String(at + 1), value]])),
  );
}

function sharedSection({ columns }: ManyCompared, { shared }: Matrix, context: Presenting): readonly DocumentSection[] {
  // It says the same in all that can be read.
  const readable = columns.flatMap((column) => column.reading ?? []);
  const [reading] = readable;
  if (reading === undefined || shared.length === 0) return [];
  const rows = shared.map(({ path, label, value }): DocumentRow => ({
    ...{ name: label, path, tags: [] },
    cells: [valueCell(path, value, reading, context)],
    data: { value },
  }));
  return [{ title: `The same in all ${grouped(readable.length)}`, columns: ['Member', 'Value'], rows }];
}

function stepsOf(columns: readonly ManyColumn[], heads: readonly string[]): readonly PatchStep[] {
  const readable = columns.flatMap(({ title, facts, reading }, at) =>
    reading === undefined ? [] : [{ copyJob: reading.copyJob, side: { name: heads[at] ?? '', title, facts } }],
  );
  return readable.slice(1).flatMap((right, at): readonly PatchStep[] => {
    const left: { readonly side: DocumentSide; readonly copyJob: CopyJobReading['copyJob'] } | undefined = readable[at];
    return left === undefined
      ? []
      : [{ left: left.side, right: right.side, ...patchBetween(left.copyJob, right.copyJob) }];
  });
}

interface Laid {
  readonly heads: readonly string[];
  readonly labels: readonly string[];
  readonly rows: readonly MatrixRow[];
  readonly matrix: Matrix;
}

/** Facts, then what differs, then what is the same: a line for each, a column for each answer or job. */
function tableOf({ columns }: ManyCompared, { heads, labels, rows, matrix }: Laid, context: Presenting): DocumentTable {
  const exact = (path: string, value: Json | undefined, reading: CopyJobReading | undefined): string => {
    if (reading === undefined) return UNREADABLE.text;
    if (value === undefined) return '';
    const cell = valueCell(path, value, reading, context);
    return cell.exact ?? cell.text;
  };
  return {
    header: ['Member', 'Path', ...heads],
    records: [
      ...labels.map((label) => [label, '', ...columns.map((column) => factOf(column, label) ?? '')]),
      ...rows.map(({ label, path, values }) => [
        label,
        path,
        ...columns.map(({ reading }, at) => exact(path, values[at], reading)),
      ]),
      ...matrix.shared.map(({ label, path, value }) => [
        label,
        path,
        ...columns.map(({ reading }) => exact(path, value, reading)),
      ]),
    ],
  };
}
