import type { RunItem } from '../data/look-up-run.svelte';
import { stateWord } from './run-words';

/** A cell that begins with one of these is a formula to a spreadsheet, whoever wrote it. */
const FORMULA = /^[=+\-@\t\r]/;

const HEAD = ['CopyJobId', 'Profile', 'Region', 'Result', 'Job', 'Error', 'Message'];

/** What became of each look-up, as CSV (RFC 4180) that no spreadsheet takes for formulas. */
export function runAsCsv(items: readonly RunItem[]): string {
  const lines = items.map((item) => [
    item.request.copyJobId,
    item.request.profile.name,
    item.request.region,
    stateWord(item).text,
    item.state === 'answered' ? item.recorded.jobKey : '',
    item.state === 'failed' ? item.error.code : '',
    item.state === 'failed' ? item.error.message : '',
  ]);
  return [HEAD, ...lines].map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('');
}

function cellOf(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
