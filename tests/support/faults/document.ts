import type { FaultRow } from './row';

/** What one fault cost, ms. */
export interface Measured {
  /** From asking to the words. */
  readonly tookMs: number;
  /** Longest time for which the window, or the main process as the window sees it, did not answer. */
  readonly stallMs?: number;
}

/** The cells of a row that do not depend on a run, as they stand in docs/reliability.md. */
export function cellsOf({ name, code, message, remedy }: FaultRow): readonly string[] {
  return [name, code === 'answered' ? 'the answer is filed' : `\`${code}\``, words(message), words(remedy)];
}

/** `{host}` and the like in italics; nothing that Markdown would take for itself. */
function words(text = '–'): string {
  return text.replace(/([|*_<>])/g, '\\$1').replace(/\{(\w+)\}/g, '*$1*');
}

/** Every fault with what one run has measured, in Markdown. */
export function tableOf(
  table: readonly { readonly title: string; readonly rows: readonly FaultRow[] }[],
  measured: ReadonlyMap<string, Measured>,
): string {
  const withStalls = [...measured.values()].some(({ stallMs }) => stallMs !== undefined);
  const head = ['fault', 'code', 'in the window', 'what to do', ...(withStalls ? ['longest stall'] : []), 'told after'];
  return table
    .map(({ title, rows }) => {
      const lines = rows.map((row) => {
        const { tookMs, stallMs } = measured.get(row.name) ?? {};
        return line([...cellsOf(row), ...(withStalls ? [seconds(stallMs)] : []), seconds(tookMs)]);
      });
      return [`### ${title}`, '', line(head), line(head.map(() => '---')), ...lines, ''].join('\n');
    })
    .join('\n');
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function seconds(ms: number | undefined): string {
  return ms === undefined ? '–' : `${(ms / 1000).toFixed(2)} s`;
}
