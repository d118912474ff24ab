import { judge, spreadOf, type Goal, type Spread } from './statistics';

/** One rival and every figure that was measured of it. */
export interface Row {
  readonly name: string;
  readonly figures: readonly number[];
}

/** The median of one row over that of another. */
export interface Comparison {
  readonly of: string;
  readonly to: string;
  /** Left out: the ratio is told, and nothing was aimed at. */
  readonly goal?: Goal;
}

/** A row held against a figure instead of another row. */
export interface Limit {
  readonly of: string;
  readonly what: 'median' | 'most';
  /** In the section's unit. */
  readonly atMost: number;
}

export interface Section {
  readonly title: string;
  /** What exactly was measured, a line each. */
  readonly notes: readonly string[];
  readonly unit: 'ms' | 'MiB' | 'bytes' | 'snapshots';
  readonly rows: readonly Row[];
  readonly comparisons: readonly Comparison[];
  readonly limits?: readonly Limit[];
}

export interface JudgedLimit extends Limit {
  readonly figure: number;
  readonly met: boolean;
}

export interface JudgedComparison extends Comparison {
  readonly ratio: number;
  /** Left out where there is no goal. */
  readonly met?: boolean;
}

/** A section with everything that follows from its figures: what the JSON file holds. */
export interface JudgedSection extends Section {
  readonly rows: readonly (Row & { readonly spread: Spread })[];
  readonly comparisons: readonly JudgedComparison[];
  readonly limits: readonly JudgedLimit[];
}

/** @throws {Error} if a comparison or limit names a row that is not there, or a row has no figures */
export function judgeSection(section: Section): JudgedSection {
  const rows = section.rows.map((row) => ({ ...row, spread: spreadOf(row.figures) }));
  const spreadBy = (name: string): Spread => {
    const row = rows.find((candidate) => candidate.name === name);
    if (row === undefined) throw new Error(`"${section.title}" has no row "${name}".`);
    return row.spread;
  };
  const comparisons = section.comparisons.map((comparison): JudgedComparison => {
    const verdict = judge(spreadBy(comparison.of), spreadBy(comparison.to), comparison.goal);
    return { ...comparison, ...verdict };
  });
  const limits = (section.limits ?? []).map((limit): JudgedLimit => {
    const { [limit.what]: figure } = spreadBy(limit.of);
    return { ...limit, figure, met: figure <= limit.atMost };
  });
  return { ...section, rows, comparisons, limits };
}

const HEADS = ['median', 'middle half', 'least to most', 'n'] as const;

/** The section as lines for a terminal. */
export function printSection({ title, notes, unit, rows, comparisons, limits }: JudgedSection): string[] {
  const table = rows.map(({ name, spread }) => [name, ...cellsOf(spread)]);
  return [
    `${title} (${unit})`,
    ...[
      ...notes,
      ...alignColumns([['', ...HEADS], ...table]),
      ...comparisons.map((comparison) => printComparison(comparison)),
      ...limits.map((limit) => printLimit(limit)),
    ].map((line) => `  ${line}`),
  ];
}

function cellsOf({ median, lowerQuartile, upperQuartile, least, most, count }: Spread): string[] {
  const range = (from: number, to: number) => `${formatFigure(from)} to ${formatFigure(to)}`;
  return [formatFigure(median), range(lowerQuartile, upperQuartile), range(least, most), String(count)];
}

/** Three digits: nobody is helped by more of them. */
export function formatFigure(figure: number): string {
  if (figure >= 99.95) return figure.toFixed(0);
  return figure.toFixed(figure >= 9.995 ? 1 : 2);
}

/** The first column to the left, the others to the right. */
export function alignColumns(lines: readonly (readonly string[])[]): string[] {
  const widths = (lines[0] ?? []).map((_, at) => Math.max(...lines.map((cells) => (cells[at] ?? '').length)));
  return lines.map((cells) =>
    cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('   '),
  );
}

export function printComparison({ of, to, ratio, goal, met }: JudgedComparison): string {
  const sentence = `${of} / ${to}: ${formatFigure(ratio)}`;
  if (goal === undefined) return sentence;
  const wanted = 'atMost' in goal ? `at most ${goal.atMost}` : `at least ${goal.atLeast}`;
  return `${sentence} (goal: ${wanted}): goal ${met === true ? 'met' : 'missed'}`;
}

export function printLimit({ of, what, figure, atMost, met }: JudgedLimit): string {
  return `${of}, ${what}: ${formatFigure(figure)} (goal: at most ${atMost}): goal ${met ? 'met' : 'missed'}`;
}
